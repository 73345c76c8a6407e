"""What was never asked: kinds by weight and prerequisites, and the next level of what is firm."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
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

    def planned(self, taken: Collection[Planned], coming: Collection[str] = ()) -> Iterator[Planned]:
        """One after the other, beside what was ``taken`` for the day and sources that are ``coming`` anyway.

        By weight, of which a further level has less, and in a weight topics take turns. First comes that for which all
        that should be met before was answered rightly, then that for which it was asked at least, on this day if need
        be: so no one mistake bars the way.
        """
        topics = Counter(one.topic for one in taken)
        names = {one.source for one in taken} | {*coming}
        left = [one for one in self._cells() if one.source.id not in names]
        met = {*filter(self._learner.is_met, self._learner.levels)}
        asked = {*self._learner.levels, *names}
        while left:
            able = self._open(left, met) or self._open(left, asked) or left
            one = min(able, key=lambda one: (-self._worth(one), LEVELS.index(one.level), topics[one.source.topic]))
            left.remove(one)
            topics[one.source.topic] += 1
            asked.add(one.source.id)
            yield Planned(one, "new")

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
        """Its weight, or that of the heaviest kind that waits for it."""
        return self._weights[one.source.id] / (1 + LEVELS.index(one.level))

    @cached_property
    def _weights(self) -> Mapping[str, int]:
        """Of each source; carried on to what should be met before it until nothing changes, as there are no circles."""
        found = {name: SHARES[source.weight] for name, source in self._learner.sources.items()}
        changed = {*found}
        while changed:
            name = changed.pop()
            for wanted in (one for names in self._behind[name] if len(names) == 1 for one in names):
                if found[wanted] < found[name]:
                    found[wanted] = found[name]
                    changed.add(wanted)
        return found
