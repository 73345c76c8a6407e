"""How probable it is that a random question of the exam is answered right at the first try."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from math import pi, sqrt

import msgspec
import numpy as np
from msgspec import Struct

from quizgen.study.insight.firsts import First
from quizgen.study.insight.fitted import Fitted, Floats, fitted, logistic
from quizgen.study.insight.history import History, Seen
from quizgen.study.insight.mixed import Cell

LEAST, WIDEST = 15, 0.5
"""Fewer answers, or a wider range, are too little to say anything."""
LATEST = 800
"""So many of the latest answers are learned from: what was before them is another learner's, almost."""
SURE = 1.644854
"""The range holds the truth in 90 of 100 cases, if the model is right ..."""
DIGITS = 4
UNSURE = 0.2
"""... and is widened by so much, in log odds, for what no model of a learner gets right."""


class Readiness(msgspec.Struct, frozen=True):
    """The probability and its range from ``n`` first tries; all None where they carry none, and ``why`` says so."""

    value: float | None
    low: float | None
    high: float | None
    n: int
    why: str = ""


class Forecast(Struct, frozen=True):
    """What a learner's answers say of any day after them; ``cells`` are what the exam is made of."""

    model: Fitted
    history: History
    cells: Sequence[Cell]

    def at(self, when: datetime) -> Readiness:
        """The whole exam at a time, if nothing is practised until then."""
        return self._of(self.cells, when)

    def topics(self, when: datetime) -> Mapping[str, Readiness]:
        """Each topic by itself."""
        every: dict[str, list[Cell]] = defaultdict(list)
        for cell in self.cells:
            every[cell.topic].append(cell)
        return {topic: self._of(cells, when) for topic, cells in every.items()}

    def _of(self, cells: Sequence[Cell], when: datetime) -> Readiness:
        n = self.history.number
        if n < LEAST:
            return Readiness(
                None, None, None, n, f"{n} first {'try is' if n == 1 else 'tries are'} too few, {LEAST} are needed"
            )
        rows = self.model.rows(
            [(one.source, one.topic, self.history.seen(one.source, one.level, when)) for one in cells]
        )
        share = np.array([one.share for one in cells])
        value, low, high = _range(self.model, rows, share / share.sum())
        if high - low > WIDEST:
            return Readiness(None, None, None, n, "the answers so far leave too much open")
        return Readiness(round(value, DIGITS), round(low, DIGITS), round(high, DIGITS), n)


def forecast(every: Sequence[First], cells: Sequence[Cell]) -> Forecast:
    """What these answers, by their time, say of the cells' exam."""
    (found,) = forecasts(every, cells, [len(every)])
    return found


def forecasts(every: Sequence[First], cells: Sequence[Cell], after: Sequence[int]) -> Iterator[Forecast]:
    """What was to be said after so many of the answers each, in ascending order.

    Each is to be asked before the next one comes, which knows more.
    """
    among = {one.source: one.topic for one in cells}
    history, seen, ends = History(), deque[Seen](maxlen=LATEST), Counter(after)
    for number in range(len(every) + 1):
        for _ in range(ends[number]):
            yield Forecast(fitted(seen, among), history, cells)
        if number < len(every) and (one := every[number]).source in among:
            if one.fresh:
                seen.append((one, history.seen(one.source, one.level, one.time)))
            history.add(one)


def _range(model: Fitted, rows: Floats, share: Floats) -> tuple[float, float, float]:
    """The mean over cells and over what is not known of the effects, and its range on the scale of log odds.

    A logistic function's mean over a normal distribution is found as by D. J. C. MacKay, Neural Computation 4, 1992.
    """
    spread = ((rows @ model.covariance) * rows).sum(axis=1)
    chance = logistic(rows @ model.means / np.sqrt(1 + pi * spread / 8))
    value = float(share @ chance)
    slope = (share * chance * (1 - chance)) @ rows
    scale = value * (1 - value)
    half = SURE * sqrt(float(slope @ model.covariance @ slope) / scale**2 + UNSURE**2)
    middle = np.log(value / (1 - value))
    low, high = logistic(np.array([middle - half, middle + half]))
    return value, float(low), float(high)
