"""What may stand in a blueprint, table by table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal, Self, TypeAlias

from msgspec import Meta, field

from quizgen.blueprint.sitting import SittingTable
from quizgen.model import KINDS, Kind, Level
from quizgen.reading.advice import advice
from quizgen.reading.records import Record
from quizgen.reading.shapes import Date, Lines, Points, Slug, Unfit, Words

MOST, MOST_ITEMS = 1_000, 10_000
"""Of slots, of items in one of them, and of items in all."""
Order: TypeAlias = Literal["shuffled", "fixed"]
"""Whether forms after the first ask in an order of their own, or all in the blueprint's."""


class Kinds(tuple[Kind, ...]):
    """Ways to ask, each once: in a list, or in a text with commas."""

    __slots__ = ()
    wanted = f"one or several of {', '.join(KINDS)}"
    schema: ClassVar[Mapping[str, object]] = Lines.schema

    @classmethod
    def read(cls, value: object) -> Self:
        """Raises Unfit for a word that is no kind, and where there is none."""
        try:
            given = Lines.read(value)
        except Unfit:
            raise Unfit(f"a text or a list of texts is expected, {cls.wanted}") from None
        words = [word.strip() for text in given for word in text.split(",")]
        for word in words or [""]:
            if word not in KINDS:
                raise Unfit(f"'{word}' stands where {cls.wanted} is expected; {advice(word, KINDS)}")
        return cls(dict.fromkeys(one for word in words for one in KINDS if one == word))


Count = Annotated[int, Meta(ge=1, le=MOST, description=f"a whole number from 1 to {MOST}")]
"""How many items."""


Redraw = Annotated[int, Meta(ge=0, le=10**6, description="a whole number from 0 on")]
"""How often items were drawn anew."""


class SlotTable(Record, frozen=True, kw_only=True):
    """A table ``[[slots]]``; ``family`` or ``topic``, exactly one of them.

    ``id`` names the slot, whatever stands before it. ``pin`` are ids of items: those of the first form, of the second.
    """

    level: Level
    id: Slug | None = None
    redraw: Redraw = 0
    pin: Lines = field(default_factory=Lines)
    family: Words | None = None
    topic: Words | None = None
    kind: Kinds | None = None
    count: Count = 1
    points: Points | None = None


class HeadTable(SittingTable, frozen=True, kw_only=True):
    """The whole file, of which the slots are read one by one."""

    title: Words
    id: Words | None = None
    order: Order = "shuffled"
    slots: Any = ()
    course: str = ""
    date: Date = field(default_factory=Date)
    instructions: Lines = field(default_factory=Lines)
    repeat: bool = False


class ExamTable(HeadTable, frozen=True, kw_only=True):
    """The whole file with its slots, as editors are told of it."""

    slots: Annotated[list[SlotTable], Meta(min_length=1)]
