"""The questions that a slot draws for itself from one family, whatever other slots do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from typing import TypeAlias

from quizgen.blueprint.candidates import Candidate, candidate
from quizgen.blueprint.cells import Cell
from quizgen.blueprint.ways import Way
from quizgen.blueprint.wishes import rank, worth
from quizgen.model import Question

SEARCHED = 40
"""So many questions are looked at for one that fits better."""


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


class Stream:
    """Questions with the same number of options, and of solution steps as long as there are such.

    Each place of each form has the next one that ``natural`` gives, so that what one place cannot have changes nothing
    for others; ``found`` looks for one in its stead in an order of its own. Those ``waiting`` did not fit yet.
    """

    def __init__(self, way: Way, path: str) -> None:
        self._way, self._cell, self._path = way, way.cell, path
        sample = list(way.sample(path))
        self._options = way.options or _most([len(one.options) for one in sample])
        self._steps = _most([len(one.solution) for one in sample if self._has_options(one)] or [0])
        self._natural = self._drawn(path, alike=True)
        ranks = range(3 if way.weights else 1)
        turns = [(alike, rank) for alike in (True, False) for rank in ranks]
        self._further = chain(*(self._drawn(f"{path}/further", alike=alike, wanted=rank) for alike, rank in turns))
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

    def instead(self, name: object, fits: Test, had: Question) -> Drawing | None:
        """One that fits, if there soon is one in a draw of that name, which nothing before has touched.

        If there is one, it shows misconceptions that weigh no less than those of the one before.
        """
        seed = f"{self._path}/instead {name}"
        every: Iterable[Drawing] = islice(self._drawn(seed, alike=True), SEARCHED)
        if self._way.weights:
            others = islice(self._drawn(seed, alike=True, wanted=1), SEARCHED)
            every = chain(sorted(every, key=lambda one: not self.as_glad(one.content.question, had)), others)
        return next(filter(fits, every), None)

    def as_glad(self, one: Question, other: Question) -> bool:
        """Whether it shows misconceptions that weigh no less than those of another."""
        weights = self._way.weights
        return not weights or worth(one, weights) >= worth(other, weights)

    def _drawn(self, seed: str, *, alike: bool, wanted: int = 0) -> Iterator[Drawing]:
        """Those with as many steps as most, or all others; of either those that wait as long as is ``wanted``."""
        for number, one in enumerate(self._cell.questions(seed)):
            fits = self._has_options(one) and (len(one.solution) == self._steps) == alike
            if fits and rank(one, self._way.weights, seed) == wanted:
                yield candidate(number, one, Drawn(one, self._cell, seed, number))

    def _has_options(self, question: Question) -> bool:
        """Whether it has as many as the place has; of numbers to be written, foreseen answers do not count."""
        counted = self._cell.source.authored or self._cell.kind in ("choice", "multiple")
        return not counted or len(question.options) == self._options


def _most(numbers: list[int]) -> int:
    """The number that comes most often, of several the first."""
    return Counter(numbers).most_common(1)[0][0]
