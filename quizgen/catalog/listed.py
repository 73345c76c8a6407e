"""A family of which enough is known to list and choose it: its module is imported when it is first asked for more."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from quizgen.asking.known import Known
from quizgen.asking.of_module import OfModule
from quizgen.asking.source import Address, Audited, Weight
from quizgen.model import Kind, Level, Question


@dataclass(frozen=True, eq=False, kw_only=True)
class Listed(OfModule):
    """The family that a module holds, by what is ``known`` of it; ``imported`` gives the family itself."""

    known: Known
    imported: Callable[[str], Audited]

    @cached_property
    def whole(self) -> Audited:
        """The family itself; raises QuizgenError where its module cannot be imported."""
        return self.imported(self.module)

    @property
    def title(self) -> str:
        """What a table of contents shows."""
        return self.known.title

    @property
    def weight(self) -> Weight:
        """How much it matters among those of its topic."""
        return self.known.weight

    @property
    def asks(self) -> str:
        """The quantity that is asked."""
        return self.known.asks

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """How it may be asked, the default first."""
        return self.known.kinds

    @property
    def description(self) -> str:
        """What it tests."""
        return self.whole.description

    def usual(self, level: Level) -> Kind:
        """How a level is asked by default."""
        return self.known.usual[level]

    def count(self, level: Level, kind: Kind) -> int:
        """How many distinct items the level holds of that kind."""
        return self.known.count(level, kind)

    def draw(self, level: Level, kind: Kind, seed: str) -> Iterator[Question]:
        """The level's questions for a seed."""
        return self.whole.draw(level, kind, seed)

    def at(self, level: Level, kind: Kind, point: int, seed: str) -> Question:
        """The question about one point."""
        return self.whole.at(level, kind, point, seed)

    def find(self, item: str) -> Address | None:
        """Where the item with that id stands, or None."""
        return self.whole.find(item)
