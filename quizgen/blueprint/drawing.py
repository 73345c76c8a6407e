"""Draws verified items, nothing twice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from quizgen.asking.source import Source
from quizgen.asking.verify import verified
from quizgen.model import Item, Kind, Level, Question
from quizgen.space import Dice, digest
from quizgen.text.terminal import TERMINAL


def draw(source: Source, level: Level, kind: Kind | None, seed: str) -> Iterator[Item]:
    """The verified items of a level for a seed, no point twice, until the space is spent.

    Without a kind each item is asked in its own: for authored items, whose kinds have no item in common.
    """
    questions = source.draw(level, kind, seed) if kind else _mixed(source, level, seed)
    return (verified(question) for question in questions)


def _mixed(source: Source, level: Level, seed: str) -> Iterator[Question]:
    """The level's items of all kinds, each kind as often as it has items."""
    drawn = {kind: source.draw(level, kind, seed) for kind in source.kinds}
    kinds = [kind for kind in source.kinds for _ in range(source.count(level, kind))]
    for kind in Dice("kinds", seed, source.id, level).sample(kinds, len(kinds)):
        yield next(drawn[kind])


@dataclass(frozen=True, slots=True)
class Cell:
    """Where an item comes from: a source, a level of it, and how it is asked (None: each item in its own way)."""

    source: Source
    level: Level
    kind: Kind | None

    @property
    def path(self) -> tuple[str, Level, Kind | None]:
        """The cell's name."""
        return self.source.id, self.level, self.kind


class Supply:
    """Items for one seed: each cell goes on where it stopped, and no id and no stem is given out twice.

    What was given out is remembered by digests alone. With ``repeat`` a new form may hold what an earlier one held: a
    cell that is spent starts again.
    """

    def __init__(self, seed: str, *, repeat: bool = False) -> None:
        self._seed = seed
        self._repeat = repeat
        self._draws: dict[tuple[str, Level, Kind | None], Iterator[Item]] = {}
        self._given: set[int] = set()

    def new_form(self) -> None:
        """Another form begins."""
        if self._repeat:
            self._given.clear()

    def take(self, cell: Cell) -> Item | None:
        """The cell's next item, or None where it has no more."""
        item = self._next(cell)
        if item is None and self._repeat:
            del self._draws[cell.path]
            item = self._next(cell)
        return item

    def _next(self, cell: Cell) -> Item | None:
        if cell.path not in self._draws:
            self._draws[cell.path] = draw(cell.source, cell.level, cell.kind, self._seed)
        for item in self._draws[cell.path]:
            marks = {digest("id", item.id), digest("stem", TERMINAL.text(item.stem))}
            if self._given.isdisjoint(marks):
                self._given |= marks
                return item
        return None
