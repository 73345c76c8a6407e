"""What was never asked: kinds by what they gain and prerequisites, and the next level of what is firm."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from functools import cached_property

from quizgen.blueprint.cells import Cell
from quizgen.catalog.prerequisites import Prerequisites
from quizgen.study.plan.day import Planned
from quizgen.study.plan.gain import Gain
from quizgen.study.plan.learner import Learner, cell, first_level


class Unseen:
    """What a learner may meet for the first time, in the order in which it should be."""

    def __init__(self, learner: Learner, after: Prerequisites, gain: Gain) -> None:
        self._learner, self._after, self._gain = learner, after, gain

    def planned(self, coming: Collection[str] = ()) -> Iterator[tuple[float, Planned]]:
        """One after the other, beside sources that are ``coming`` anyway, each with what it is worth.

        By what they gain, and among equals topics take turns. First comes that for which all that should be met before
        was answered rightly, then that for which it was asked at least, on this day if need be: so no one mistake bars
        the way. A further level that is not due is for when there is nothing else, and so worth nothing.
        """
        topics: Counter[str] = Counter()
        names = {*coming}
        left = [one for one in self._cells() if one.source.id not in names]
        met = {*filter(self._learner.is_met, self._learner.levels)}
        asked = {*self._learner.levels, *names}
        while left:
            able = self._open(left, met) or self._open(left, asked) or left
            one = min(able, key=lambda one: (-self._worth(one), topics[one.source.topic]))
            left.remove(one)
            topics[one.source.topic] += 1
            asked.add(one.source.id)
            yield self._worth(one), Planned(one, "new")

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

    def _open(self, left: list[Cell], met: set[str]) -> list[Cell]:
        """Of what is left that which nothing has to come before; a further level of what is seen waits for nothing."""
        seen, behind = self._learner.levels, self._behind
        return [
            one
            for one in left
            if one.source.id in seen or not any(met.isdisjoint(names) for names in behind[one.source.id])
        ]

    @cached_property
    def _behind(self) -> Mapping[str, list[frozenset[str]]]:
        """What should be met before each source: one of each of these sets, which are sources that there are."""
        sources = self._learner.sources
        topics: dict[str, set[str]] = {}
        for name, source in sources.items():
            topics.setdefault(source.topic, set()).add(name)
        able = {topic: frozenset(names) for topic, names in topics.items()} | {
            name: frozenset([name]) for name in sources
        }
        return {
            name: [able[wanted] for wanted in self._after.of(source) if wanted in able]
            for name, source in sources.items()
        }

    def _worth(self, one: Cell) -> float:
        """What it gains, or that of what waits for it, which is more."""
        return 0.0 if one.source.id in self._learner.levels else self._worths[one.source.id]

    @cached_property
    def _worths(self) -> Mapping[str, float]:
        """Of each source; carried on to what should be met before it until nothing changes, as there are no circles."""
        levels = self._learner.levels
        found = {one.source.id: self._gain.of(one) for one in self._cells() if one.source.id not in levels}
        changed = {*found}
        while changed:
            name = changed.pop()
            for wanted in (one for names in self._behind[name] if len(names) == 1 for one in names):
                if wanted in found and found[wanted] < found[name]:
                    found[wanted] = found[name]
                    changed.add(wanted)
        return found
