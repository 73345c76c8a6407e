"""Which layers stand beside each other in which-of-these questions: laid out as arrays, and dealt."""

from __future__ import annotations

from collections.abc import Container, Sequence

import numpy as np

from quizgen.decks.exchangeable import Exchangeable
from quizgen.decks.layers import KEPT, LayerDeals
from quizgen.decks.tasks import FIVE, RIGHT, Deal, Task
from quizgen.memory.packing import Array, Arrays
from quizgen.space import Column, Dice, Looks, Mask

MOST = 4
"""So many layers stand in a set."""
TIMES = 3
"""A set comes so much more often for each of its layers that has a common window."""
WHOLE = 2
"""A set of published layers alone comes as often as one with so many more layers of common windows."""
ENOUGH = 60
"""So many tasks with several right layers are enough for a level."""
NONE = -1
"""Stands where a set has no fourth layer, and for the mistake of the right one."""


def of_sets(sets: Exchangeable, common: Mask | None) -> Arrays:
    """The set with which each task is asked for one right layer, and how often; ``common`` are points of such windows.

    All tasks of a set come equally often, more often where more of its layers have common windows or all are published.
    """
    numbers = sorted((*sets.known, *sets.others))
    points = np.full((len(numbers), MOST), NONE, dtype=np.int64)
    mistakes = points.copy()
    for row, number in enumerate(numbers):
        deal = sets.take(number)
        pairs = [(point, NONE) for point in deal.right] + [*deal.wrong]
        points[row, : len(pairs)], mistakes[row, : len(pairs)] = zip(*pairs, strict=True)
    laid = {"tasks": np.asarray(numbers, dtype=np.int64), "points": points, "mistakes": mistakes}
    laid["known"] = np.isin(numbers, sets.known).astype(np.int64)
    if common is not None:
        laid["often"] = np.asarray([_often([*sets.held[number]], common, sets.real) for number in numbers])
    return laid


def of_hands(
    every: Sequence[Task],
    real: Mask,
    looks: Sequence[tuple[int, ...]],
    needed: Sequence[Mask] = (),
    twice: Container[int] = (),
) -> Arrays:
    """The deals with one, two or three right layers of five for each task that has enough of both.

    Each deal has a layer of every sort that is ``needed``. Mistakes of ``twice`` are two at once, and rare. Where
    ENOUGH tasks may have several right ones, tasks that have one at most are left out: else one tick would do nearly
    always.
    """
    laid: dict[str, Array] = {}
    met: dict[int, set[int]] = {}
    for right in RIGHT:
        deals = LayerDeals(every, looks, real, (right, FIVE - right), needed, twice)
        laid[f"{right}/tasks"] = np.asarray(deals.asked, dtype=np.int64)
        if deals.asked:
            laid[f"{right}/points"], laid[f"{right}/mistakes"] = deals.kept()
        met[right] = {*deals.asked}
    several = met[2] | met[3]
    numbers = sorted(several if len(several) >= ENOUGH else several | met[1])
    laid["tasks"] = np.asarray(numbers, dtype=np.int64)
    laid["known"] = np.asarray([every[number].mostly_real(real) for number in numbers], dtype=np.int64)
    return laid


def _often(points: list[int], common: Mask, real: Mask) -> int:
    """How many common layers a set has, or counts as having."""
    return int(common[points].sum()) + WHOLE * bool(real[points].all())


class LayerDeck:
    """Tasks that are asked in one kind: their numbers, and which of them show published layers."""

    def __init__(self, arrays: Arrays) -> None:
        self._arrays = arrays
        self.tasks: Column = arrays["tasks"].astype(np.int64)
        known = arrays["known"].astype(np.bool_)
        self.known, self.others = self.tasks[known], self.tasks[~known]

    def __len__(self) -> int:
        return len(self.tasks)


class SetDeck(LayerDeck):
    """Sets of layers of which each could be the right one."""

    def looks(self, tasks: int) -> Looks | None:
        """How often each of a level's tasks, so many, comes; None where all come alike."""
        if "often" not in self._arrays:
            return None
        every = np.zeros(tasks, dtype=np.int64)
        every[self.tasks] = self._arrays["often"]
        return Looks(every, TIMES ** np.arange(MOST + WHOLE + 1))

    def take(self, number: int) -> Deal:
        """The set of the task with that number."""
        row = int(np.searchsorted(self.tasks, number))
        (right, _), *wrong = _pairs(self._arrays["points"][row], self._arrays["mistakes"][row])
        return Deal((right,), tuple(wrong))


class HandDeck(LayerDeck):
    """Deals of five layers of which one, two or three are right."""

    def take(self, number: int, dice: Dice) -> Deal:
        """One of the task's deals: every number of right layers that it allows comes alike."""
        rows = [(right, _row(self._arrays[f"{right}/tasks"], number)) for right in RIGHT]
        allowed = [(right, row) for right, row in rows if row is not None]
        right, row = allowed[dice.below(len(allowed))]
        turn = dice.below(KEPT)
        points = self._arrays[f"{right}/points"][row, turn].tolist()
        mistakes = self._arrays[f"{right}/mistakes"][row, turn].tolist()
        return Deal(tuple(points[:right]), tuple(zip(points[right:], mistakes, strict=True)))


def _pairs(points: Array, mistakes: Array) -> list[tuple[int, int]]:
    return [
        (point, mistake) for point, mistake in zip(points.tolist(), mistakes.tolist(), strict=True) if point != NONE
    ]


def _row(tasks: Array, number: int) -> int | None:
    row = int(np.searchsorted(tasks, number))
    return row if row < len(tasks) and tasks[row] == number else None
