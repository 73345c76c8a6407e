"""Mistakes about how many inputs a dilated stack really reads.

A shape is ``common`` (rates with a common factor), ``two`` (taps that coincide) or ``open`` (one more layer, whose
dilation is the largest without holes), and the number of layers that are given.
"""

from __future__ import annotations

from functools import reduce

from quizgen.formulas.coverage import distinct_sums, positions_used, reach, side_by_side
from quizgen.math.reader import read
from quizgen.math.rewrites import substitute
from quizgen.math.tree import Expr, Op, Sym
from quizgen.misconceptions.kinds import Instead, Shape, Trees, Wrong

TWO, OPEN = "two", "open"


def used(shape: Shape, trees: Trees = ()) -> Expr:
    """How many rows are read, by ``positions_used``, ``distinct_sums`` or ``side_by_side``."""
    spread, pairs, widest = trees or (positions_used.tree, distinct_sums.tree, side_by_side.tree)
    if shape[0] == TWO:
        return pairs
    return substitute(widest if shape[0] == OPEN else spread, {"reach": reach(shape)})


def _kernel_sizes(shape: Shape) -> list[Expr]:
    given: list[Expr] = [Sym(f"kernel_size_{number}") for number in range(1, int(shape[1]) + 1)]
    return [*given, Sym("kernel_size_last")] if shape[0] == OPEN else given


def _joined(op: str, shape: Shape) -> Expr:
    return reduce(lambda a, b: Op(op, a, b), _kernel_sizes(shape))


def _of(text: str, *shapes: str) -> Wrong:
    """An expression in ``used``, ``reach``, ``plain`` (the reach without dilation), ``taps`` and ``product``."""

    def trees(shape: Shape) -> Trees | None:
        if shapes and shape[0] not in shapes:
            return None
        known = {"used": used(shape), "reach": reach(shape), "plain": reach(shape, "kernel_size - 1")}
        known |= {"taps": _joined("+", shape), "product": _joined("*", shape), "last": _kernel_sizes(shape)[-1]}
        return (substitute(read(text), known),)

    return trees


def _ignoring(shape: Shape) -> Trees | None:
    taps = "kernel_size_last*(plain + 1)" if shape[0] == OPEN else "plain + 1"
    return _of(taps)(shape)


def _chosen(rate: str) -> Wrong:
    """The field with another dilation of the added layer, in ``reach`` and ``rate``, the last dilation given."""

    def trees(shape: Shape) -> Trees | None:
        if shape[0] != OPEN:
            return None
        known = {"reach": reach(shape), "rate": Sym(f"dilation_{shape[1]}")}
        return (substitute(read(f"reach + 1 + (kernel_size_last - 1)*({rate})"), known),)

    return trees


COVERAGE = (
    Instead(
        "whole-field",
        _of("reach + 1", "common", TWO),
        "That is the receptive field with its holes, and inputs in a hole are not read.",
        concept="coverage-of-stack",
    ),
    Instead(
        "holes",
        _of("reach + 1 - used", "common", TWO),
        "The question is how many are read, not how many are left out.",
        concept="coverage-of-stack",
    ),
    Instead(
        "ignores-dilation-in-coverage",
        _ignoring,
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
        _of("reach/factor", "common"),
        "From the first to the last position there is one position more than there are steps.",
        concept="one-position-too-many",
    ),
    Instead(
        "two-positions-too-many",
        _of("reach/factor + 2", "common"),
        "The steps lead from the first position to the last, so only one position is added to them and not two.",
        concept="one-position-too-many",
    ),
    Instead(
        "half-the-field",
        _of("reach/2 + 1", "common", TWO),
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
        "The offsets decide how many inputs are reached twice; it need not be just one.",
        concept="coverage-of-stack",
    ),
    Instead(
        "counts-plane-for-axis",
        _of("used**2"),
        "The question is about one axis, and that is how many there are in the plane.",
        concept="axis-or-area",
    ),
    Instead(
        "field-without-added-layer",
        _of("reach + 1", OPEN),
        "So many rows are seen by each tap of the added layer, which has several.",
        concept="leaves-out-a-layer",
    ),
    Instead(
        "adds-ordinary-layer",
        _chosen("1"),
        "An ordinary layer leaves no holes, and neither do larger dilations up to the field of the layers before.",
        concept="coverage-of-stack",
    ),
    Instead(
        "repeats-dilation",
        _chosen("rate"),
        "With the dilation of the layer before there are no holes yet, because each tap sees more rows than that.",
        concept="coverage-of-stack",
    ),
    Instead(
        "doubles-dilation",
        _chosen("2*rate"),
        "Doubling is as much as kernels of 2 taps allow; with larger ones each tap sees more rows than that.",
        concept="coverage-of-stack",
    ),
    Instead(
        "taps-overlap-by-one",
        _chosen("reach"),
        "Two stretches of $r$ rows leave none out between them as long as their first rows are at most $r$ rows apart.",
        concept="one-position-too-many",
    ),
    Instead(
        "taps-one-too-far",
        _chosen("reach + 2"),
        "With a dilation of one more than each tap sees, a row between two taps is left out.",
        concept="one-position-too-many",
    ),
)
