"""What blueprint, audit and gallery need of anything that questions come from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Protocol

from quizgen.answers import Slip
from quizgen.model import Kind, Level, Question, Witness

TOPICS = (
    *("convolution-basics", "by-hand", "output-size", "parameters", "cost", "activations", "pooling"),
    *("architectures", "blocks", "transposed-convolution", "regularisation", "normalisation", "receptive-field"),
    *("grouped-convolution", "stacked-kernels", "pointwise", "dilation", "pytorch-code", "study-skills"),
)
"""In the tutorial's order."""


@dataclass(frozen=True, slots=True)
class Testimony:
    """All witnesses on one point; ``size`` tells smaller counterexamples from larger ones."""

    where: str
    size: int
    witnesses: tuple[Witness, ...]


class Source(Protocol):
    """A source of questions: a family, or a file of authored items."""

    @property
    def id(self) -> str:
        """A slug that no other source has."""

    @property
    def module(self) -> str:
        """The module that holds it."""

    @property
    def title(self) -> str:
        """What a table of contents shows."""

    @property
    def topic(self) -> str:
        """The topic's slug."""

    @property
    def asks(self) -> str:
        """The quantity that is asked, as in the JSON."""

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """How it may be asked, the default first."""

    @property
    def authored(self) -> bool:
        """Whether each item was written for itself, in words, and is asked in its one kind."""

    @property
    def description(self) -> str:
        """What it tests, in a short paragraph."""

    def count(self, level: Level, kind: Kind) -> int:
        """How many distinct items the level holds of that kind."""

    def draw(self, level: Level, kind: Kind, seed: str) -> Iterator[Question]:
        """The level's questions for a seed: no point twice, a longer draw starts with the shorter one."""

    def points(self, level: Level) -> int:
        """How many points of the level the audit can ask about."""

    def testify(self, level: Level, index: int) -> Testimony:
        """All witnesses on one point."""

    def cases(self) -> tuple[Testimony, ...]:
        """The cases that others worked."""

    def suspects(self, level: Level, index: int, quantity: str) -> Mapping[str, tuple[int | Fraction, ...] | None]:
        """What every misconception gives at a point, of one quantity where several are asked."""

    def slips(self) -> Mapping[str, tuple[Slip, ...]]:
        """Every misconception that a question may name, by the item or quantity that it is about, or all under "".

        Raises FormulaError for a concept that is not there.
        """


def usual_kind(source: Source, wished: Kind | None) -> Kind | None:
    """The kind that was wished for, or the source's default; None stands for each item's own."""
    return wished if wished or source.authored else source.kinds[0]
