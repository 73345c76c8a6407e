"""The questions that a slot draws for itself from one family, whatever other slots do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain, islice

from quizgen.blueprint.asked import Way
from quizgen.blueprint.candidates import candidate
from quizgen.blueprint.cells import Cell, Opened
from quizgen.blueprint.drawn import Drawing, Drawn, Test
from quizgen.blueprint.numbered import Keys, Numbered
from quizgen.blueprint.offering import Turns
from quizgen.model import Question

SEARCHED = 40
"""So many questions are looked at for one that fits better."""
SAMPLE = 21
"""Of so many questions, from all over a draw, most have as many options and solution steps as all that are asked."""


@dataclass(frozen=True, slots=True)
class Shape:
    """So many options has each question of a place, where they count, so many solution steps, and such keys."""

    options: int | None
    steps: int
    keys: Keys = field(default_factory=Keys)

    def has_options(self, question: Question) -> bool:
        """Whether it has as many as the place has; of numbers to be written, foreseen answers do not count."""
        return self.options is None or len(question.options) == self.options

    def is_alike(self, question: Question) -> bool:
        """Whether it has as many solution steps."""
        return len(question.solution) == self.steps


class Stream:
    """Questions with the same number of options, and of solution steps as long as there are such.

    Each place of each form has one of those with numbers of its ``own``, so that what one place has, or cannot have,
    changes nothing for others. ``instead`` and ``found`` look for another one in orders of their own.
    Those ``waiting`` did not fit yet.
    """

    def __init__(self, cell: Cell, shape: Shape, path: str) -> None:
        self._cell, self.shape, self._path = cell, shape, path
        self._natural = Numbered(self._drawn(path, alike=True), shape.keys)
        self._turns = Turns()
        further = f"{path}/further"
        self._alike, self._unlike = self._drawn(further, alike=True), self._drawn(further, alike=False)
        self.waiting: list[Drawing] = []

    def own(self, numbers: range, letter: int | None) -> list[Drawing]:
        """A place's own questions: those with these numbers that can have the letter, as far as there are any.

        First comes the one whose misconceptions were offered least. Numbers ascend from call to call, see ``Numbered``.
        """
        return self._turns.ordered([one for at in numbers if (one := self._natural.at(at, letter))])

    def found(self, fits: Test, gone: Test, *, alike: bool) -> Drawing | None:
        """The first other one that fits, ``alike`` one with as many solution steps as most; others wait."""
        self.waiting = [one for one in self.waiting if not gone(one)]
        for place, one in enumerate(self.waiting):
            if (not alike or self.shape.is_alike(one.content.question)) and fits(one):
                return self.waiting.pop(place)
        for one in self._alike if alike else chain(self._alike, self._unlike):
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
            if self.shape.has_options(one) and self.shape.is_alike(one) == alike:
                yield candidate(number, one, Drawn(one, self._cell, seed, number))


def shape(way: Way, path: str) -> Shape:
    """What most questions of a way are like."""
    counted = way.cell.source.authored or way.cell.kind in ("choice", "multiple")
    sample = list(_sample(way, path))
    options = (way.options or _most([len(one.options) for one in sample])) if counted else None
    fitting = [one for one in sample if Shape(options, 0).has_options(one)]
    return Shape(options, _most([len(one.solution) for one in fitting] or [0]), Keys.of(fitting))


def _sample(way: Way, seed: str) -> Iterator[Question]:
    opened = Opened(way.cell, seed)
    every = range(way.held) if way.options else sorted({turn * way.held // SAMPLE for turn in range(SAMPLE)})
    for number in every:
        yield from islice(opened.onward(number), 1)


def _most(numbers: list[int]) -> int:
    """The number that comes most often, of several the first."""
    return Counter(numbers).most_common(1)[0][0]
