"""What was never asked: kinds by weight and prerequisites, and the next level of what is firm."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cached_property

from quizgen.asking.source import SHARES
from quizgen.blueprint.cells import Cell
from quizgen.catalog.prerequisites import Prerequisites
from quizgen.model import LEVELS
from quizgen.study.plan.day import Planned
from quizgen.study.plan.learner import Learner, cell, first_level


class Unseen:
    """What a learner may meet for the first time, in the order in which it should be."""

    def __init__(self, learner: Learner, after: Prerequisites) -> None:
        self._learner, self._after = learner, after

    def planned(self, taken: Collection[Planned]) -> Iterator[Planned]:
        """One after the other, beside what was ``taken`` for the day: by weight, of which a further level has less.

        First comes that for which all that should be met before was answered rightly, then that for which it was asked
        at least, on this day if need be: so no one mistake bars the way. In a weight topics take turns.
        """
        topics = [one.topic for one in taken]
        names = {one.source for one in taken}
        left = [one for one in self._cells if one.source.id not in names]
        met = {*filter(self._learner.is_met, self._learner.levels)}
        asked = {*self._learner.levels, *names}
        while left:
            able = [one for one in left if self._is_open(one, met)] or [
                one for one in left if self._is_open(one, asked)
            ]
            one = min(able or left, key=lambda one: (-self._worth(one), topics.count(one.source.topic)))
            left.remove(one)
            topics.append(one.source.topic)
            asked.add(one.source.id)
            yield Planned(one, "new")

    @cached_property
    def _cells(self) -> list[Cell]:
        """All that there is, in the order of the sources."""
        learner = self._learner
        found = []
        for name, source in learner.sources.items():
            if learner.answered_today(name):
                continue
            level = learner.next_level(name) if name in learner.levels else first_level(source)
            if level:
                found.append(cell(source, level))
        return found

    def _is_open(self, one: Cell, met: Collection[str]) -> bool:
        """Whether all that stands behind it is met, of a topic any kind; a further level of what is seen is."""
        if one.source.id in self._learner.levels:
            return True
        sources = self._learner.sources
        for wanted in self._after.of(one.source):
            able = [name for name, source in sources.items() if wanted in (name, source.topic)]
            if able and not any(name in met for name in able):
                return False
        return True

    def _worth(self, one: Cell) -> float:
        """Its weight, or that of the heaviest kind that waits for it."""
        return self._weights[one.source.id] / (1 + LEVELS.index(one.level))

    @cached_property
    def _weights(self) -> dict[str, int]:
        sources = self._learner.sources
        found = {name: SHARES[source.weight] for name, source in sources.items()}
        for _ in found:
            before = dict(found)
            for name, source in sources.items():
                for wanted in self._after.of(source):
                    if wanted in found:
                        found[wanted] = max(found[wanted], found[name])
            if found == before:
                break
        return found
