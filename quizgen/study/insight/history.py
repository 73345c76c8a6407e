"""What was known of a learner before an answer, as numbers that foretell it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from math import log1p

from quizgen.model import Level
from quizgen.study.insight.firsts import First

FADING, HALF = 0.35, 3.0
"""An answer ``days`` ago counts (1 + days / HALF) ** -FADING: memory fades by a power of time, not by halves."""
DAY = 86400.0
HARD: Mapping[Level, float] = {"easy": -1.0, "medium": 0.0, "hard": 1.0}
NUMBERS = ("always", "hard", "right", "wrong", "practice", "gap")
"""What ``seen`` gives, in this order."""


@dataclass(slots=True)
class History:
    """Answers of a learner, added one by one as time goes on."""

    _right: dict[str, list[datetime]] = field(default_factory=lambda: defaultdict(list))
    _wrong: dict[str, list[datetime]] = field(default_factory=lambda: defaultdict(list))
    number: int = 0

    def add(self, one: First) -> None:
        """What was answered; of items of one source in one sitting the first alone counts."""
        if one.fresh:
            (self._right if one.right else self._wrong)[one.source].append(one.time)
            self.number += 1

    def seen(self, source: str, level: Level, when: datetime) -> tuple[float, ...]:
        """The numbers for an item of a source at a level: earlier answers count less the longer they are ago."""
        right, wrong = (_left(every.get(source, ()), when) for every in (self._right, self._wrong))
        last = max((one for every in (self._right, self._wrong) for one in every.get(source, ())), default=when)
        gap = max((when - last).total_seconds(), 0) / DAY
        return 1.0, HARD[level], log1p(right), log1p(wrong), log1p(self.number / 30), log1p(gap)


def _left(times: Sequence[datetime], when: datetime) -> float:
    days = (max((when - time).total_seconds(), 0) / DAY for time in times)
    return sum(float((1 + one / HALF) ** -FADING) for one in days)


def observed(every: Sequence[First]) -> Iterator[tuple[First, tuple[float, ...]]]:
    """The answers that count, each with the numbers that were known before it."""
    history = History()
    for one in every:
        if one.fresh:
            yield one, history.seen(one.source, one.level, one.time)
        history.add(one)
