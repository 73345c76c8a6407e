"""Branches side by side, as in an Inception block: what they see together."""

from __future__ import annotations

from functools import reduce

from quizgen.formulas.receptive_field import ARAUJO
from quizgen.math.reader import formula, read
from quizgen.math.rewrites import indexed
from quizgen.math.tree import Call, Expr, Op, Sym


@formula(source=f"{ARAUJO}, section on arbitrary computation graphs")
def branched_field(receptive_field: int, jump: int, reach: int) -> int:
    """Receptive field behind parallel branches of stride 1; ``reach`` is what the widest of them adds in its steps."""
    return receptive_field + jump * reach


GAPS = read("dilation*(kernel_size - 1)")


def reaches(shape: tuple[str, ...], gaps: Expr = GAPS) -> tuple[Expr, ...]:
    """What each branch adds, in steps of the map it is given.

    A shape has the stem's layers, then ``|`` and the number of layers of each branch. Layer 2 of branch 3 has the
    index 32.
    """
    branches = shape[shape.index("|") + 1 :]
    return tuple(
        reduce(lambda a, b: Op("+", a, b), [indexed(gaps, f"{number}{layer}") for layer in range(1, int(depth) + 1)])
        for number, depth in enumerate(branches, 1)
    )


def largest(every: tuple[Expr, ...]) -> Expr:
    """The largest of some expressions."""
    return Call("max", every)


def stem_of(shape: tuple[str, ...]) -> tuple[str, ...]:
    """The kinds of the stem's layers."""
    return shape[: shape.index("|")]


def stem_field(shape: tuple[str, ...]) -> tuple[Expr, Expr]:
    """Receptive field and jump behind the stem of one or two layers: one layer is its kernel and its stride."""
    if len(stem_of(shape)) == 1:
        return Sym("kernel_size_1"), Sym("stride_1")
    return read("kernel_size_1 + (kernel_size_2 - 1)*stride_1"), read("stride_1*stride_2")
