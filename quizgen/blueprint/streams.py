"""The questions that a slot draws for itself from one family, whatever other slots do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from typing import TypeAlias

from quizgen.blueprint.asked import Way
from quizgen.blueprint.candidates import Candidate, candidate
from quizgen.blueprint.cells import Cell, Opened
from quizgen.model import Question

SEARCHED = 40
"""So many questions are looked at for one that fits better."""
SAMPLE = 21
"""Of so many questions, from all over a draw, most have as many options and solution steps as all that are asked."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A question, and how any process finds it: by its number in the cell's draw for a seed, or at its point."""

    question: Question
    cell: Cell
    seed: str
    number: int
    at_point: bool = False


Drawing: TypeAlias = Candidate[Drawn]
Test: TypeAlias = Callable[[Drawing], bool]


@dataclass(frozen=True, slots=True)
class Shape:
    """So many options has each question of a place, where they count, and so many solution steps."""

    options: int | None
    steps: int

    def has_options(self, question: Question) -> bool:
        """Whether it has as many as the place has; of numbers to be written, foreseen answers do not count."""
        return self.options is None or len(question.options) == self.options


class Stream:
    """Questions with the same number of options, and of solution steps as long as there are such.

    Each place of each form has the next one that ``natural`` gives, so that what one place cannot have changes nothing
    for others; ``found`` looks for one in its stead in an order of its own. Those ``waiting`` did not fit yet.
    """

    def __init__(self, cell: Cell, shape: Shape, path: str) -> None:
        self._cell, self._shape, self._path = cell, shape, path
        self._natural = self._drawn(path, alike=True)
        further = f"{path}/further"
        self._further = chain(self._drawn(further, alike=True), self._drawn(further, alike=False))
        self.waiting: list[Drawing] = []

    def natural(self) -> Drawing | None:
        """The next one, or None where all were drawn."""
        return next(self._natural, None)

    def found(self, fits: Test, gone: Test) -> Drawing | None:
        """The first other one that fits; others wait."""
        self.waiting = [one for one in self.waiting if not gone(one)]
        for place, one in enumerate(self.waiting):
            if fits(one):
                return self.waiting.pop(place)
        for one in self._further:
            if gone(one):
                continue
            if fits(one):
                return one
            self.waiting.append(one)
        return None

    def instead(self, name: object, fits: Test) -> Drawing | None:
        """One that fits, if there soon is one in a draw of that name, which nothing before has touched."""
        every = islice(self._drawn(f"{self._path}/instead {name}", alike=True), SEARCHED)
        return next(filter(fits, every), None)

    def _drawn(self, seed: str, *, alike: bool) -> Iterator[Drawing]:
        """Those with as many steps as most, or all others."""
        for number, one in enumerate(self._cell.questions(seed)):
            if self._shape.has_options(one) and (len(one.solution) == self._shape.steps) == alike:
                yield candidate(number, one, Drawn(one, self._cell, seed, number))


def shape(way: Way, path: str) -> Shape:
    """What most questions of a way are like."""
    counted = way.cell.source.authored or way.cell.kind in ("choice", "multiple")
    sample = list(_sample(way, path))
    options = (way.options or _most([len(one.options) for one in sample])) if counted else None
    bare = Shape(options, 0)
    return Shape(options, _most([len(one.solution) for one in sample if bare.has_options(one)] or [0]))


def _sample(way: Way, seed: str) -> Iterator[Question]:
    opened = Opened(way.cell, seed)
    every = range(way.held) if way.options else sorted({turn * way.held // SAMPLE for turn in range(SAMPLE)})
    for number in every:
        yield from islice(opened.onward(number), 1)


def _most(numbers: list[int]) -> int:
    """The number that comes most often, of several the first."""
    return Counter(numbers).most_common(1)[0][0]
