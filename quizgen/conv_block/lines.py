"""The worked lines of a block's maps as templates, with a hole for every number."""

from __future__ import annotations

from functools import cache, lru_cache
from math import isqrt

from quizgen.math.tree import Sym
from quizgen.misconceptions.by_hand import Window
from quizgen.misconceptions.conv_block import ConvBlock, name, under
from quizgen.misconceptions.kinds import Shape


def begin(stride: int, padding: int = 0) -> str:
    """Where the window of row ``i`` begins."""
    moved = "i" if stride == 1 else f"{stride}*i"
    return f"{moved} - {padding}" if padding else moved


@lru_cache(16)  # weights of whole maps are hardly ever zero at the same places again
def convolved(shape: Shape, zeros: frozenset[str]) -> str:
    """Each value of the convolution, without the products with weights that are called in ``zeros``."""
    windows = ConvBlock.of(shape).conv_windows()
    return "\n\n".join(f"$${name('z', window)} == {_sum(window, zeros)}$$" for window in windows)


def _sum(window: Window, zeros: frozenset[str]) -> str:
    """The products, the bias, and what they give; where no product is left the bias is the value."""
    products = [product for weight, product in _products(window) if weight not in zeros]
    value = f"{{{name('z', window)}}}"
    return f"{' + '.join([*products, '{bias}'])} == {value}" if products else value


@cache
def _products(window: Window) -> tuple[tuple[str, str], ...]:
    """Each product of a window, after the weight's name."""
    pairs = [(x.name, w.name) for x, w in window.pairs() if isinstance(x, Sym) and isinstance(w, Sym)]
    return tuple([(w, f"{{{x}}}*{{{w}}}") for x, w in pairs])


@cache
def activated(shape: Shape) -> str:
    """Each value behind ReLU, a bullet for a row."""
    every = [_rectified(window) for window in ConvBlock.of(shape).conv_windows()]
    side = isqrt(len(every))
    rows = (", ".join(every[row * side : (row + 1) * side]) for row in range(side))
    return "\n".join(f"- Row {number}: {row}" for number, row in enumerate(rows))


def _rectified(window: Window) -> str:
    return f"$max({{{name('z', window)}}}, 0) == {{{name('a', window)}}}$"


@cache
def pooled(shape: Shape) -> str:
    """Each value behind max pooling."""
    return "\n\n".join(_largest(window) for window in ConvBlock.of(shape).pool_windows())


def _largest(window: Window) -> str:
    entries = ", ".join(f"{{{a.name}}}" for a in under(window, "a"))
    y = name("y", window)
    return f"$${y} == max({entries}) == {{{y}}}$$"
