"""Stacks behind layers that are not shown: how far apart two units of the output look says how far those before do.

A shape begins with the word ``back``; ``units`` is how many places apart the two units are, ``distance`` how many
pixels the centres of what they see.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import product
from typing import Any

import numpy as np

from quizgen.chains import stacks
from quizgen.math.tree import Expr, Op, Sym
from quizgen.misconceptions.jump import BACK
from quizgen.misconceptions.kinds import Shape
from quizgen.space import Column, Concat, Params, Rows, SubSpace, concat
from quizgen.topics.receptive_field.shared import spaces

UNITS = (3, 4, 5, 6)
"""How many places apart the two units are."""
FIRST = (2, 4, 8)
"""How far apart neighbouring units before the first told layer look."""


def is_back(shape: Shape) -> bool:
    """Whether the stack is followed back."""
    return shape[0] == BACK


def forward(p: Params) -> Params:
    """The stack by itself."""
    return Params(p.values, p.shape[1:]) if is_back(p.shape) else p


def shared_out(jump: Expr) -> Expr:
    """The distance shared out to the places and to what the stack multiplies it by."""
    return Op("/", Sym("distance"), Op("*", Sym("units"), jump))


def level(
    shapes: tuple[str, ...], options: Mapping[str, spaces.Arguments], where: Callable[[Any, Shape], Any]
) -> Concat:
    """The stacks that ``spaces.stacks`` makes, each with places and distances that fit."""
    parts = spaces.stacks(shapes, options, where).parts
    return concat(*(_behind(part) for part in parts), real=lambda c: stacks.published(c, 1))


def _behind(part: SubSpace) -> Rows:
    names = tuple(part.columns)

    def make() -> Iterator[tuple[int, ...]]:
        jumps = _jumps(part.columns, len(part.shape))
        rows = zip(*(column.tolist() for column in part.columns.values()), strict=True)
        for (row, jump), units, first in product(zip(rows, jumps.tolist(), strict=True), UNITS, FIRST):
            yield (*row, units, units * first * jump)

    return Rows((*names, "units", "distance"), make, (BACK, *part.shape))


def _jumps(columns: Mapping[str, Column], depth: int) -> Column:
    strides = [columns[f"stride_{number}"] for number in range(1, depth + 1)]
    return np.asarray(np.prod(strides, axis=0), dtype=np.int64)
