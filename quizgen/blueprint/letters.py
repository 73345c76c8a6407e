"""Which letters the keys of a form have: evenly many, no long runs, and others than the forms before at their places.

A form's letters are a list with the place of each key, or None where a question has none. They change as little as they
must: first options that may stand in any order, then questions that are asked with other options, then other questions.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from itertools import groupby
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from quizgen.blueprint.arranging import choice
from quizgen.model import Question

Letters: TypeAlias = tuple[int | None, ...]
LONGEST_RUN = 3
"""So many keys one after the other may have the same letter."""
ALIKE = Fraction(8, 20)
"""Of its choice questions, so many may have the same letter at the same place in another form."""
COMPARED = 256
"""A form is held against so many forms before it."""
TRIES, TRIES_EACH, MOST_TRIES = 200, 20, 1_200
"""So many changes of letters are tried for a form, so many more for each of its places, and so many at most."""
NO_LETTER = 99
"""Stands in rows of letters for a question that has none."""


class Place(Struct, frozen=True):
    """A question with a letter: which it has by itself, and what each costs, None for one that is out of reach.

    Its letter is evened out with those of all with as many ``options``; 0 for one that is as it is.
    """

    options: int
    natural: int
    costs: tuple[int | None, ...]


def form_letters(questions: Sequence[Question]) -> Letters:
    """The letters of the keys as they stand."""
    answers = map(choice, questions)
    return tuple(answer.right if answer else None for answer in answers)


def most_alike(letters: Letters) -> int:
    """How many keys of a form may be those of another form at the same places."""
    return -int(-sum(one is not None for one in letters) * ALIKE // 1)


def alike(one: Letters, other: Letters) -> int:
    """At how many places two forms have the same letter."""
    return sum(a is not None and a == b for a, b in zip(one, other, strict=False))


def runs(letters: Letters) -> list[int]:
    """How many keys one after the other have the same letter, whatever questions without letters stand between."""
    return [len([*run]) for _, run in groupby(one for one in letters if one is not None)]


def uneven(letters: Letters, options: Sequence[int]) -> int:
    """By how much the letters differ in number from even ones, over the questions with as many options."""
    total = 0
    for size in {*options} - {0}:
        every = Counter(one for one, own in zip(letters, options, strict=True) if own == size)
        counts = [every[letter] for letter in range(size)]
        low, more = divmod(sum(counts), size)
        total += sum(max(low - one, one - low - (more > 0), 0) for one in counts)
    return total


class Earlier:
    """The letters of the forms before; of many, the latest."""

    def __init__(self) -> None:
        self._every: deque[Letters] = deque(maxlen=COMPARED)

    def __iter__(self) -> Iterator[Letters]:
        return iter(self._every)

    def add(self, letters: Letters) -> None:
        """One more form."""
        self._every.append(letters)

    def rows(self, width: int) -> npt.NDArray[np.int16]:
        """A row for each form, with a number that is no letter where it has none."""
        every = [[NO_LETTER if one is None else one for one in row] for row in self._every]
        return np.asarray(every, dtype=np.int16).reshape(len(every), width)


class Lettering:
    """The letters of a form of such places, None for questions without one, that keep as many bounds as can be kept.

    ``pick`` gives a number below its argument.
    """

    def __init__(self, places: Sequence[Place | None], earlier: Earlier, pick: Callable[[int], int]) -> None:
        self._places, self._pick = places, pick
        self._earlier = earlier.rows(len(places))
        self._now = np.asarray([place.natural if place else -NO_LETTER for place in places], dtype=np.int16)
        self._keyed = [number for number, place in enumerate(places) if place]
        self._options = [place.options if place else 0 for place in places]
        self._most = most_alike(self._letters())

    @property
    def missed(self) -> int:
        """By how much bounds are missed."""
        return self._loss()[0]

    def found(self) -> Letters:
        """The letters: cheap ones as far as they do, then others."""
        costs = sorted({cost for place in self._places if place for cost in place.costs if cost})
        for dearest in costs:
            self._improve(dearest)
        return self._letters()

    def _costs(self, number: int) -> tuple[int | None, ...]:
        place = self._places[number]
        return place.costs if place else ()

    def _letters(self) -> Letters:
        return tuple(None if place is None else int(one) for place, one in zip(self._places, self._now, strict=True))

    def _improve(self, dearest: int) -> None:
        """Changes letters that cost no more than that, as long as bounds are missed."""
        able = [number for number in self._keyed if self._reach(number, dearest)]
        best = self._loss()
        for turn in range(min(TRIES + TRIES_EACH * len(able), MOST_TRIES)):
            if not best[0] or not able:
                return
            before = self._now.copy()
            if not (self._exchange(able, dearest) if turn % 2 else self._change(able, dearest)):
                continue
            loss = self._loss()
            if loss <= best:
                best = loss
            else:
                self._now = before

    def _reach(self, number: int, dearest: int) -> list[int]:
        """The letters that a place may have."""
        return [letter for letter, cost in enumerate(self._costs(number)) if cost is not None and cost <= dearest]

    def _change(self, able: Sequence[int], dearest: int) -> bool:
        """Another letter for one place."""
        number = able[self._pick(len(able))]
        reach = self._reach(number, dearest)
        self._now[number] = reach[self._pick(len(reach))]
        return True

    def _exchange(self, able: Sequence[int], dearest: int) -> bool:
        """Two places have each other's letter, if they may."""
        one, other = (able[self._pick(len(able))] for _ in range(2))
        first, second = int(self._now[one]), int(self._now[other])
        if second not in self._reach(one, dearest) or first not in self._reach(other, dearest):
            return False
        self._now[one], self._now[other] = second, first
        return True

    def _loss(self) -> tuple[int, int]:
        """How far the bounds are missed, and what the letters cost."""
        letters = self._letters()
        missed = uneven(letters, self._options) + sum(max(0, run - LONGEST_RUN) for run in runs(letters))
        if len(self._earlier):
            missed += int(np.maximum(0, (self._earlier == self._now).sum(axis=1) - self._most).sum())
        costs = (place.costs[int(one)] or 0 for place, one in zip(self._places, self._now, strict=True) if place)
        return missed, sum(costs)
