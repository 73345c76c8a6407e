"""Which layers meet a target, and which only seem to: the tasks of which-of-these questions, from a level's table.

A task is what the stem gives plus the target. A layer is right where the formula gives the target, and a usable wrong
one where exactly one named mistake's formula gives it and the true one does not.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from quizgen.decks.table import LevelTable
from quizgen.model import Values
from quizgen.space import Concat, Mask, Params

WRONG, MISTAKES = 4, 2
"""A task has at least so many wrong layers, by so many mistakes."""
FIVE, RIGHT = 5, (1, 2, 3)
"""Of so many layers so many may be right."""


@dataclass(frozen=True, slots=True)
class Task:
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

    @property
    def multiple(self) -> list[tuple[int, int]]:
        """How many of five layers may be right and how many wrong: one to three are right."""
        return [(right, FIVE - right) for right in RIGHT if self.allows(right, FIVE - right)]

    def mostly_real(self, real: Mask) -> bool:
        """Whether some right layer and three wrong ones or more are published ones."""
        wrong = sum(bool(real[points].any()) for points in self.wrong.values())
        return bool(real[self.right].any()) and wrong > MISTAKES

    def allows(self, right: int, wrong: int) -> bool:
        """Whether there are so many right layers, and wrong ones of as many different mistakes."""
        return right <= len(self.right) and wrong <= len(self.wrong)


def tasks(space: Concat, table: LevelTable, given: tuple[str, ...]) -> list[Task]:
    """The tasks of a level that can be asked, in the order of their first layer."""
    found: dict[tuple[object, ...], Task] = {}
    stems = [(point.shape, tuple((name, point[name]) for name in given)) for point in space]

    def task(number: int, target: list[int]) -> Task:
        shape, stem = stems[number]
        path = (shape, stem, *target)
        if path not in found:
            found[path] = Task(stem, shape, tuple(target))
        return found[path]

    for number, target in enumerate(table.key.T.tolist()):
        task(number, target).right.append(number)
    for mistake, usable in enumerate(table.usable):
        targets = table.wrong[mistake].T.tolist()
        for number in usable.nonzero()[0].tolist():
            task(number, targets[number]).wrong[mistake].append(number)
    return [entry for entry in found.values() if entry.asked]


@dataclass(frozen=True, slots=True)
class Deal:
    """The points of an item's right layers, and of its wrong ones with their misconceptions."""

    right: tuple[int, ...]
    wrong: tuple[tuple[int, int], ...]
