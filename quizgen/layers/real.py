"""Which points of a space hold layers of published networks: masks over columns named as PyTorch's arguments.

A mask takes the columns (``c.kernel_size``) and what stands after the names (``_1`` for ``c.kernel_size_1``). An
argument that is no column has PyTorch's default.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, TypeAlias

import numpy as np

from quizgen.layers.bases import Size
from quizgen.layers.channels import PAIRS
from quizgen.layers.schedules import is_run
from quizgen.layers.windows import AVERAGES, CONVOLUTIONS, OBLONG, POOLS, TRANSPOSED
from quizgen.space import Column, Mask

Names: TypeAlias = tuple[str, ...]
Missing: TypeAlias = tuple[int | str | None, ...]
_BASE = 1024


def convolution(c: Any, after: str = "") -> Mask:
    """Where a square ``Conv2d`` has a published window."""
    return _among(c, CONVOLUTIONS, ("kernel_size", "stride", "padding", "dilation"), (None, 1, 0, 1), after)


def each_axis(c: Any, number: str = "") -> Mask:
    """Where a ``Conv2d`` with settings for each axis (``c.kernel_size_h``) has a published window, not dilated.

    ``number`` stands behind the axis (``c.kernel_size_h2``).
    """
    names = ("kernel_size", "stride", "padding")
    columns = [getattr(c, f"{name}_{axis}{number}") for name in names for axis in ("h", "w")]
    oblong = [window[:3] for window in OBLONG if window[3] == 1]
    square = [window[:3] for window in CONVOLUTIONS if window[3] == 1]
    table = [_code(number for size in window for number in _two(size)) for window in (*oblong, *square)]
    return np.asarray(np.isin(_code(columns), np.asarray(table, dtype=np.int64)))


def _two(size: Size) -> tuple[int, ...]:
    return size if isinstance(size, tuple) else (size or 0, size or 0)


def pool(c: Any, after: str = "") -> Mask:
    """Where a ``MaxPool2d`` has a published window; its stride is the kernel size unless it is a column."""
    return _among(c, POOLS, ("kernel_size", "stride", "padding"), (None, "kernel_size", 0), after)


def average(c: Any, after: str = "") -> Mask:
    """Where an ``AvgPool2d`` has a published window; its stride is the kernel size unless it is a column."""
    return _among(c, AVERAGES, ("kernel_size", "stride", "padding"), (None, "kernel_size", 0), after)


def transposed(c: Any, after: str = "") -> Mask:
    """Where a square ``ConvTranspose2d`` has a published window."""
    return _among(c, TRANSPOSED, ("kernel_size", "stride", "padding", "output_padding"), (None, 1, 0, 0), after)


def schedule(kernel_size: Column, dilations: Sequence[Column]) -> Mask:
    """Where layers of one kernel size have dilations that follow each other in a published network."""
    rows = zip(kernel_size.tolist(), *(rates.tolist() for rates in dilations), strict=True)
    return np.asarray([is_run([(size, rate) for rate in rates]) for size, *rates in rows], dtype=np.bool_)


def growing(c: Any) -> Mask:
    """Where ``layers`` dilations, from ``dilation`` on times ``factor`` each, follow each other in such a network."""
    rows = zip(*(column.tolist() for column in (c.kernel_size, c.dilation, c.factor, c.layers)), strict=True)
    return np.asarray([is_run([(size, rate * by**n) for n in range(layers)]) for size, rate, by, layers in rows])


def channels(in_channels: Any, out_channels: Any) -> Mask:
    """Where two columns of channels stand together in a published layer."""
    table = [one * (_BASE * 8) + other for one, others in PAIRS.items() for other in others]
    return np.asarray(np.isin(in_channels * (_BASE * 8) + out_channels, table), dtype=np.bool_)


def everywhere(c: Any) -> Mask:
    """Every point: a space of published layers alone."""
    return np.ones(len(next(iter(vars(c).values()))), dtype=np.bool_)


def _among(c: Any, windows: Iterable[tuple[int, ...]], names: Names, missing: Missing, after: str) -> Mask:
    table = np.asarray([_code(window) for window in windows], dtype=np.int64)
    return np.asarray(np.isin(_code([_column(c, *one, after) for one in zip(names, missing, strict=True)]), table))


def _column(c: Any, name: str, missing: int | str | None, after: str) -> Any:
    if (column := getattr(c, name + after, None)) is not None:
        return column
    if isinstance(missing, str):
        return getattr(c, missing + after)
    if missing is None:
        raise AttributeError(f"the space has no column {name}{after}")
    return missing


def _code(numbers: Iterable[Any]) -> Any:
    code: Any = 0
    for number in numbers:
        code = code * _BASE + number
    return code
