"""The worked lines of a block's maps as templates, with a hole for every number."""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import chain
from math import isqrt

from quizgen.math.tree import Sym
from quizgen.misconceptions.by_hand import Window
from quizgen.misconceptions.conv_block import ConvBlock, name, under
from quizgen.misconceptions.kinds import Shape


def begin(stride: int, padding: int = 0) -> str:
    """Where the window of row ``i`` begins."""
    moved = "i" if stride == 1 else f"{stride}*i"
    return f"{moved} - {padding}" if padding else moved


def convolved(shape: Shape, zeros: frozenset[str]) -> str:
    """Each value of the convolution, without the products with weights that are called in ``zeros``.

    The holes of a line are called by their places in it, so that there are few templates, whatever weights are zero:
    ``factors`` says what stands in them.
    """
    return "\n\n".join(_sum(z, len(products)) for z, products in _products_left(shape, zeros).items())


def factors(shape: Shape, zeros: frozenset[str]) -> dict[str, str]:
    """Which number of the point stands in which hole of ``convolved``."""
    return {
        hole: factor
        for z, products in _products_left(shape, zeros).items()
        for hole, factor in zip(_factors(z, len(products)), chain.from_iterable(products), strict=True)
    }


@lru_cache(16)  # weights of whole maps are hardly ever zero at the same places again
def _products_left(shape: Shape, zeros: frozenset[str]) -> dict[str, list[tuple[str, str]]]:
    """The names of the factors of each value's products."""
    windows = ConvBlock.of(shape).conv_windows()
    return {name("z", window): [pair for pair in _products(window) if pair[1] not in zeros] for window in windows}


@cache
def _factors(z: str, products: int) -> tuple[str, ...]:
    """What the factors of a value's products are called."""
    return tuple(f"{z}_{letter}{place}" for place in range(products) for letter in "xw")


@cache
def _sum(z: str, products: int) -> str:
    """The products, the bias, and what they give; where no product is left the bias is the value."""
    holes = [f"{{{factor}}}" for factor in _factors(z, products)]
    added = [f"{x}*{w}" for x, w in zip(holes[::2], holes[1::2], strict=True)]
    return f"$${z} == {' + '.join([*added, '{bias}'])} == {{{z}}}$$" if added else f"$${z} == {{{z}}}$$"


@cache
def _products(window: Window) -> tuple[tuple[str, str], ...]:
    """The names of the factors of each product of a window, the weight's last."""
    return tuple([(x.name, w.name) for x, w in window.pairs() if isinstance(x, Sym) and isinstance(w, Sym)])


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
