"""What is right and wrong in an item, as its table has it: by the strict rules for authors, or as it was imported."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, TypeAlias

from msgspec import field

from quizgen.authored.numbers import Exact, ExactValue
from quizgen.authored.tables import PartForm
from quizgen.reading.records import Record
from quizgen.reading.shapes import Lines, Slug, Words

Order: TypeAlias = Literal["free", "last", "fixed"]
"""Whether options may stand in any order, all but the last one, or none of them."""
NOUGHT = Exact(0)


class SlipTable(Record, frozen=True, kw_only=True):
    """What is told of a wrong answer."""

    misconception: Slug
    concept: Slug
    feedback: Words


class LooseSlip(Record, frozen=True, kw_only=True):
    """The same, of which anything may be missing."""

    misconception: Slug | None = None
    concept: Slug | None = None
    feedback: Words | None = None


class DistractorTable(SlipTable, frozen=True, kw_only=True):
    """A table ``[[item.distractor]]``."""

    text: Words


class PairTable(SlipTable, frozen=True, kw_only=True):
    """A table ``[[item.pair]]``."""

    prompt: Words
    answer: Words


class LoosePair(LooseSlip, frozen=True, kw_only=True):
    """The same in an imported file."""

    prompt: Words
    answer: Words


class OptionTable(LooseSlip, frozen=True, kw_only=True):
    """A table ``[[item.option]]``."""

    text: Words
    right: bool = False


class MistakeTable(LooseSlip, frozen=True, kw_only=True):
    """A table ``[[item.mistake]]``: a wrong number that is foreseen; ``text`` is how it is shown, if not as usual."""

    value: ExactValue
    text: Words | None = None
    tolerance: Exact = NOUGHT


class KeyTable(Record, frozen=True, kw_only=True):
    """One right option."""

    key: Words
    distractor: Any = ()


class KeysTable(Record, frozen=True, kw_only=True):
    """One or several right options."""

    key: Lines
    distractor: Any = ()


class OptionsTable(Record, frozen=True, kw_only=True):
    """Right and wrong options as they stood in another file."""

    option: Any = ()
    order: Order = "free"


class StatementTable(SlipTable, frozen=True, kw_only=True):
    """A statement."""

    key: bool


class LooseStatement(LooseSlip, frozen=True, kw_only=True):
    """The same in an imported file."""

    key: bool


class StepsTable(SlipTable, frozen=True, kw_only=True):
    """Steps in their order."""

    key: Lines


class LooseSteps(LooseSlip, frozen=True, kw_only=True):
    """The same in an imported file; ``shown`` are their numbers in the order in which they are shown."""

    key: Lines
    shown: tuple[int, ...] = ()


class MatchTable(Record, frozen=True, kw_only=True):
    """Prompts with their answers, and answers left over."""

    pair: Any = ()
    extra: Lines = field(default_factory=Lines)


class LooseMatch(Record, frozen=True, kw_only=True):
    """The same in an imported file; ``shown`` numbers answers, then those left over, as they are shown."""

    pair: Any = ()
    extra: Lines = field(default_factory=Lines)
    shown: tuple[int, ...] = ()


class NumberTable(Record, frozen=True, kw_only=True):
    """A number or shape to be typed."""

    key: ExactValue
    tolerance: Exact = NOUGHT
    mistake: Any = ()


class GridTable(Record, frozen=True, kw_only=True):
    """A table: headings of columns, the first of which heads those of rows; rows, in which an empty text is a gap."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    about: str = ""
    gap: Any = ()


class GapTable(NumberTable, frozen=True, kw_only=True):
    """A table ``[[item.gap]]``: what belongs into a gap, in reading order."""


class PartsTable(Record, frozen=True, kw_only=True):
    """Several parts."""

    part: Any = ()


STRICT: Mapping[PartForm, type[Record]] = {
    "choice": KeyTable,
    "multiple": KeysTable,
    "true-false": StatementTable,
    "ordering": StepsTable,
    "matching": MatchTable,
    "numerical": NumberTable,
    "grid": GridTable,
}
LOOSE: Mapping[PartForm, type[Record]] = {
    "choice": OptionsTable,
    "multiple": OptionsTable,
    "true-false": LooseStatement,
    "ordering": LooseSteps,
    "matching": LooseMatch,
    "numerical": NumberTable,
    "grid": GridTable,
}
