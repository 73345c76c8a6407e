"""Deals of right and wrong layers for questions with several right ones.

Nobody shall find a right layer by its looks. So many deals of right and wrong layers are laid out for each task, and
weighed: among all deals whose values of an argument lie alike (the smallest of them, and each over the one before),
a right layer comes to stand at every place equally often. This holds for each argument by itself, and for how many
values a layer shares with the others.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass, field

import numpy as np
from msgspec import Struct

from quizgen.decks.arrays import Floats, Ints
from quizgen.decks.tasks import Task
from quizgen.space import Mask, digest

DEALS, LEAST, MOST = 24_000, 16, 160
ROUNDS = 24
BINS = 4
STRONGEST = 16.0
EVERY = 8
"""One deal in so many is laid out of all layers alike; else, and where there are many, of real ones."""
KEPT = 4
"""So many deals of a task are kept."""
LATER = 1 << 32
"""More than any noise."""
NEXT = LATER // 2
"""The same, and less than that."""


@dataclass(eq=False)
class LayerDeals:
    """Deals with so many right and wrong layers for every task that has them, weighed so that looks tell nothing.

    ``looks`` holds the shown arguments of every point of the level, ``real`` says which layers are published ones,
    ``options`` how many are right and how many wrong, and ``needed`` are sorts of layers, of each of which every deal
    has one or more. Most deals are laid out of real layers, where a task has them. Misconceptions of ``twice`` are two
    at once, and come where single ones are too few. ``asked`` are the numbers of the tasks that have such deals.
    """

    every: Sequence[Task]
    looks: Sequence[tuple[int, ...]]
    real: Mask
    options: tuple[int, int]
    needed: Sequence[Mask] = ()
    twice: Container[int] = ()
    asked: list[int] = field(init=False)

    def __post_init__(self) -> None:
        """Lay out the deals."""
        able = [number for number, task in enumerate(self.every) if task.allows(*self.options)]
        self._each = max(LEAST, min(MOST, DEALS // max(1, len(able))))
        hands = {number: self._laid_out(number) for number in able}
        fine = {number: self._fits(points) for number, (points, _) in hands.items()}
        self.asked = [number for number in able if fine[number].any()]
        self._fine = [fine[number] for number in self.asked]
        self._hands = [hands[number] for number in self.asked]

    def _laid_out(self, number: int) -> tuple[Ints, Ints]:
        return _laid_out(self.every[number], self.options, self._each, self.real, self.twice)

    def _fits(self, points: Ints) -> Mask:
        """Which deals have a layer of every sort that is needed."""
        fine = np.ones(len(points), dtype=np.bool_)
        for sort in self.needed:
            fine &= sort[points].any(axis=1)
        return fine

    def kept(self) -> tuple[Ints, Ints]:
        """Of each task as many deals as are kept, evenly along their weights: none is favoured.

        The points are tasks x KEPT x options, the right ones first, the misconceptions tasks x KEPT x wrong ones.
        """
        points, mistakes = (np.concatenate(every) for every in zip(*self._hands, strict=True))
        seen = np.asarray(self.looks, dtype=np.int64)[points]
        weights = _weights(seen, self.options[0], np.asarray(self._fine, dtype=np.bool_))
        rows: list[int] = []
        for place, (number, ends) in enumerate(zip(self.asked, np.cumsum(weights, axis=1), strict=True)):
            start = digest("kept", self.every[number].params.canonical()) / 2**64
            wanted = [ends[-1] * ((start + turn) / KEPT) for turn in range(KEPT)]
            last = int(np.flatnonzero(self._fine[place])[-1])
            rows += (place * self._each + np.minimum(np.searchsorted(ends, wanted, side="right"), last)).tolist()
        points, mistakes = points[rows], mistakes[rows]
        return tuple(one.reshape(-1, KEPT, one.shape[1]) for one in (points, mistakes))  # type: ignore[return-value]


def _laid_out(task: Task, options: tuple[int, int], count: int, real: Mask, twice: Container[int]) -> tuple[Ints, Ints]:
    """``count`` deals of a task, a row each: the points, right ones first, and the wrong ones' misconceptions."""
    right, wrong = options
    mistakes = np.asarray(sorted(task.wrong), dtype=np.int64)
    held = [_real_first(task.wrong[mistake], real) for mistake in mistakes.tolist()]
    preferred = np.asarray([int(real[points].sum()) for points in held], dtype=np.int64)
    sizes = np.asarray([len(points) for points in held], dtype=np.int64)
    starts = np.cumsum(sizes) - sizes
    noise = _noise(digest(task.params.canonical()), count, len(task.right) + len(held) + wrong)
    mostly = ((np.arange(count) % EVERY > 0) | task.mostly_real(real))[:, None]
    held_back = np.where(mostly & ~real[task.right], LATER, 0)
    rights = np.argsort(noise[:, : len(task.right)] + held_back, axis=1, kind="stable")[:, :right]
    doubles = np.asarray([mistake in twice for mistake in mistakes.tolist()], dtype=np.bool_)
    held_back = np.where(mostly & (preferred == 0), LATER, 0) + np.where(doubles, NEXT, 0)
    kinds = np.argsort(noise[:, len(task.right) : -wrong] + held_back, axis=1, kind="stable")[:, :wrong]
    among = np.where(mostly & (preferred[kinds] > 0), preferred[kinds], sizes[kinds])
    picks = starts[kinds] + noise[:, -wrong:] % among
    wrongs = np.asarray([point for points in held for point in points], dtype=np.int64)[picks]
    return np.concatenate([np.asarray(task.right, dtype=np.int64)[rights], wrongs], axis=1), mistakes[kinds]


def _real_first(points: list[int], real: Mask) -> list[int]:
    """The points of real layers, then the others."""
    return sorted(points, key=lambda point: not real[point])


def _noise(start: int, rows: int, columns: int) -> Ints:
    """Numbers from 0 to 2**31 - 1 without a pattern (splitmix64), the same on every machine."""
    state = np.arange(1, rows * columns + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15) + np.uint64(start)
    state = (state ^ (state >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    state = (state ^ (state >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return (state >> np.uint64(33)).astype(np.int64).reshape(rows, columns)


class View(Struct, frozen=True):
    """One argument of all deals: which values lie alike (``look``), and each deal's share in every cell.

    ``cells`` number look and place; tied values share their places evenly.
    """

    cells: Ints
    shares: Floats
    looks: int


def _view(values: Ints, right: int) -> View:
    """How the right layers of each deal stand by their values of one argument."""
    rows, places = values.shape
    ordered = np.sort(values, axis=1)
    look = _alike(ordered)
    shares = np.zeros((rows, places))
    for one in range(right):
        tied = ordered == values[:, one, None]
        shares += tied / tied.sum(axis=1, keepdims=True)
    return View(look[:, None] * places + np.arange(places), shares / right, int(look.max()) + 1)


def _alike(ordered: Ints) -> Ints:
    """Numbers the looks: the bin of the smallest value and of each value over the one before."""
    ratios = np.concatenate([ordered[:, :1].astype(np.float64), (ordered[:, 1:] + 1) / (ordered[:, :-1] + 1)], axis=1)
    look = np.zeros(len(ordered), dtype=np.int64)
    for column in ratios.T:
        cuts = np.sort(column)[[len(column) * cut // BINS for cut in range(1, BINS)]]
        look = look * BINS + np.searchsorted(cuts, column, side="left")
    return np.asarray(np.unique(look, return_inverse=True)[1].reshape(-1), dtype=np.int64)


def _weights(values: Ints, right: int, fine: Mask) -> Floats:
    """Weights of all deals, tasks x deals, found by proportional fitting; every task's add up to one.

    ``values`` is deals x options x arguments, and ``fine`` says which of a task's deals may be kept. A look in which a
    right layer cannot stand everywhere fades away as far as its tasks have others.
    """
    same = (values[:, :, None, :] == values[:, None, :, :]).sum(axis=(2, 3))
    views = [_view(column, right) for column in (*np.moveaxis(values, 2, 0), same) if (column != column[0, 0]).any()]
    weights: Floats = fine.reshape(-1) / np.repeat(fine.sum(axis=1), fine.shape[1])
    for _ in range(ROUNDS):
        for view in views:
            weights = weights * _factors(view, weights)
        sums = np.cumsum(weights.reshape(fine.shape), axis=1)[:, -1:]
        weights = (weights.reshape(fine.shape) / sums).reshape(-1)
    return weights.reshape(fine.shape)


def _factors(view: View, weights: Floats) -> Floats:
    """What each deal's weight is multiplied by, so that every place of a look is taken equally often."""
    places = view.cells.shape[1]
    held = np.bincount(view.cells.reshape(-1), (view.shares * weights[:, None]).reshape(-1), view.looks * places)
    mean = held.reshape(-1, places).sum(axis=1).repeat(places) / places
    factor = np.clip(mean / np.maximum(held, 1e-12), 1 / STRONGEST, STRONGEST)
    return np.asarray((view.shares * factor[view.cells]).sum(axis=1), dtype=np.float64)
