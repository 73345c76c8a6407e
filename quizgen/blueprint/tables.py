"""What may stand in a blueprint, table by table; ``meanings`` says what each key means."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal, Self, TypeAlias

from msgspec import Meta, field

from quizgen.blueprint.advised import HEAD, SECTION, SLOT
from quizgen.blueprint.narrow_shapes import Params, Weights
from quizgen.blueprint.sitting import SittingTable
from quizgen.model import KINDS, Kind, Level
from quizgen.reading.advice import advice
from quizgen.reading.records import Record
from quizgen.reading.shapes import Date, Filled, Lines, Points, Slug, Unfit, Words

MOST, MOST_ITEMS = 1_000, 10_000
"""Of slots, of items in one of them, and of items in all."""
Order: TypeAlias = Literal["shuffled", "fixed"]
"""Whether forms after the first ask in an order of their own, or all in the blueprint's."""


class Kinds(tuple[Kind, ...]):
    """Ways to ask, each once: in a list, or in a text with commas."""

    __slots__ = ()
    wanted = f"one or several of {', '.join(KINDS)}"
    schema: ClassVar[Mapping[str, object]] = Filled.schema

    @classmethod
    def read(cls, value: object) -> Self:
        """Raises Unfit for a word that is no kind, and where there is none."""
        try:
            given = Lines.read(value)
        except Unfit:
            raise Unfit(f"a text or a list of texts is expected, {cls.wanted}") from None
        words = [word.strip() for text in given for word in text.split(",")]
        if not all(words) or not words:
            raise Unfit(f"{'a' if any(words) else 'the'} kind is empty; write {cls.wanted}")
        for word in words:
            if word not in KINDS:
                raise Unfit(f"'{word}' is no kind; {advice(word, KINDS, f'write {cls.wanted}')}")
        return cls(dict.fromkeys(one for word in words for one in KINDS if one == word))


Count = Annotated[int, Meta(ge=1, le=MOST, description=f"a whole number from 1 to {MOST}")]
"""How many items."""
Redraw = Annotated[int, Meta(ge=0, le=10**6, description="a whole number from 0 on")]
"""How often items were drawn anew."""
Offered = Annotated[int, Meta(ge=3, le=5, description="3, 4 or 5")]
"""How many options."""


class SlotTable(Record, frozen=True, kw_only=True):
    """A table ``[[slots]]``; one of ``family``, ``families`` and ``topic``, or none of them for all that there is.

    ``id`` names the slot, whatever stands before it. ``pin`` are ids of items: those of the first form, of the second.
    """

    instead: ClassVar[Mapping[str, str]] = SLOT

    family: Words | None = None
    families: Filled = field(default_factory=Filled)
    topic: Words | None = None
    network: Words | None = None
    input: Words | None = None
    tag: Words | None = None
    items: Filled = field(default_factory=Filled)
    level: Level | None = None
    kind: Kinds | None = None
    options: Offered | None = None
    count: Count = 1
    points: Points | None = None
    params: Params = field(default_factory=Params)
    misconceptions: Weights = field(default_factory=Weights)
    id: Slug | None = None
    redraw: Redraw = 0
    pin: Lines = field(default_factory=Lines)


class SectionTable(Record, frozen=True, kw_only=True):
    """A table ``[[sections]]``, of which the slots are read one by one.

    ``points`` are those of each item, ``total`` those of all; slots may say otherwise.
    """

    instead: ClassVar[Mapping[str, str]] = SECTION

    title: Words
    instructions: Lines = field(default_factory=Lines)
    points: Points | None = None
    total: Points | None = None
    slots: Any = ()


class HeadTable(SittingTable, frozen=True, kw_only=True):
    """The whole file, of which sections and slots are read one by one."""

    instead: ClassVar[Mapping[str, str]] = HEAD

    title: Words
    id: Words | None = None
    order: Order = "shuffled"
    options: Offered | None = None
    slots: Any = ()
    sections: Any = ()
    course: str = ""
    date: Date = field(default_factory=Date)
    instructions: Lines = field(default_factory=Lines)
    repeat: bool = False


class WholeSection(SectionTable, frozen=True, kw_only=True):
    """A section with its slots, as editors are told of it."""

    slots: Annotated[list[SlotTable], Meta(min_length=1)]


class ExamTable(HeadTable, frozen=True, kw_only=True):
    """The whole file with its slots, as editors are told of it."""

    slots: Annotated[list[SlotTable], Meta(min_length=1)] = field(default_factory=list)
    sections: Annotated[list[WholeSection], Meta(min_length=1)] = field(default_factory=list)
