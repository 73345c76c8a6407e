"""What was known of a learner before an answer, as numbers that foretell it."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping
from datetime import datetime
from math import log1p
from typing import TypeAlias

from quizgen.model import Level
from quizgen.study.insight.firsts import First
from quizgen.study.plan.usual import LATEST, Effect, left

DAY = 86400.0
HARD: Mapping[Level, float] = {"easy": -1.0, "medium": 0.0, "hard": 1.0}
NUMBERS: tuple[Effect, ...] = ("always", "hard", "right", "wrong", "practice", "gap")
"""What ``seen`` gives, in this order."""
Seen: TypeAlias = tuple[First, tuple[float, ...]]
"""An answer, and the numbers that were known before it."""


class History:
    """Answers of a learner, added one by one as time goes on."""

    def __init__(self) -> None:
        self._right: defaultdict[str, deque[float]] = defaultdict(lambda: deque(maxlen=LATEST))
        self._wrong: defaultdict[str, deque[float]] = defaultdict(lambda: deque(maxlen=LATEST))
        self.number = 0

    def add(self, one: First) -> None:
        """What was answered; of items of one source in one sitting the first alone counts."""
        if one.fresh:
            (self._right if one.right else self._wrong)[one.source].append(one.time.timestamp())
            self.number += 1

    def seen(self, source: str, level: Level, when: datetime) -> tuple[float, ...]:
        """The numbers for an item of a source at a level: earlier answers count less the longer they are ago."""
        now = when.timestamp()
        right, wrong = self._right.get(source, ()), self._wrong.get(source, ())
        last = max(right[-1] if right else 0.0, wrong[-1] if wrong else 0.0) or now
        gap = max(now - last, 0.0) / DAY
        return 1.0, HARD[level], log1p(_left(right, now)), log1p(_left(wrong, now)), log1p(self.number / 30), log1p(gap)


def _left(times: Iterable[float], now: float) -> float:
    return sum([left((now - time) / DAY) for time in times])
