"""The places of an item where something is answered, whatever the dialect."""

from __future__ import annotations

from typing import Literal, TypeAlias

from msgspec import Struct

from quizgen.foreign.judged.bands import Band
from quizgen.foreign.model import Passage

Kind: TypeAlias = Literal["one", "several", "number", "words", "pairs", "order", "none"]


class Label(Struct, frozen=True):
    """Something on offer."""

    ident: str
    text: Passage
    line: int


class Foreseen(Struct, frozen=True):
    """What may be typed: words, or a band of numbers; ``written`` as it stands in the file."""

    written: str
    line: int
    band: Band | None = None

    @property
    def typed(self) -> str:
        """What is typed to try it."""
        if self.band is None:
            return self.written
        value = self.band.middle
        return str(value) if value.denominator == 1 else f"{value.numerator}/{value.denominator}"


class Field(Struct, frozen=True):
    """A place for an answer.

    ``right`` are the identifiers, pairs or words that the item declares as right; ``prompts`` what labels are matched
    with; ``beside`` what stands beside it; ``anything`` says that every label is right, and ``sides`` that true or
    false is asked for.
    """

    ident: str
    kind: Kind
    line: int
    labels: tuple[Label, ...] = ()
    prompts: tuple[Label, ...] = ()
    foreseen: tuple[Foreseen, ...] = ()
    right: tuple[str, ...] = ()
    beside: Passage | None = None
    shuffle: bool = False
    case: bool = False
    anything: bool = False
    sides: bool = False
    sort: str = ""

    @property
    def answers(self) -> tuple[str, ...]:
        """Everything that can be tried alone."""
        if self.kind in {"number", "words"}:
            return tuple(one.typed for one in self.foreseen)
        if self.kind == "pairs":
            return tuple(f"{prompt.ident} {label.ident}" for prompt in self.prompts for label in self.labels)
        return tuple(one.ident for one in self.labels)

    @property
    def gaps(self) -> int:
        """How many gaps it is where it stands among other fields."""
        return max(1, len(self.prompts) if self.kind == "pairs" else len(self.labels) if self.kind == "order" else 1)
