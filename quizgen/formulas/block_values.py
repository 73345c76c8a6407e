"""Values that 1x1 convolutions and residual blocks give at one pixel."""

from __future__ import annotations

from quizgen.formulas.blocks import RESNET
from quizgen.math.reader import formula, read
from quizgen.math.rewrites import substitute
from quizgen.math.tree import Expr, Sym

NETWORK_IN_NETWORK = "Lin, Chen and Yan (2014), Network in Network, section 3.1"


@formula(source=NETWORK_IN_NETWORK)
def pointwise(products: int, bias: int) -> int:
    """One output channel of a 1x1 convolution: each input channel times its weight, added up, and the bias."""
    return products + bias


@formula(source=f"{RESNET}, equation 1 and figure 2")
def residual(x: int, w_1: int, b_1: int, w_2: int, b_2: int) -> int:
    """A block of two 1x1 convolutions on one channel, with the ReLU after the addition."""
    return max(w_2 * max(w_1 * x + b_1, 0) + b_2 + x, 0)


LAST = "last"
"""In a shape: a second layer reads the two channels that come out."""


def channels(shape: tuple[str, ...]) -> range:
    """The numbers of the input channels; a shape is how many there are, and how many come out."""
    return range(1, int(shape[0]) + 1)


def products(shape: tuple[str, ...], weights: str = "w") -> Expr:
    """The sum of each channel's value times its weight."""
    return read(" + ".join(f"x_{number}*{weights}_{number}" for number in channels(shape)))


def chained_pointwise(layer: Expr, shape: tuple[str, ...], cut: str = "max(#, 0)", last: Expr | None = None) -> Expr:
    """One output channel; with ``LAST`` in the shape that of a second layer, which reads two channels after ``cut``."""
    first = substitute(layer, {"products": products(shape)})
    if LAST not in shape:
        return first
    second = substitute(layer, {"products": products(shape, "v"), "bias": Sym("other_bias")})
    hidden = [substitute(read(cut.replace("#", "hidden")), {"hidden": one}) for one in (first, second)]
    read_products = substitute(read("u_1*a + u_2*b"), {"a": hidden[0], "b": hidden[1]})
    return substitute(last or layer, {"products": read_products, "bias": Sym("last_bias")})


def chained(block: Expr, shape: tuple[str, ...], start: Expr | None = None) -> Expr:
    """One block after the other; a shape is their number, and those after the first have the weights 3, 4 ..."""
    found: Expr = start or Sym("x")
    for number in range(int(shape[0])):
        first, second = 2 * number + 1, 2 * number + 2
        names = {"w_1": f"w_{first}", "b_1": f"b_{first}", "w_2": f"w_{second}", "b_2": f"b_{second}"}
        found = substitute(block, {**{old: Sym(new) for old, new in names.items()}, "x": found})
    return found
