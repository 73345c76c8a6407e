"""Single outputs of layers, worked from their inputs."""

from __future__ import annotations

from functools import reduce

from quizgen.math.functions import Real, floor
from quizgen.math.reader import formula
from quizgen.math.rewrites import substitute
from quizgen.math.tree import Call, Expr, Num, Op, Sym


@formula(source="Goodfellow, Bengio and Courville (2016), Deep Learning, equation 9.6 (cross-correlation)")
def tap_added(before: Real, x: Real, w: Real) -> Real:
    """The sum so far plus the product of one input and the weight that lies over it."""
    return before + x * w


@formula(source="PyTorch documentation (2.x), Conv2d")
def with_bias(taps: Real, bias: Real) -> Real:
    """The weighted sum of a window, and the output channel's bias."""
    return taps + bias


def weighted_sum(added: Expr, pairs: list[tuple[Expr, Expr]]) -> Expr:
    """The sum over pairs of input and weight by ``tap_added``, the first term without a zero before it."""

    def add(before: Expr, pair: tuple[Expr, Expr]) -> Expr:
        return substitute(added, {"before": before, "x": pair[0], "w": pair[1]})

    first, *rest = pairs
    start: Expr = Op("*", *first)
    return reduce(add, rest, start)


def entry(letter: str, row: int, column: int, side: int) -> Expr:
    """One entry of a square map, or the zero that padding puts around it."""
    inside = 0 <= row < side and 0 <= column < side
    return Sym(f"{letter}_{row}{column}") if inside else Num(0)


@formula(source="PyTorch documentation (2.x), MaxPool2d")
def larger(before: Real, x: Real) -> Real:
    """The larger of the largest entry so far and one more; padding is minus infinity and never wins."""
    return max(before, x)


@formula(source="PyTorch documentation (2.x), AvgPool2d")
def added(before: Real, x: Real) -> Real:
    """The sum so far plus one entry of the window."""
    return before + x


@formula(source="PyTorch documentation (2.x), AvgPool2d")
def window_mean(window_sum: Real, positions: int) -> Real:
    """The sum of a window over the number of its positions, those of the padding among them."""
    return window_sum / positions


def _folded(step: Expr, entries: list[Expr]) -> Expr:
    return reduce(lambda before, x: substitute(step, {"before": before, "x": x}), entries)


def largest(entries: list[Expr]) -> Expr:
    """The maximum of some entries."""
    return Call("max", tuple(entries)) if len(entries) > 1 else entries[0]


def total(entries: list[Expr], step: Expr | None = None) -> Expr:
    """The sum of some entries; ``step`` is ``added`` unless the family's own tree is given."""
    return _folded(added.tree if step is None else step, entries)


def chosen(entries: list[Expr], step: Expr) -> Expr:
    """The entries joined by ``larger``."""
    return _folded(step, entries)


@formula(source="PyTorch documentation (2.x), Unfold")
def column_length(in_channels: int, kernel_size: int) -> int:
    """Rows of the im2col matrix: the numbers that one window covers."""
    return in_channels * kernel_size**2


@formula(source="PyTorch documentation (2.x), Unfold")
def windows(n: int, kernel_size: int, stride: int, padding: int) -> int:
    """Columns of the im2col matrix: the positions of the window on a square map."""
    return (floor((n + 2 * padding - kernel_size) / stride) + 1) ** 2
