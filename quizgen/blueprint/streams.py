"""The questions that a slot draws for itself from one family, whatever other slots do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice

from msgspec import Struct, field

from quizgen.blueprint.drawn import Drawing, Drawn, Test, drawing
from quizgen.blueprint.numbered import Keys, Numbered
from quizgen.blueprint.offering import Turns
from quizgen.blueprint.ways import Way
from quizgen.blueprint.wishes import LAST, rank, worth
from quizgen.model import Question

SEARCHED = 40
"""So many questions are looked at for one that fits better."""


class Shape(Struct, frozen=True):
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

    def __init__(self, way: Way, shape: Shape, path: str) -> None:
        self._way, self._cell, self.shape, self._path = way, way.cell, shape, path
        self._natural = Numbered(self._drawn(path, alike=True), shape.keys)
        self._turns = Turns(way.weights)
        self._alike, self._unlike = self._further(alike=True), self._further(alike=False)
        self.waiting: list[Drawing] = []

    def own(self, numbers: range, letter: int | None) -> list[Drawn]:
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

    def instead(self, name: object, fits: Test, had: Question | None = None) -> Drawing | None:
        """One that fits, if there soon is one in a draw of that name, which nothing before has touched.

        If there is one, it shows misconceptions that weigh no less than those of the question that was ``had`` before.
        """
        seed = f"{self._path}/instead {name}"
        every: Iterable[Drawn] = islice(self._drawn(seed, alike=True), SEARCHED)
        if had and self._way.weights:
            others = islice(self._drawn(seed, alike=True, wanted=1), SEARCHED)
            every = chain(sorted(every, key=lambda one: not self.as_glad(one.question, had)), others)
        return next(filter(fits, map(drawing, every)), None)

    def as_glad(self, one: Question, other: Question) -> bool:
        """Whether it shows misconceptions that weigh no less than those of another."""
        weights = self._way.weights
        return not weights or worth(one, weights) >= worth(other, weights)

    def _further(self, *, alike: bool) -> Iterator[Drawing]:
        """Those of another draw, first those that are taken as they come up."""
        ranks = range(LAST + 1 if self._way.weights else 1)
        every = chain(*(self._drawn(f"{self._path}/further", alike=alike, wanted=rank) for rank in ranks))
        return map(drawing, every)

    def _drawn(self, seed: str, *, alike: bool, wanted: int = 0) -> Iterator[Drawn]:
        """Those with as many steps as most, or all others; of either those that wait as long as is ``wanted``."""
        for number, one in enumerate(self._cell.questions(seed)):
            fits = self.shape.has_options(one) and self.shape.is_alike(one) == alike
            if fits and rank(one, self._way.weights, seed) == wanted:
                yield Drawn(one, self._cell, seed, number)


def shape(way: Way, path: str) -> Shape:
    """What most questions of a way are like; where more than half of a sample are alike, the others are not asked."""
    counted = way.cell.source.authored or way.cell.kind in ("choice", "multiple")
    coming = way.sample(path)
    first = list(islice(coming, len(way.sampled) // 2 + 1))
    found = _shape(first, way.options, counted=counted)
    if found.keys.is_sure(way.cell.kind) and all(found.has_options(one) and found.is_alike(one) for one in first):
        return found
    return _shape([*first, *coming], way.options, counted=counted)


def _shape(sample: Sequence[Question], given: int | None, *, counted: bool) -> Shape:
    options = (given or _most([len(one.options) for one in sample])) if counted else None
    fitting = [one for one in sample if Shape(options, 0).has_options(one)]
    return Shape(options, _most([len(one.solution) for one in fitting] or [0]), Keys.of(fitting))


def _most(numbers: list[int]) -> int:
    """The number that comes most often, of several the first."""
    return Counter(numbers).most_common(1)[0][0]
