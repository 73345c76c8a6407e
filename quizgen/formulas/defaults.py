"""Sizes of maps in programs that leave arguments out: what is not written has PyTorch's default.

A program is the kinds of its layers: ``pool`` (the stride is the kernel size, no padding), ``conv`` (no padding) and
``up``, a transposed convolution (no output padding). The quantities of the layer at place 2, counted from 1, have the
index 2.
"""

from __future__ import annotations

from collections.abc import Mapping

from quizgen.formulas.sizes import conv_output_size, pool_output_size
from quizgen.formulas.transposed import transposed_output_size
from quizgen.math.rewrites import indexed
from quizgen.math.tree import Expr, Num, Sym

FORMULAS = {"pool": pool_output_size, "conv": conv_output_size, "up": transposed_output_size}
STEPS: dict[str, Expr] = {step: one.tree for step, one in FORMULAS.items()}
UNWRITTEN: dict[str, dict[str, Expr]] = {
    "pool": {"padding": Num(0)},
    "conv": {"padding": Num(0)},
    "up": {"output_padding": Num(0)},
}


def size(shape: tuple[str, ...], steps: Mapping[str, Expr]) -> Expr:
    """The side of the last map, from the formula for each kind of layer."""
    side: Expr = Sym("n")
    for place, step in enumerate(shape, 1):
        known = {"n": side, **UNWRITTEN[step]}
        if step == "pool":
            known["stride"] = Sym(f"kernel_size_{place}")
        side = indexed(steps[step], place, known)
    return side
