"""Draws questions, nothing twice; whoever takes them makes items of them by ``verified``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Generic, TypeAlias, TypeVar

from quizgen.asking.source import Source
from quizgen.blueprint.candidates import Candidate, candidate
from quizgen.blueprint.cells import Cell, Path
from quizgen.blueprint.digests import Digests
from quizgen.blueprint.enemies import Company
from quizgen.model import Item, Kind, Level, Question

T = TypeVar("T")
Coming: TypeAlias = Callable[[Cell], Iterator[Candidate[T]]]
"""A cell's candidates from its first one on."""


def draw(source: Source, level: Level, kind: Kind | None, seed: str) -> Iterator[Item]:
    """The verified items of a level for a seed, no point twice, until the space is spent.

    Without a kind each item is asked in its own: for authored items, whose kinds have no item in common.
    """
    from quizgen.asking.verify import verified  # it takes real layers, and a question is there before

    return map(verified, Cell(source, level, kind).questions(seed))


def asked_here(seed: str) -> Coming[Question]:
    """The questions of cells for a seed, each asked when it is needed."""
    return lambda cell: (candidate(number, one, one) for number, one in enumerate(cell.questions(seed)))


class Supply(Generic[T]):
    """What comes from cells: each goes on where it stopped, and no id and no stem is given out twice.

    What was given out is remembered by digests alone. No two questions are enemies; ``cells`` are those that it will be
    asked for, whose families come first.
    """

    def __init__(self, coming: Coming[T], *, cells: Iterable[Cell] = ()) -> None:
        self._coming = coming
        self._company = Company(cell.source.id for cell in cells)
        self._draws: dict[Path, Iterator[Candidate[T]]] = {}
        self._given = Digests()
        self._apart: Counter[Path] = Counter()

    def take(self, cell: Cell) -> Candidate[T] | None:
        """The cell's next candidate that may join, or None where it has no more."""
        path = cell.path
        if path not in self._draws:
            self._draws[path] = self._coming(cell)
        for one in self._draws[path]:
            if not self._given.isdisjoint(one.marks):
                continue
            if not self._company.joined_by(one):
                self._apart[path] += 1
                continue
            self._given.update(one.marks)
            return one
        return None

    def kept_apart(self, *cells: Cell) -> int:
        """How many questions of the cells could not join because of an enemy."""
        return sum(self._apart[cell.path] for cell in cells)
