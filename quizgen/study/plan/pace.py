"""How long a learner takes for items of each kind, and how long today."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import takewhile
from statistics import median
from typing import TypeAlias

from quizgen.model import Kind
from quizgen.study.log.events import Answered
from quizgen.study.plan.state import Latest

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
READING = 60.0
"""So many seconds at most between two items go into reading the first one's solution; the rest is a break."""
LATELY = 500
"""So many tries tell how fast somebody is; earlier ones told it of a beginner."""


Dated: TypeAlias = tuple[Answered, date]
"""A try, and its day."""


def times(dated: Sequence[Dated]) -> Iterator[tuple[Answered, float]]:
    """How long each try took, with the time since the one before it in its sitting."""
    ends: dict[str, datetime] = {}
    for one, _ in dated:
        before = ends.get(one.sitting)
        between = (one.time - before).total_seconds() - one.seconds if before else 0
        ends[one.sitting] = one.time
        yield one, one.seconds + min(max(between, 0), READING)


def medians(dated: Sequence[Dated]) -> dict[Kind, float]:
    """The median of each kind that was answered often enough of late; all tries at one item are its time."""
    items: defaultdict[tuple[str, str, Kind], float] = defaultdict(float)
    for one, seconds in times(dated[-LATELY:]):
        items[one.sitting, one.item, one.kind] += seconds
    kinds: defaultdict[Kind, list[float]] = defaultdict(list)
    for (_, _, kind), seconds in items.items():
        kinds[kind].append(seconds)
    return {kind: median(every) for kind, every in kinds.items() if len(every) >= ENOUGH}


def latest(dated: Sequence[Dated]) -> Latest:
    """The last day on which anything was answered."""
    if not dated:
        return Latest()
    day = dated[-1][1]
    own = [*takewhile(lambda one: one[1] == day, reversed(dated))][::-1]
    seconds = sum(seconds for one, seconds in times(own) if one.mode == "today")
    return Latest(day, seconds, frozenset(one.source for one, _ in own))


def expected(seconds: Mapping[Kind, float], kind: Kind) -> float:
    """How long an item of a kind takes a learner whose medians these are."""
    return seconds.get(kind, USUAL[kind])
