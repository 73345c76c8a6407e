"""Mistakes about how many inputs a dilated stack really reads.

A shape is ``common`` or ``plane`` (rates with a common factor; one axis or both) or ``two`` (taps that coincide), and
the number of layers.
"""

from __future__ import annotations

from functools import reduce

from quizgen.formulas.coverage import distinct_sums, positions_used, reach
from quizgen.math.reader import read
from quizgen.math.rewrites import substitute
from quizgen.math.tree import Expr, Num, Op, Sym
from quizgen.misconceptions.kinds import Instead, Shape, Trees, Wrong

TWO, PLANE = "two", "plane"


def asked(one_axis: Expr, shape: Shape) -> Trees:
    """The number along one axis, or its square for the plane."""
    return (Op("**", one_axis, Num(2)) if shape[0] == PLANE else one_axis,)


def used(shape: Shape, trees: Trees = ()) -> Expr:
    """How many positions along one axis the stack really reads, by ``positions_used`` and ``distinct_sums``."""
    spread, pairs = trees or (positions_used.tree, distinct_sums.tree)
    return pairs if shape[0] == TWO else substitute(spread, {"reach": reach(shape)})


def _joined(op: str, shape: Shape) -> Expr:
    parts: list[Expr] = [Sym(f"kernel_size_{number}") for number in range(1, int(shape[1]) + 1)]
    return reduce(lambda a, b: Op(op, a, b), parts)


def _of(text: str, *shapes: str) -> Wrong:
    """An expression in ``used``, ``reach``, ``plain`` (the reach without dilation), ``taps`` and ``product``."""

    def trees(shape: Shape) -> Trees | None:
        if shapes and shape[0] not in shapes:
            return None
        known = {"used": used(shape), "reach": reach(shape), "plain": reach(shape, "kernel_size - 1")}
        known |= {"taps": _joined("+", shape), "product": _joined("*", shape), "last": Sym(f"kernel_size_{shape[1]}")}
        return asked(substitute(read(text), known), shape)

    return trees


def _other(text: str, *shapes: str) -> Wrong:
    def trees(shape: Shape) -> Trees | None:
        return (substitute(read(text), {"used": used(shape)}),) if shape[0] in shapes else None

    return trees


COVERAGE = (
    Instead(
        "whole-field",
        _of("reach + 1"),
        "That is the receptive field with its holes, and inputs in a hole are not read.",
        concept="coverage-of-stack",
    ),
    Instead(
        "holes",
        _of("reach + 1 - used"),
        "The question asks how many are read, not how many are left out.",
        concept="coverage-of-stack",
    ),
    Instead(
        "ignores-dilation-in-coverage",
        _of("plain + 1"),
        "Dilation spreads the taps, so that sums of their offsets coincide less often than without it.",
        concept="ignores-dilation",
    ),
    Instead(
        "all-combinations",
        _of("product"),
        "Different taps of two layers may lead to the same input, which is counted once.",
        concept="coverage-of-stack",
    ),
    Instead(
        "sum-of-taps",
        _of("taps"),
        "The layers are combined: every tap of a later layer leads to all taps of the layer before.",
        concept="coverage-of-stack",
    ),
    Instead(
        "coverage-of-last-layer-only",
        _of("last"),
        "Each position that the last layer reads depends on several inputs itself.",
        concept="part-for-whole",
    ),
    Instead(
        "without-first-position",
        _of("reach/factor", "common", "plane"),
        "From the first to the last position there is one position more than there are steps.",
        concept="one-position-too-many",
    ),
    Instead(
        "two-positions-too-many",
        _of("reach/factor + 2", "common", "plane"),
        "The steps lead from the first position to the last, so only one position is added to them and not two.",
        concept="one-position-too-many",
    ),
    Instead(
        "half-the-field",
        _of("reach/2 + 1"),
        "How many inputs are read follows from the dilations; it is not simply every second one.",
        concept="coverage-of-stack",
    ),
    Instead(
        "steps-without-overlap",
        _of("taps - 1", TWO),
        "Every tap of the second layer leads to all taps of the first one, so there are more inputs than taps.",
        concept="coverage-of-stack",
    ),
    Instead(
        "one-coincidence",
        _of("product - 1", TWO),
        "As many inputs are reached twice as pairs of taps differ in the same way, not just one of them.",
        concept="coverage-of-stack",
    ),
    Instead(
        "counts-plane-for-axis",
        _other("used**2", "common", TWO),
        "That is how many there are in the plane; the question asks about one axis.",
        concept="axis-or-area",
    ),
    Instead(
        "one-axis",
        _other("used", PLANE),
        "That is the number along one axis, and the plane has two.",
        concept="axis-or-area",
    ),
    Instead(
        "two-axes-added",
        _other("2*used", PLANE),
        "The two axes are combined, so their numbers are multiplied.",
        concept="axis-or-area",
    ),
    Instead(
        "share-of-one-axis",
        lambda shape: (
            (substitute(read("used*(reach + 1)"), {"used": used(shape), "reach": reach(shape)}),)
            if shape[0] == PLANE
            else None
        ),
        "There are holes along both axes, not along one of them only.",
        concept="axis-or-area",
    ),
)
