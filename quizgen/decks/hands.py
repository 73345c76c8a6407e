"""Five layers for questions with several right ones, each hand asked for two or three targets in turn.

Who sees a hand without its question cannot tell which target is meant, and at each of them other layers are right.
Where each of three targets is that of some of the layers, every layer is right in one of the hand's three questions:
nothing that is seen of the options finds right ones. Where a level has too few such hands, there are some for two
targets, in which one or two layers may be wrong at both; they are right in other hands.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeAlias

from msgspec import Struct

from quizgen.decks.exchangeable import MANY, Exchange
from quizgen.decks.tasks import MISTAKES, Deal, Task
from quizgen.space import Dice, Mask

Layout: TypeAlias = tuple[int, ...]
"""How many of five layers are right at each target, and how many at none."""
EVEN: tuple[Layout, ...] = ((2, 2, 1, 0), (2, 1, 2, 0), (1, 2, 2, 0))
UNEVEN: tuple[Layout, ...] = ((3, 1, 1, 0), (1, 3, 1, 0), (1, 1, 3, 0))
"""At two of three targets one layer alone is right."""
HALVES: tuple[Layout, ...] = ((2, 2, 1), (2, 1, 2), (1, 2, 2))
ENOUGH = 150
"""A level with so many tasks in hands of the layouts before needs none of the next."""
DOUBLES = 1
"""In each of a hand's questions so many wrong layers take two mistakes at once, on average."""
TRIES = 12
"""So many hands are laid out for the same targets, of which the best one stays."""
TOGETHER = 3000
"""So many pairs or threes of targets are tried for the same givens."""


class Hand(Struct, frozen=True):
    """Five layers, by their points, and the tasks that they are asked for; ``worth`` is less for better ones."""

    points: tuple[int, ...]
    tasks: tuple[int, ...]
    worth: tuple[float, ...]


@dataclass(eq=False)
class Hands:
    """The hands with which a level's tasks are asked; no task is asked with two of them.

    ``real`` says which points are published layers, ``looks`` what is shown of each, and ``needed`` are sorts of
    layers, of each of which every hand has one or more. ``twice`` are the mistakes that are two at once, of which hands
    have as few as may be. Of one sort of layouts those hands come first that have one other layer than published ones
    at most: their tasks are ``known``. ``held`` is the hand of each task that is asked. Of hands that look alike some
    are taken before more of them.
    """

    every: Sequence[Task]
    real: Mask
    looks: Sequence[tuple[int, ...]]
    needed: Sequence[Mask] = ()
    twice: Container[int] = ()
    held: dict[int, Hand] = field(init=False)

    def __post_init__(self) -> None:
        """Lay out the hands."""
        self._seems = Exchange.of(self.every).seems
        self.held = {}
        self._choose(EVEN, len(self.every))
        for layouts in (UNEVEN, HALVES):
            if len(self.held) < ENOUGH:
                self._choose(layouts, ENOUGH)

    @property
    def known(self) -> list[int]:
        """The tasks whose hands are mostly published layers."""
        return [number for number in sorted(self.held) if self._is_known(self.held[number])]

    def take(self, number: int) -> Deal:
        """The hand of the task with that number."""
        points, right = self.held[number].points, {*self.every[number].right}
        wrong = tuple((point, self._seems[point][number]) for point in points if point not in right)
        return Deal(tuple(point for point in points if point in right), wrong)

    def _choose(self, layouts: Sequence[Layout], enough: int) -> None:
        """Takes hands without a task in common, known ones first, until so many tasks have one."""
        found = [hand for tasks in self._together(len(layouts[0]) - 1) if (hand := self._best(tasks, layouts))]
        rare = Counter(map(self._look, found))
        found.sort(key=lambda hand: (not self._is_known(hand), hand.worth, rare[self._look(hand)], hand.points))
        met: Counter[tuple[tuple[int, ...], ...]] = Counter()
        most = 1
        while most <= MANY:
            for hand in found:
                look = self._look(hand)
                if met[look] < most and len(self.held) < enough and self.held.keys().isdisjoint(hand.tasks):
                    met[look] += 1
                    self.held |= dict.fromkeys(hand.tasks, hand)
            most *= 2

    def _together(self, targets: int) -> Iterator[tuple[int, ...]]:
        """Tasks with the same givens of which each has right layers that seem, by mistake, to solve each other one."""
        of_givens: dict[object, list[tuple[int, ...]]] = defaultdict(list)
        for one, others in self._near.items():
            pairs = [(one, two) for two in sorted(others)]
            threes = [(*pair, three) for pair in pairs for three in sorted(others & self._near.get(pair[1], set()))]
            task = self.every[one]
            of_givens[task.given, task.shape] += pairs if len(pairs[0]) == targets else threes
        for found in of_givens.values():
            count = min(len(found), TOGETHER)
            yield from (found[place * len(found) // count] for place in range(count))

    @cached_property
    def _near(self) -> Mapping[int, set[int]]:
        """For each task those after it."""
        seeming: dict[int, set[int]] = defaultdict(set)
        for number, task in enumerate(self.every):
            seeming[number].update(*(self._seems.get(point, {}) for point in task.right))
        near = {one: {two for two in others if two > one and one in seeming[two]} for one, others in seeming.items()}
        return {one: others for one, others in near.items() if others}

    def _best(self, tasks: tuple[int, ...], layouts: Sequence[Layout]) -> Hand | None:
        """The best of some hands for these tasks, or None where there is none."""
        groups = [*self._groups(tasks)]
        fitting = [one for one in layouts if all(map(int.__le__, one, map(len, groups)))]
        dice = Dice("hands", *(self.every[number].params.canonical() for number in tasks))
        tried = (self._tried(tasks, groups, fitting[turn % len(fitting)], dice) for turn in range(TRIES) if fitting)
        return min((hand for hand in tried if hand), key=lambda hand: hand.worth, default=None)

    def _groups(self, tasks: tuple[int, ...]) -> Iterator[list[int]]:
        """The layers that are right at each of the tasks and seem so at the others, and those that only seem so."""
        for number in tasks:
            others = [other for other in tasks if other != number]
            yield [point for point in self.every[number].right if self._seem(point, others)]
        first = (point for points in self.every[tasks[0]].wrong.values() for point in points)
        yield [point for point in first if self._seem(point, tasks)]

    def _seem(self, point: int, tasks: Sequence[int]) -> bool:
        return self._seems.get(point, {}).keys() >= {*tasks}

    def _tried(
        self, tasks: tuple[int, ...], groups: Sequence[Sequence[int]], layout: Layout, dice: Dice
    ) -> Hand | None:
        """One hand; None if it lacks a needed sort, or wrong layers take one and the same mistake, or too many two."""
        dealt = [dice.sample(group, count) for group, count in zip(groups, layout, strict=True)]
        points = tuple(sorted(point for group in dealt for point in group))
        met = [[self._seems[point][one] for point in points if one in self._seems.get(point, {})] for one in tasks]
        fine = all(sort[[*points]].any() for sort in self.needed)
        if not fine or any(len({*mistakes}) < MISTAKES for mistakes in met):
            return None
        doubles = sum(mistake in self.twice for mistakes in met for mistake in mistakes) / len(tasks)
        if doubles > DOUBLES:
            return None
        alike = sum(len(mistakes) - len({*mistakes}) for mistakes in met) / len(tasks)
        return Hand(points, tasks, (doubles, float(layout.count(1)), alike, float(-self.real[[*points]].sum())))

    def _look(self, hand: Hand) -> tuple[tuple[int, ...], ...]:
        return tuple(sorted(self.looks[point] for point in hand.points))

    def _is_known(self, hand: Hand) -> bool:
        return bool(self.real[[*hand.points]].sum() >= len(hand.points) - 1)
