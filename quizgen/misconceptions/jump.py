"""Mistakes about how far apart the receptive fields of neighbouring units are."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce

from quizgen.formulas.receptive_field import indices
from quizgen.math.tree import Call, Expr, Num, Op, Sym
from quizgen.misconceptions import stacks
from quizgen.misconceptions.kinds import Instead, Shape, Trees, Wrong
from quizgen.misconceptions.stacks import Stack, made, stack


def _hops(mistaken: Stack) -> Wrong:
    return made(mistaken, lambda _, jump: jump)


def _of_both(change: Callable[[Expr, Expr], Expr]) -> Wrong:
    """Something else that is made of the right receptive field and the right jump."""
    return made(stack(), change)


def _strides(shape: Shape) -> list[Expr]:
    return [Sym(f"stride_{index}") for index in indices(shape)]


def _sum(shape: Shape) -> Trees:
    return (reduce(lambda left, right: Op("+", left, right), _strides(shape)),)


SUMS_STRIDES = Instead(
    "sums-strides-for-jump",
    _sum,
    "Every stride multiplies the distance that the layers before it have made, so strides multiply and do not add.",
    concept="adds-strides",
)
ADDS_STEPS = Instead(
    "adds-extra-steps",
    _hops(stack(hop="jump + stride - 1")),
    "Stride $stride$ makes the distance $stride$ times as long instead of adding $stride - 1$ to it.",
    concept="adds-strides",
)
LAST_STRIDE = Instead(
    "last-stride-as-jump",
    lambda shape: (_strides(shape)[-1],),
    "The last stride counts positions of the map that its layer reads, which are several input pixels apart.",
    concept="one-stride-only",
)
LARGEST_STRIDE = Instead(
    "largest-stride-only",
    lambda shape: (Call("max", tuple(_strides(shape))),),
    "Every stride of the stack has its effect, not the largest one alone.",
    concept="one-stride-only",
)
WITHOUT_LAST = Instead(
    "leaves-out-last-stride",
    _hops(stacks.WITHOUT_LAST),
    "The question asks about the units of the last layer's output, so its own stride counts as well.",
    concept="jump-needs-own-stride",
)
SKIPS_POOLS = Instead(
    "skips-pooling-stride",
    _hops(stacks.POOLS_KEEP_JUMP),
    "A pooling layer moves its window by a stride, which multiplies the distance like that of a convolution.",
    concept="skips-pooling",
)
POOL_KERNEL = Instead(
    "pooling-window-as-stride",
    _hops(stack(hop="jump*kernel_size", only=("pool",))),
    "Neighbouring pooling windows are a stride apart, whatever the size of the window.",
    concept="kernel-for-jump",
)
DILATION_SPREADS = Instead(
    "dilation-widens-jump",
    _hops(stacks.DILATED_JUMP),
    "Dilation spreads the taps of a kernel, not the positions at which the kernel is put down.",
    concept="dilation-stretches-kernel-only",
)
SKIPS_STRIDE = Instead(
    "skips-stride-positions",
    _hops(stack(hop="jump*(stride + 1)")),
    "Stride $stride$ moves the kernel by $stride$ positions, it does not skip $stride$ of them.",
    concept="stride-as-gap",
)
KERNELS = Instead(
    "multiplies-kernels-for-jump",
    _hops(stack(hop="jump*kernel_size")),
    "The kernel sets how much a unit sees; how far apart neighbouring units look is set by the strides.",
    concept="kernel-for-jump",
)
TWO_EACH = Instead(
    "doubles-at-every-layer",
    _hops(stack(hop="2*jump")),
    "Each layer multiplies the distance by its own stride, which is not 2 for all of them.",
    concept="one-stride-only",
)
FIELD = Instead(
    "gives-field-for-jump",
    _of_both(lambda field, _: field),
    "That is how much one unit sees; neighbouring receptive fields overlap, so their centres are closer together.",
    concept="field-or-jump",
)
OVERLAP = Instead(
    "gives-overlap",
    _of_both(lambda field, jump: Op("-", field, jump)),
    "That is how many pixels two neighbouring receptive fields share, not how far their centres are apart.",
    concept="field-or-jump",
)
HALF_FIELD = Instead(
    "centre-to-border",
    _of_both(lambda field, _: Call("floor", (Op("/", field, Num(2)),))),
    "That is how far a receptive field reaches from its centre, not how far the next centre is away.",
    concept="field-or-jump",
)
AREA = Instead(
    "both-axes-at-once",
    _of_both(lambda _, jump: Op("*", jump, jump)),
    "The distance is asked along one axis, so the strides of one axis are multiplied once.",
    concept="axis-or-area",
)
BETWEEN = Instead(
    "counts-pixels-between",
    _of_both(lambda _, jump: Op("-", jump, Num(1))),
    "That is how many pixels lie between the two centres; the distance is one more.",
    concept="field-or-jump",
)
BOTH_ENDS = Instead(
    "counts-both-centres",
    _of_both(lambda _, jump: Op("+", jump, Num(1))),
    "That counts the pixels from one centre to the other with both of them; the distance is one less.",
    concept="field-or-jump",
)
