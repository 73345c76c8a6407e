"""What the other rooms need of anything that questions come from.

``Source`` is all that a blueprint, a quiz or a format knows; the audit holds an ``Audited`` source against witnesses.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from inspect import getattr_static
from typing import Literal, Protocol, TypeAlias, TypeGuard

from msgspec import Struct

from quizgen.answers import Slip
from quizgen.errors import UsageError
from quizgen.model import Kind, Level, Question, Values, Witness
from quizgen.text import Text

TOPICS = (
    *("convolution-basics", "by-hand", "output-size", "parameters", "cost", "activations", "pooling"),
    *("architectures", "blocks", "transposed-convolution", "regularisation", "normalisation", "receptive-field"),
    *("grouped-convolution", "stacked-kernels", "pointwise", "dilation", "pytorch-code", "study-skills"),
)
"""In the tutorial's order."""
Weight: TypeAlias = Literal["core", "common", "special"]
Givers: TypeAlias = Callable[[int, Sequence[Values]], Sequence[Sequence[str]]]
"""For a point's number and values of as many numbers each: the ids of the misconceptions that give each of them."""
SHARES: Mapping[Weight, int] = {"core": 6, "common": 3, "special": 1}
"""How often a source of each weight is drawn, beside the others of its topic."""


class Testimony(Struct, frozen=True):
    """All witnesses on one point; ``size`` tells smaller counterexamples from larger ones.

    ``texts`` are those that somebody wrote for this point alone.
    """

    where: str
    size: int
    witnesses: tuple[Witness, ...]
    texts: tuple[Text, ...] = ()


class Address(Struct, frozen=True):
    """Where an item stands in its source: its level, and its point's number there, from 0."""

    level: Level
    point: int


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
    def weight(self) -> Weight:
        """How much it matters among those of its topic: what every course asks is core, a curiosity is special."""

    @property
    def asks(self) -> str:
        """The quantity that is asked, as in the JSON."""

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """How it may be asked, the default first."""

    def usual(self, level: Level) -> Kind:
        """How a level is asked by default."""

    @property
    def authored(self) -> bool:
        """Whether each item was written for itself, in words, and is asked in its one kind."""

    @property
    def description(self) -> str:
        """What it tests, in a short paragraph."""

    def count(self, level: Level, kind: Kind) -> int:
        """How many distinct items the level holds of that kind."""

    def draw(self, level: Level, kind: Kind, seed: str) -> Iterator[Question]:
        """The level's questions for a seed: no point twice, a longer draw starts with the shorter one.

        A ``Draw`` passes over questions without asking them, which spares time where several processes share a draw.
        """

    def at(self, level: Level, kind: Kind, point: int, seed: str) -> Question:
        """The question about one point, as ``find`` numbers it: with the same id and stem whatever the seed.

        The seed chooses the options and their order as far as there is a choice, anew for each seed. Raises UsageError
        where the level has no such point, or where it cannot be asked in that kind.
        """

    def find(self, item: str) -> Address | None:
        """Where the item with that id stands, or None where the source has none; the first search of a level is slow.

        Points are numbered from 0: of a family as its space has them, of layers to choose among as the tasks come, of
        authored items as they stand in the file.
        """


class Audited(Source, Protocol):
    """A source that can be held against witnesses: it names its points, who is heard on them, and likely mistakes."""

    def points(self, level: Level) -> int:
        """How many points of the level the audit can ask about."""

    def testify(self, level: Level, index: int) -> Testimony:
        """All witnesses on one point."""

    def cases(self) -> tuple[Testimony, ...]:
        """The cases that others worked."""

    def givers(self, level: Level, quantity: str) -> Givers:
        """Which misconceptions give which values at a point, about one quantity where several are asked."""

    def slips(self) -> Mapping[str, tuple[Slip, ...]]:
        """Every misconception that a question may name, by the item or quantity that it is about, or all under "".

        Raises FormulaError for a concept that is not there.
        """


def is_audited(found: object) -> TypeGuard[Audited]:
    """Whether it has all that an audited source has; unlike ``isinstance``, this works none of it out."""
    names = {name for kind in (Source, Audited) for name in vars(kind) if not name.startswith("_")}
    return all(getattr_static(found, name, None) is not None for name in names)


def require(source: Source, level: Level, kind: Kind, point: int, points: int) -> None:
    """Raises UsageError unless the level has the point, of so many, and the source can be asked in that kind."""
    if kind not in source.kinds:
        raise UsageError(f"{source.id} cannot be asked as {kind}; it can be asked as {' or '.join(source.kinds)}")
    if not 0 <= point < points:
        raise UsageError(f"{source.id} ({level}) has no point {point}: it has {points:,}, counted from 0")


def not_asked(source: Source, level: Level, kind: Kind, point: int) -> UsageError:
    """There is the point, but not in that kind."""
    return UsageError(f"point {point} of {source.id} ({level}) cannot be asked as {kind}; ask it in another kind")


def usual_kind(source: Source, level: Level) -> Kind | None:
    """The level's default; None stands for each authored item's own."""
    return None if source.authored else source.usual(level)
