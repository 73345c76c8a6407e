"""How long a learner takes for items of each kind, and how long today."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from statistics import median
from typing import TypeAlias

from quizgen.model import Kind
from quizgen.study.log.events import Answered
from quizgen.study.plan.state import Done

UNKNOWN = "null"
"""The answer of somebody who does not know."""
USUAL: Mapping[Kind, float] = {
    "choice": 45,
    "multiple": 60,
    "numerical": 75,
    "matching": 75,
    "ordering": 75,
    "grid": 240,
    "parts": 180,
}
"""Seconds for an item of each kind, its solution read, as long as the learner has not answered ``ENOUGH`` of it."""
ENOUGH = 3
LEAST, MOST = 1 / 2, 4
"""So much of that at least, and so many times that at most, is expected of anybody."""
READING = 60.0
"""So many seconds at most between two items go into reading the first one's solution; the rest is a break."""
SCRIPTED = 2.0
"""Who takes less for an item has not read it."""
LATELY = 500
"""So many tries tell how fast somebody is; earlier ones told it of a beginner."""

Dated: TypeAlias = tuple[Answered, date]
"""A try, and its day."""


def items(dated: Sequence[Dated]) -> dict[tuple[str, str, Kind], float]:
    """How long each item of a sitting took in all tries, with the time since the item before it."""
    found: defaultdict[tuple[str, str, Kind], float] = defaultdict(float)
    ends: dict[str, datetime] = {}
    for one, _ in dated:
        before = ends.get(one.sitting)
        between = (one.time - before).total_seconds() - one.seconds if before else 0
        ends[one.sitting] = one.time
        found[one.sitting, one.item, one.kind] += one.seconds + min(max(between, 0), READING)
    return found


def medians(dated: Sequence[Dated]) -> dict[Kind, float]:
    """The median of each kind that was answered often enough of late; who does not know an answer tells nothing."""
    kinds: defaultdict[Kind, list[float]] = defaultdict(list)
    for (_, _, kind), seconds in items([one for one in dated[-LATELY:] if one[0].answer != UNKNOWN]).items():
        if seconds >= SCRIPTED:
            kinds[kind].append(seconds)
    return {kind: median(every) for kind, every in kinds.items() if len(every) >= ENOUGH}


class Practised(Mapping[date, Done]):
    """What was done on each day on which anything was answered, worked out for the day that somebody asks for."""

    def __init__(self, dated: Sequence[Dated]) -> None:
        self._dated = dated
        self._days = [day for _, day in dated]

    def __getitem__(self, day: date) -> Done:
        first, last = bisect_left(self._days, day), bisect_right(self._days, day)
        if first == last:
            raise KeyError(day)
        own = self._dated[first:last]
        planned = items([one for one in own if one[0].mode == "today"])
        return Done(
            items=tuple((kind, seconds) for (_, _, kind), seconds in planned.items()),
            sources=frozenset(one.source for one, _ in own),
            seconds=medians(self._dated[:first]),
        )

    def __iter__(self) -> Iterator[date]:
        return iter(dict.fromkeys(self._days))

    def __len__(self) -> int:
        return len({*self._days})


def expected(seconds: Mapping[Kind, float], kind: Kind) -> float:
    """How long an item of a kind takes a learner whose medians these are."""
    usual = USUAL[kind]
    return min(max(seconds.get(kind, usual), LEAST * usual), MOST * usual)
