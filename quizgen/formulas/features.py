"""How many values of one sample reach a linear layer behind ``Flatten``.

Networks and readings are those of ``quizgen.formulas.networks``; here a network ends before ``Flatten``.
"""

from __future__ import annotations

from msgspec.structs import replace

from quizgen.formulas.networks import CONV, POOL, RIGHT, Reading, stages
from quizgen.math.rewrites import substitute
from quizgen.math.tree import Expr, Sym


def flattened(shape: tuple[str, ...], reading: Reading = RIGHT) -> Expr:
    """The number of values of the last map, as a reader counts them."""
    *_, last = stages(shape, reading)
    return substitute(reading.features, {"channels": last.channels, "n": last.side, "width": Sym("n")})


def sizing(conv: Expr, pool: Expr) -> Reading:
    """The right way to count, from the sizes after a convolution and after a pooling layer."""
    return replace(RIGHT, after_conv=substitute(conv, CONV), after_pool=substitute(pool, POOL))
