"""Draws verified items, nothing twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from quizgen.asking.source import Source
from quizgen.asking.verify import verified
from quizgen.blueprint.enemies import Company
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


Path: TypeAlias = tuple[str, Level, Kind | None]


@dataclass(frozen=True, slots=True)
class Cell:
    """Where an item comes from: a source, a level of it, and how it is asked (None: each item in its own way)."""

    source: Source
    level: Level
    kind: Kind | None

    @property
    def path(self) -> Path:
        """The cell's name."""
        return self.source.id, self.level, self.kind


class Supply:
    """Items for one seed: each cell goes on where it stopped, and no id and no stem is given out twice.

    What was given out is remembered by digests alone. No two items of a form are enemies; ``cells`` are those that it
    will be asked for, whose families come first. With ``repeat`` a new form may hold what an earlier one held: a cell
    that is spent starts again.
    """

    def __init__(self, seed: str, *, repeat: bool = False, cells: Iterable[Cell] = ()) -> None:
        self._seed = seed
        self._repeat = repeat
        self._families = frozenset(cell.source.id for cell in cells)
        self._company = Company(self._families)
        self._draws: dict[Path, Iterator[Item]] = {}
        self._given: set[int] = set()
        self._apart: defaultdict[Path, list[Item]] = defaultdict(list)
        self._waiting: dict[Path, list[Item]] = {}

    def new_form(self) -> None:
        """Another form begins; what could not join the one before may join it."""
        self._company = Company(self._families)
        self._waiting = {path: items + self._waiting.get(path, []) for path, items in self._apart.items()}
        self._apart.clear()
        if self._repeat:
            self._given.clear()

    def take(self, cell: Cell) -> Item | None:
        """The cell's next item that may join the form, or None where it has no more."""
        item = self._next(cell)
        if item is None and self._repeat:
            del self._draws[cell.path]
            self._apart.pop(cell.path, None)
            item = self._next(cell)
        return item

    def kept_apart(self, *cells: Cell) -> int:
        """How many items of the cells could not join the form because of an enemy in it."""
        return sum(len(self._apart[cell.path]) for cell in cells)

    def _next(self, cell: Cell) -> Item | None:
        for item in self._coming(cell):
            marks = {digest("id", item.id), digest("stem", TERMINAL.text(item.stem))}
            if not self._given.isdisjoint(marks):
                continue
            if not self._company.joined_by(item.question):
                self._apart[cell.path].append(item)
                continue
            self._given |= marks
            return item
        return None

    def _coming(self, cell: Cell) -> Iterator[Item]:
        """What waited since an earlier form, then what was not drawn yet."""
        waiting = self._waiting.get(cell.path, [])
        while waiting:
            yield waiting.pop(0)
        if cell.path not in self._draws:
            self._draws[cell.path] = draw(cell.source, cell.level, cell.kind, self._seed)
        for item in self._draws[cell.path]:  # noqa: UP028 - the draw must outlive this walk along it
            yield item
