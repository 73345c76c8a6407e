"""Small maps and kernels whose block is worth working by hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from quizgen.asking.linked.foreseen import told_apart
from quizgen.asking.linked.plan import Plan
from quizgen.math.code import compiled
from quizgen.misconceptions.conv_block import ConvBlock
from quizgen.misconceptions.kinds import Shape
from quizgen.space import Mask, Rows
from quizgen.space.palettes import drawn, kept

Plans: TypeAlias = Callable[[Shape], Plan]
CANDIDATES = 6000
BIASES = (-4, -3, -2, -1, 1, 2, 3, 4)
PRODUCTS = range(3, 6)
"""How many weights other than 0 leave sums that are worked by hand."""
LARGEST = 20
"""How far from 0 the convolution's values may be."""
RARER_SIGN = 1 / 4
"""The least share of the convolution's values that either sign has."""
FORESEEN = {"z": 3, "a": 1, "y": 2}
"""How many wrong values at least are foreseen for an entry of each map."""


def points(block: ConvBlock, inputs: Sequence[int], weights: Sequence[int], plan: Plans) -> Rows:
    """The points that are worth asking among ``CANDIDATES`` draws from these numbers."""
    palettes = dict.fromkeys(block.inputs, inputs) | dict.fromkeys(block.weights, weights) | {"bias": BIASES}
    candidates = drawn(palettes, CANDIDATES, block.words, "conv-block", *block.words)
    tests = (_short_sums, partial(_both_signs, plan), partial(_several_maxima, plan), partial(_told, plan))
    return kept(candidates, *tests)


def _short_sums(rows: Rows) -> Mask:
    """Few products, by a kernel that gives something else when it is turned round."""
    w = np.stack([rows.columns[name] for name in ConvBlock.of(rows.shape).weights])
    return np.asarray(np.isin((w != 0).sum(axis=0), PRODUCTS) & (w != w[::-1]).any(axis=0), dtype=np.bool_)


def _both_signs(plan: Plans, rows: Rows) -> Mask:
    """Small values of the convolution, of both signs and none of them 0."""
    z = _map(plan(rows.shape), rows, "z")
    shares = np.minimum((z < 0).mean(axis=0), (z > 0).mean(axis=0))
    small = (z != 0).all(axis=0) & (abs(z).max(axis=0) <= LARGEST)
    return np.asarray(small & (shares >= RARER_SIGN), dtype=np.bool_)


def _several_maxima(plan: Plans, rows: Rows) -> Mask:
    """No entry that is the largest of more than half of the windows, where there are several."""
    y = _map(plan(rows.shape), rows, "y")
    return np.asarray((y == y.max(axis=0)).sum(axis=0) <= (len(y) + 1) // 2, dtype=np.bool_)


def _map(plan: Plan, rows: Rows, letter: str) -> npt.NDArray[np.int64]:
    """The entries of one of the maps, a row for each, at every point."""
    trees = [tree for name, one in plan.quantities.items() if name.startswith(letter) for tree in plan.trees(one)]
    return np.stack([compiled(tree)(rows.columns)[0] for tree in trees])


def _told(plan: Plans, rows: Rows) -> Mask:
    return told_apart(plan(rows.shape), rows, lambda quantity: FORESEEN[quantity.id[0]])
