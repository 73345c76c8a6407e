"""Mistakes about the values that a transposed convolution gives.

A shape is kernel size, stride, padding and the output's place, as ``("3", "2", "1", "4")``; ``x_1`` and ``w_1`` are the
first input and the first weight, and the first output has the place 1.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce

from quizgen.formulas.transposed import INPUTS, reaching
from quizgen.math.tree import Expr, Num, Op, Sym
from quizgen.misconceptions.kinds import Instead, Shape, Trees, Wrong

Pairs = list[tuple[int, int]]


def _sum(pairs: Pairs) -> Expr | None:
    """The products of some inputs with some weights, added."""
    products: list[Expr] = [Op("*", Sym(f"x_{number}"), Sym(f"w_{tap}")) for number, tap in pairs]
    return reduce(lambda left, right: Op("+", left, right), products) if products else None


def _other(change: Callable[[int, int, int, int], Pairs]) -> Wrong:
    """The sum over other pairs than the right ones, or None where the mistake changes nothing or leaves nothing."""

    def formula(shape: Shape) -> Trees | None:
        kernel_size, stride, padding, place = map(int, shape)
        pairs = change(kernel_size, stride, padding, place)
        tree = _sum(pairs)
        same = pairs == reaching(kernel_size, stride, padding, place)
        return None if tree is None or same else (tree,)

    return formula


def _half(shape: Shape) -> Trees | None:
    kernel_size, stride, padding, place = map(int, shape)
    pairs = reaching(kernel_size, stride, padding, place)
    tree = _sum(pairs)
    return (Op("/", tree, Num(len(pairs))),) if tree and len(pairs) > 1 else None


FLIPPED = Instead(
    "flips-transposed-kernel",
    _other(lambda k, s, p, y: [(number, k + 1 - tap) for number, tap in reaching(k, s, p, y)]),
    "Each input puts the kernel down as it stands, its first weight on the left; nothing is turned round.",
    concept="flips-kernel",
)
LAST_WINS = Instead(
    "overwrites-overlap",
    _other(lambda k, s, p, y: reaching(k, s, p, y)[-1:]),
    "Where kernels overlap, what they put down is added; the later one does not replace the earlier one.",
    concept="transposed-stamps",
)
FIRST_WINS = Instead(
    "keeps-first-only",
    _other(lambda k, s, p, y: reaching(k, s, p, y)[:1]),
    "Where kernels overlap, what they put down is added, not only what came first.",
    concept="transposed-stamps",
)
AVERAGED = Instead(
    "averages-overlap",
    _half,
    "What overlapping kernels put down is added and not averaged.",
    concept="transposed-stamps",
)
STRIDE_ONE = Instead(
    "stamps-one-place-apart",
    _other(lambda k, _, p, y: reaching(k, 1, p, y)),
    "The kernel of each input starts `stride` places after the one before, not one place after it.",
    concept="transposed-inserted-zeros",
)
STRIDE_WIDER = Instead(
    "stamps-too-far-apart",
    _other(lambda k, s, p, y: reaching(k, s + 1, p, y) if k > s + 1 else []),
    "A stride of 2 puts one zero between neighbouring inputs, so that their kernels start 2 places apart.",
    concept="transposed-inserted-zeros",
)
UNCROPPED = Instead(
    "ignores-crop-at-start",
    _other(lambda k, s, _, y: reaching(k, s, 0, y)),
    "The padding crops the output, so that its first places are lost before the counting starts.",
    concept="transposed-padding-crops",
)
PADS_OUTPUT = Instead(
    "padding-adds-output-places",
    _other(lambda k, s, p, y: reaching(k, s, -p, y)),
    "The padding of a transposed convolution takes places away from the output and adds none.",
    concept="transposed-padding-crops",
)
PLACE_BEFORE = Instead(
    "one-place-too-early",
    _other(lambda k, s, p, y: [] if p else reaching(k, s, p, y - 1)),
    "That value stands one place further left in the output.",
    concept="positions-from-zero",
)
PLACE_AFTER = Instead(
    "one-place-too-late",
    _other(lambda k, s, p, y: reaching(k, s, p, y + 1)),
    "That value stands one place further right in the output.",
    concept="positions-from-zero",
)
DOT_PRODUCT = Instead(
    "slides-kernel-over-input",
    _other(lambda k, _s, _p, _y: [(number, number) for number in range(1, min(k, INPUTS) + 1)]),
    "That is an ordinary convolution's window on the input; here each input puts a kernel down in the output.",
    concept="transposed-enlarges",
)
ALL_STAMPS = Instead(
    "adds-all-inputs",
    _other(lambda k, s, p, y: [(number, reaching(k, s, p, y)[-1][1]) for number in range(1, INPUTS + 1)]),
    "Only the inputs whose kernels reach this place count, each with the weight that lies on it.",
    concept="transposed-stamps",
)
