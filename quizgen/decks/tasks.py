"""Which layers meet a target, and which only seem to: the tasks of which-of-these questions, from a level's table.

A task is what the stem gives plus the target. A layer is right where the formula gives the target, and a usable wrong
one where exactly one named mistake's formula gives it and the true one does not.
"""

from __future__ import annotations

from collections import defaultdict

import numpy as np
from msgspec import Struct, field

from quizgen.decks.arrays import Ints
from quizgen.decks.table import LevelTable
from quizgen.model import Values
from quizgen.space import Concat, Params

WRONG, MISTAKES = 4, 2
"""A task has at least so many wrong layers, by so many mistakes."""
FIVE = 5
"""So many layers are offered where several may be right."""


class Task(Struct, frozen=True):
    """What is given and wanted, and the points whose layer is right or, by misconception, wrong."""

    given: tuple[tuple[str, int], ...]
    shape: tuple[str, ...]
    target: Values
    right: list[int] = field(default_factory=list)
    wrong: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))

    @property
    def asked(self) -> bool:
        """Whether there are enough layers of both sorts, with some to choose from."""
        wrong = sum(len(points) for points in self.wrong.values())
        return bool(self.right) and len(self.wrong) >= MISTAKES and wrong >= WRONG

    @property
    def params(self) -> Params:
        """The task as a point: what is given, and the target."""
        target = {f"target_{number}": int(value) for number, value in enumerate(self.target)}
        return Params({**dict(self.given), **target}, self.shape)


def tasks(space: Concat, table: LevelTable, given: tuple[str, ...]) -> list[Task]:
    """The tasks of a level that can be asked, in the order of their first layer."""
    stems = _stems(space, given)
    solving = np.column_stack([stems, table.key.T])
    seeming = [(mistake, usable.nonzero()[0]) for mistake, usable in enumerate(table.usable)]
    rows = [solving, *(np.column_stack([stems[at], table.wrong[mistake][:, at].T]) for mistake, at in seeming)]
    different, number = np.unique(np.concatenate(rows), axis=0, return_inverse=True)
    every = [_task(space, given, row) for row in different.tolist()]
    task_of = iter(number.reshape(-1).tolist())
    for point in range(len(solving)):
        every[next(task_of)].right.append(point)
    for mistake, at in seeming:
        for point in at.tolist():
            every[next(task_of)].wrong[mistake].append(point)
    return sorted((one for one in every if one.asked), key=lambda one: one.right[0])


def _stems(space: Concat, given: tuple[str, ...]) -> Ints:
    """For each point the number of the first part with its shape, and what is given there."""
    shapes = [part.shape for part in space.parts]
    parts = [
        np.column_stack([np.full(len(part), shapes.index(part.shape)), *(part.columns[name] for name in given)])
        for part in space.parts
    ]
    return np.concatenate(parts)


def _task(space: Concat, given: tuple[str, ...], row: list[int]) -> Task:
    part, *numbers = row
    known = tuple(zip(given, numbers[: len(given)], strict=True))
    return Task(known, space.parts[part].shape, tuple(numbers[len(given) :]))


class Deal(Struct, frozen=True):
    """The points of an item's right layers, and of its wrong ones with their misconceptions."""

    right: tuple[int, ...]
    wrong: tuple[tuple[int, int], ...]
