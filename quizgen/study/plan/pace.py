"""How long a learner takes for items of each kind, and how long today."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from itertools import takewhile
from statistics import median
from typing import TypeAlias

from quizgen.model import Kind
from quizgen.study.log.events import Answered
from quizgen.study.plan.state import Latest

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


def latest(dated: Sequence[Dated]) -> Latest:
    """The last day on which anything was answered."""
    if not dated:
        return Latest()
    day = dated[-1][1]
    own = [*takewhile(lambda one: one[1] == day, reversed(dated))][::-1]
    planned = items([one for one in own if one[0].mode == "today"])
    return Latest(
        day,
        items=tuple((kind, seconds) for (_, _, kind), seconds in planned.items()),
        sources=frozenset(one.source for one, _ in own),
        seconds=medians(dated[: -len(own)]),
    )


def expected(seconds: Mapping[Kind, float], kind: Kind) -> float:
    """How long an item of a kind takes a learner whose medians these are."""
    usual = USUAL[kind]
    return min(max(seconds.get(kind, usual), LEAST * usual), MOST * usual)
