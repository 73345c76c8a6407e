"""Which layers stand beside each other in which-of-these questions: laid out as arrays, and dealt."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence

import numpy as np

from quizgen.decks.exchangeable import Exchangeable
from quizgen.decks.hands import Hands
from quizgen.decks.tasks import FIVE, Deal
from quizgen.memory.packing import Array, Arrays
from quizgen.space import Apart, Column, Looks, Mask, Mixed

MOST = 4
"""So many layers stand in a set."""
TIMES = 3
"""A set comes so much more often for each of its layers that has a common window."""
WHOLE = 2
"""A set of published layers alone comes as often as one with so many more layers of common windows."""
APART = 12
"""So many questions stand between two with the same hand."""
NONE = -1
"""Stands where a set has no fourth layer, and for the mistake of a right one."""


def of_sets(sets: Exchangeable, common: Mask | None) -> Arrays:
    """The set with which each task is asked for one right layer, and how often; ``common`` are points of such windows.

    All tasks of a set come equally often, more often where more of its layers have common windows or all are published.
    """
    numbers = sorted((*sets.known, *sets.others))
    laid = _laid_out([sets.take(number) for number in numbers], MOST)
    laid["tasks"] = np.asarray(numbers, dtype=np.int64)
    laid["known"] = np.isin(numbers, sets.known).astype(np.int64)
    if common is not None:
        laid["often"] = np.asarray([_often([*sets.held[number]], common, sets.real) for number in numbers])
    return laid


def of_hands(hands: Hands) -> Arrays:
    """The hand with which each task is asked for several right layers.

    ``alike`` has the same number for all tasks at which the right layers look alike, ``hands`` for all whose hands do.
    """
    numbers = sorted(hands.held)
    deals = [hands.take(number) for number in numbers]
    laid = _laid_out(deals, FIVE) | {"tasks": np.asarray(numbers, dtype=np.int64)}
    laid["known"] = np.isin(numbers, hands.known).astype(np.int64)
    laid["alike"] = _numbered(_look(hands, deal.right) for deal in deals)
    laid["hands"] = _numbered(_look(hands, hands.held[number].points) for number in numbers)
    return laid


def _look(hands: Hands, points: Iterable[int]) -> tuple[tuple[int, ...], ...]:
    """What is shown of some layers, in whatever order."""
    return tuple(sorted(hands.looks[point] for point in points))


def _numbered(looks: Iterable[Hashable]) -> Array:
    """A number for each, the same one for those that are the same."""
    numbers: dict[Hashable, int] = {}
    return np.asarray([numbers.setdefault(look, len(numbers)) for look in looks], dtype=np.int64)


def _laid_out(deals: Sequence[Deal], width: int) -> dict[str, Array]:
    """The points of each deal, the right ones first, and their mistakes."""
    points = np.full((len(deals), width), NONE, dtype=np.int64)
    mistakes = points.copy()
    for row, deal in enumerate(deals):
        pairs = [(point, NONE) for point in deal.right] + [*deal.wrong]
        points[row, : len(pairs)], mistakes[row, : len(pairs)] = zip(*pairs, strict=True)
    return {"points": points, "mistakes": mistakes}


def _often(points: list[int], common: Mask, real: Mask) -> int:
    """How many common layers a set has, or counts as having."""
    return int(common[points].sum()) + WHOLE * bool(real[points].all())


class LayerDeck:
    """Tasks that are asked in one kind, each with a set of layers, and which of them show published ones."""

    def __init__(self, arrays: Arrays) -> None:
        self._arrays = arrays
        self.tasks: Column = arrays["tasks"].astype(np.int64)
        known = arrays["known"].astype(np.bool_)
        self.known, self.others = self.tasks[known], self.tasks[~known]

    def __len__(self) -> int:
        return len(self.tasks)

    def take(self, number: int) -> Deal:
        """The layers with which the task with that number is asked."""
        row = int(np.searchsorted(self.tasks, number))
        points, mistakes = (self._arrays[name][row].tolist() for name in ("points", "mistakes"))
        pairs = [pair for pair in zip(points, mistakes, strict=True) if pair[0] != NONE]
        right = tuple(point for point, mistake in pairs if mistake == NONE)
        return Deal(right, tuple(pair for pair in pairs if pair[1] != NONE))

    def looks(self, tasks: int) -> Looks | None:
        """How often each of a level's tasks, so many, comes; None where all come alike."""
        if "often" not in self._arrays:
            return None
        return Looks(self._spread("often", tasks), TIMES ** np.arange(MOST + WHOLE + 1))

    def ordered(self, mixed: Mixed, tasks: int) -> Mixed | Apart:
        """The order in which a level's tasks, so many, come: as they are mixed."""
        del tasks
        return mixed

    def unlike(self, task: int, tasks: int) -> Mask:
        """Which of a level's tasks, so many, may be asked right after one: all."""
        del task
        return np.ones(tasks, dtype=np.bool_)

    def _spread(self, name: str, tasks: int) -> Column:
        """What an array says of each of a level's tasks, so many; 0 for those that are not asked."""
        every = np.zeros(tasks, dtype=np.int64)
        every[self.tasks] = self._arrays[name]
        return every


class HandDeck(LayerDeck):
    """Hands of five layers of which one, two or three are right: who has met a hand knows much of its other tasks."""

    def ordered(self, mixed: Mixed, tasks: int) -> Apart:
        """No right layers come twice in a row, and no hand again before so many others."""
        return Apart(mixed, len(mixed), (self._alike(tasks), 1), (self._hands(tasks), APART))

    def unlike(self, task: int, tasks: int) -> Mask:
        """Those with other right layers in another hand."""
        alike, hands = self._alike(tasks), self._hands(tasks)
        return np.asarray((alike != alike[task]) & (hands != hands[task]))

    def _alike(self, tasks: int) -> Column:
        """For each of a level's tasks a number that it shares with those that have the same right layers."""
        return self._spread("alike", tasks)

    def _hands(self, tasks: int) -> Column:
        """For each of them one that it shares with those whose hands look the same."""
        return self._spread("hands", tasks)
