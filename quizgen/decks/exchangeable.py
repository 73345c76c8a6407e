"""Layers of which each could be the right one: every one seems, by a mistake of its own, to be what each other is.

Who sees such layers without the question cannot tell which of them is asked for, and each of them is, in a question of
its own: no way of looking at the options finds the right one, because there is nothing to find.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import permutations
from typing import TypeAlias

from msgspec import Struct

from quizgen.decks.tasks import Deal, Task
from quizgen.guessing.own_stride import away, likely
from quizgen.space import Mask

Set: TypeAlias = tuple[int, ...]
MANY = 64
"""Nothing is seen more often in a level."""
Looks: TypeAlias = tuple[tuple[int, ...], ...]
TOLD = Fraction(1, 2)
"""So many of a set's keys may be found by the strides of its layers alone."""


class Exchange(Struct, frozen=True):
    """The layers of a level's tasks, by their points: which task each solves, and which each seems to, by mistake."""

    solves: Mapping[int, int]
    seems: Mapping[int, Mapping[int, int]]

    @classmethod
    def of(cls, every: Sequence[Task]) -> Exchange:
        """What the tasks say of their points."""
        solves = {point: number for number, task in enumerate(every) for point in task.right}
        seems: dict[int, dict[int, int]] = defaultdict(dict)
        for number, task in enumerate(every):
            for mistake, points in task.wrong.items():
                for point in points:
                    seems[point][number] = mistake
        return cls(solves, seems)

    def deal(self, points: Set, number: int) -> Deal:
        """The set as the options of one of its tasks."""
        right = tuple(point for point in points if self.solves[point] == number)
        wrong = tuple((point, self.seems[point][number]) for point in points if point not in right)
        return Deal(right, wrong)

    def threes(self, every: Sequence[Task]) -> Iterator[Set]:
        """All sets of three, ascending."""
        near = self._near(every)
        for one, others in near.items():
            for two in sorted(others):
                yield from ((one, two, three) for three in sorted(others & near.get(two, set())))

    def fours(self, every: Sequence[Task], threes: Iterable[Set]) -> Iterator[Set]:
        """All sets of four, ascending, from those of three."""
        near = self._near(every)
        empty: set[int] = set()
        for one, two, three in threes:
            more = near[one] & near.get(two, empty) & near.get(three, empty)
            yield from ((one, two, three, four) for four in sorted(more))

    def differs(self, points: Set) -> bool:
        """Whether the others of each layer seem to be like it by different mistakes."""
        met = {(self.solves[right], self.seems[wrong][self.solves[right]]) for right, wrong in permutations(points, 2)}
        return len(met) == len(points) * (len(points) - 1)

    def _near(self, every: Sequence[Task]) -> dict[int, set[int]]:
        """For each point those after it that seem to be what it is, and that it seems to be."""
        found: dict[int, set[int]] = {}
        for point, number in self.solves.items():
            among = (other for task in self.seems.get(point, {}) for other in every[task].right)
            both = {other for other in among if other > point and number in self.seems.get(other, {})}
            if both:
                found[point] = both
        return found


@dataclass(eq=False)
class Exchangeable:
    """The sets with which a level's tasks are asked, four layers or three; no task is asked with two of them.

    So each layer of a set is asked for once, and none of them more often than another. ``real`` says which points are
    published layers, ``looks`` what is seen of each, and ``needed`` are sorts of layers, of each of which every set has
    one or more; ``alone`` are the layers that sets are made of, if not of all. ``rough`` is the size that each layer's
    stride would about give, where a size is wanted: sets in which it finds the fewest keys come first, those in which
    it finds more than TOLD never. ``twice`` are the mistakes that are two at once, of which sets have as few as may be.
    Tasks of ``known`` are asked with sets that have at most one other layer; those of published layers alone come
    first. ``held`` is the set of each task that is asked. Sets that look like few others come first: then many
    different ones are met.
    """

    every: Sequence[Task]
    real: Mask
    looks: Sequence[tuple[int, ...]]
    needed: Sequence[Mask] = ()
    alone: Mask | None = None
    rough: Sequence[Fraction] | None = None
    twice: Container[int] = ()
    held: dict[int, Set] = field(init=False)
    known: list[int] = field(init=False)
    others: list[int] = field(init=False)

    def __post_init__(self) -> None:
        """Lay out the sets."""
        self._exchange = Exchange.of(self.every)
        threes = list(self._exchange.threes(self.every))
        fours = list(self._exchange.fours(self.every, threes))
        self.held = {}
        every = self._in_order([one for one in (*fours, *threes) if self._is_asked(one)])
        for sort in (self._is_published, self._is_known, lambda _: True):
            self._choose([one for one in every if sort(one)])
        self.known = [number for number in sorted(self.held) if self._is_known(self.held[number])]
        self.others = sorted(self.held.keys() - {*self.known})

    def _choose(self, sets: Sequence[Set]) -> None:
        """Takes sets without a task in common, first some of each look, then twice as many, and so on."""
        met: Counter[Looks] = Counter()
        most = 1
        while most <= MANY:
            for one in sets:
                look, tasks = self._look(one), [self._exchange.solves[point] for point in one]
                if met[look] < most and self.held.keys().isdisjoint(tasks):
                    met[look] += 1
                    self.held |= dict.fromkeys(tasks, one)
            most *= 2

    def _look(self, one: Set) -> Looks:
        return tuple(sorted(self.looks[point] for point in one))

    def take(self, number: int) -> Deal:
        """The set of the task with that number."""
        return self._exchange.deal(self.held[number], number)

    def _in_order(self, sets: list[Set]) -> list[Set]:
        """Those first in which strides tell least, then those with few mistakes, large ones, and rare looks."""
        looks = [self._look(one) for one in sets]
        rare = Counter(looks)
        ranked = [
            (self._doubles(one), self._told(one), -len(one), rare[look], one)
            for one, look in zip(sets, looks, strict=True)
        ]
        return [one for *_, one in sorted(ranked)]

    def _doubles(self, one: Set) -> Fraction:
        """How many of the mistakes by which a layer of the set seems to be another are two at once, for each layer."""
        numbers = {point: self._exchange.solves[point] for point in one}
        met = [self._exchange.seems[wrong][numbers[right]] for right, wrong in permutations(one, 2)]
        return Fraction(sum(mistake in self.twice for mistake in met), len(one))

    def _told(self, one: Set) -> Fraction:
        """What share of a set's keys is found by the layers' strides alone."""
        if self.rough is None:
            return Fraction(0)
        rough = [self.rough[point] for point in one]
        wanted = [int(self.every[self._exchange.solves[point]].target[-1]) for point in one]
        hits = (likely(away(rough, size), place) for place, size in enumerate(wanted))
        return sum(hits, Fraction(0)) / len(one)

    def _is_asked(self, one: Set) -> bool:
        points = [*one]
        made = self.alone is None or bool(self.alone[points].all())
        sorted_well = made and all(sort[points].any() for sort in self.needed)
        return sorted_well and self._exchange.differs(one) and self._told(one) <= TOLD

    def _is_known(self, one: Set) -> bool:
        return sum(bool(self.real[point]) for point in one) >= len(one) - 1

    def _is_published(self, one: Set) -> bool:
        return all(bool(self.real[point]) for point in one)
