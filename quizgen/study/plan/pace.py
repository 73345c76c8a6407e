"""How long a learner takes for items of each kind."""

from __future__ import annotations

from collections import defaultdict
from statistics import median

from quizgen.model import Kind
from quizgen.study.log.events import Answered


class Pace:
    """Tries, one after the other, and the seconds of an item in the end."""

    def __init__(self) -> None:
        self._seconds: defaultdict[tuple[str, str, Kind], float] = defaultdict(float)

    def add(self, one: Answered) -> None:
        """A try; all at one item in one sitting are its time."""
        self._seconds[one.sitting, one.item, one.kind] += one.seconds

    def medians(self) -> dict[Kind, float]:
        """The median of each kind that was ever answered."""
        kinds: defaultdict[Kind, list[float]] = defaultdict(list)
        for (_, _, kind), seconds in self._seconds.items():
            kinds[kind].append(seconds)
        return {kind: median(every) for kind, every in kinds.items()}
