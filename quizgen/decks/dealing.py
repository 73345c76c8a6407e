"""Hands of five layers for tasks with the same givens: each layer is right at one of them at most, or seems so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, product
from typing import TypeAlias

from msgspec import Struct

from quizgen.decks.exchangeable import Exchange
from quizgen.decks.tasks import MISTAKES, Deal, Task
from quizgen.space import Dice, Mask

Layout: TypeAlias = tuple[int, ...]
"""How many of five layers are right at each target, and how many at none."""
DOUBLES = 1
"""In each of a hand's questions so many wrong layers take two mistakes at once, on average; fewer in known ones."""
TRIES = 12
"""So many hands are dealt for the same targets of published layers, and of all; the best one stays."""
TOGETHER = 3000
"""So many pairs or threes of targets are tried for the same givens, and as many more of published right layers."""


class Hand(Struct, frozen=True):
    """Five layers, by their points, and the tasks that they are asked for.

    ``known`` ones have at most one other layer than published ones, and few wrong ones that take two mistakes at once.
    ``worth`` is less for better hands.
    """

    points: tuple[int, ...]
    tasks: tuple[int, ...]
    known: bool
    worth: tuple[float, ...]


@dataclass(eq=False)
class Dealer:
    """Deals hands for a level's tasks; ``real``, ``needed`` and ``twice`` are those of ``Hands``."""

    every: Sequence[Task]
    real: Mask
    needed: Sequence[Mask] = ()
    twice: Container[int] = ()

    def hands(self, layouts: tuple[Layout, ...]) -> list[Hand]:
        """One hand for each two or three tasks that have one, known ones first."""
        tried = (self._best(tasks, layouts) for tasks in self._together(len(layouts[0]) - 1))
        return sorted((hand for hand in tried if hand), key=_rank)

    def deal(self, hand: Hand, number: int) -> Deal:
        """The hand as the options of one of its tasks."""
        right = {*self.every[number].right}
        wrong = tuple((point, self._seems[point][number]) for point in hand.points if point not in right)
        return Deal(tuple(point for point in hand.points if point in right), wrong)

    @cached_property
    def _seems(self) -> Mapping[int, Mapping[int, int]]:
        return Exchange.of(self.every).seems

    @cached_property
    def _published(self) -> frozenset[int]:
        return frozenset(self.real.nonzero()[0].tolist())

    @cached_property
    def _near(self) -> Mapping[int, set[int]]:
        """For each task those after it, where each has right layers that seem, by mistake, to solve the other."""
        seeming: dict[int, set[int]] = defaultdict(set)
        for number, task in enumerate(self.every):
            seeming[number].update(*(self._seems.get(point, {}) for point in task.right))
        near = {one: {two for two in others if two > one and one in seeming[two]} for one, others in seeming.items()}
        return {one: others for one, others in near.items() if others}

    def _together(self, targets: int) -> Iterator[tuple[int, ...]]:
        """So many tasks with the same givens that are near each other; those whose hands may be known are tried first.

        Of many of the same givens some are tried, evenly.
        """
        of_givens: dict[object, list[tuple[int, ...]]] = defaultdict(list)
        for one, others in self._near.items():
            pairs = [(one, two) for two in sorted(others)]
            threes = [(*pair, three) for pair in pairs for three in sorted(others & self._near.get(pair[1], set()))]
            task = self.every[one]
            of_givens[task.given, task.shape] += pairs if len(pairs[0]) == targets else threes
        for found in of_givens.values():
            sorts: tuple[list[tuple[int, ...]], ...] = ([], [])
            for tasks in found:
                sorts[self._may_be_known(tasks)].append(tasks)
            yield from chain.from_iterable(map(_thinned, reversed(sorts)))

    def _may_be_known(self, tasks: Sequence[int]) -> bool:
        """Whether at most one of the tasks has no published right layer."""
        return sum(self._published.isdisjoint(self.every[number].right) for number in tasks) <= 1

    def _best(self, tasks: tuple[int, ...], layouts: Sequence[Layout]) -> Hand | None:
        """The best of some hands for these tasks, or None where there is none."""
        groups = [*self._groups(tasks)]
        fitting = [one for one in layouts if all(map(int.__le__, one, map(len, groups)))]
        if not fitting:
            return None
        sorts = ([self._published_first(group) for group in groups], [[group] for group in groups])
        dice = Dice("hands", *(self.every[number].params.canonical() for number in tasks))
        turns = product(range(TRIES), sorts)
        tried = (self._tried(tasks, parted, fitting[turn % len(fitting)], dice) for turn, parted in turns)
        return min((hand for hand in tried if hand), key=_rank, default=None)

    def _groups(self, tasks: tuple[int, ...]) -> Iterator[list[int]]:
        """The layers that are right at each of the tasks and seem so at the others, and those that only seem so."""
        for number in tasks:
            others = [other for other in tasks if other != number]
            yield [point for point in self.every[number].right if self._seem(point, others)]
        first = (point for points in self.every[tasks[0]].wrong.values() for point in points)
        yield [point for point in first if self._seem(point, tasks)]

    def _seem(self, point: int, tasks: Sequence[int]) -> bool:
        return self._seems.get(point, {}).keys() >= {*tasks}

    def _published_first(self, group: Sequence[int]) -> list[list[int]]:
        """The published layers of a group, then its others."""
        return [[point for point in group if (point in self._published) is real] for real in (True, False)]

    def _tried(
        self, tasks: tuple[int, ...], groups: Sequence[Sequence[Sequence[int]]], layout: Layout, dice: Dice
    ) -> Hand | None:
        """One hand, of groups in parts.

        None if it lacks a needed sort, or wrong layers take one and the same mistake, or too many take two.
        """
        dealt = zip(groups, layout, strict=True)
        points = tuple(sorted(point for parts, count in dealt for point in _dealt(dice, parts, count)))
        met = [[self._seems[point][one] for point in points if one in self._seems.get(point, {})] for one in tasks]
        fine = all(sort[[*points]].any() for sort in self.needed)
        if not fine or any(len({*mistakes}) < MISTAKES for mistakes in met):
            return None
        doubles = sum(mistake in self.twice for mistakes in met for mistake in mistakes) / len(tasks)
        if doubles > DOUBLES:
            return None
        alike = sum(len(mistakes) - len({*mistakes}) for mistakes in met) / len(tasks)
        real = len(self._published.intersection(points))
        known = real >= len(points) - 1 and doubles < DOUBLES
        return Hand(points, tasks, known, (doubles, float(layout.count(1)), alike, -float(real)))


def _rank(hand: Hand) -> tuple[object, ...]:
    """Known hands come first, then those of better worth."""
    return not hand.known, hand.worth


def _thinned(found: Sequence[tuple[int, ...]]) -> Iterator[tuple[int, ...]]:
    """At most TOGETHER of them, evenly."""
    count = min(len(found), TOGETHER)
    return (found[place * len(found) // count] for place in range(count))


def _dealt(dice: Dice, parts: Sequence[Sequence[int]], count: int) -> Iterator[int]:
    """So many layers, of the first part as far as it goes."""
    for part in parts:
        taken = min(count, len(part))
        yield from dice.sample(part, taken)
        count -= taken
