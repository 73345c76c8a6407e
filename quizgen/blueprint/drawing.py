"""Draws questions, nothing twice; whoever takes them makes items of them by ``verified``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Generic, TypeAlias, TypeVar

from quizgen.asking.source import Source
from quizgen.blueprint.candidates import Candidate, candidate
from quizgen.blueprint.cells import Cell, Path
from quizgen.blueprint.enemies import Company
from quizgen.formats.protocol import Refusal
from quizgen.model import Item, Kind, Level, Question
from quizgen.space.digests import Digests

T = TypeVar("T")
Coming: TypeAlias = Callable[[Cell], Iterator[Candidate[T]]]
"""A cell's candidates from its first one on."""
Refusing: TypeAlias = Callable[[Question], Refusal | None]
"""Says why a question has to be passed over, if it has to be."""
PATIENCE = 50
"""Where so many questions of a cell are refused one after the other, no further one is asked."""


def draw(source: Source, level: Level, kind: Kind | None, seed: str) -> Iterator[Item]:
    """The verified items of a level for a seed, no point twice, until the space is spent.

    Without a kind each item is asked in its own: for authored items, whose kinds have no item in common.
    """
    from quizgen.asking.verify import verified  # it takes real layers, and a question is there before

    return map(verified, Cell(source, level, kind).questions(seed))


def asked_here(seed: str, refusing: Refusing = lambda _: None) -> Coming[Question]:
    """The questions of cells for a seed, each asked when it is needed."""
    return lambda cell: (candidate(number, one, one, refusing(one)) for number, one in enumerate(cell.questions(seed)))


class Supply(Generic[T]):
    """What comes from cells: each goes on where it stopped, and no id and no stem is given out twice.

    What was given out is remembered by digests alone. No two questions are enemies; ``cells`` are those that it will be
    asked for, whose families come first. What is refused is counted in ``passed``.
    """

    def __init__(
        self, coming: Coming[T], *, cells: Iterable[Cell] = (), passed: Counter[Refusal] | None = None
    ) -> None:
        self._coming = coming
        self._company = Company(cell.source.id for cell in cells)
        self._draws: dict[Path, Iterator[Candidate[T]]] = {}
        self._given = Digests()
        self._apart: Counter[Path] = Counter()
        self._passed = Counter[Refusal]() if passed is None else passed
        self._in_a_row: Counter[Path] = Counter()

    def take(self, cell: Cell) -> Candidate[T] | None:
        """The cell's next candidate that may join, or None where it has no more."""
        path = cell.path
        if path not in self._draws:
            self._draws[path] = self._coming(cell)
        for one in self._draws[path]:
            if one.refused:
                if self._is_hopeless(cell, one.refused):
                    return None
                continue
            self._in_a_row[path] = 0
            if not self._given.isdisjoint(one.marks):
                continue
            if not self._company.joined_by(one):
                self._apart[path] += 1
                continue
            self._given.update(one.marks)
            return one
        return None

    def _is_hopeless(self, cell: Cell, refused: Refusal) -> bool:
        """Passes over one more; whether so many were that all others are likely to be."""
        self._passed[refused] += 1
        self._in_a_row[cell.path] += 1
        return self._in_a_row[cell.path] >= PATIENCE

    def kept_apart(self, *cells: Cell) -> int:
        """How many questions of the cells could not join because of an enemy."""
        return sum(self._apart[cell.path] for cell in cells)
