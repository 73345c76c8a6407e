"""Mistakes about how far apart the receptive fields of neighbouring units are.

A shape that begins with ``back`` asks how far apart they are before a stack, from ``distance`` pixels between two units
behind it that are ``units`` places apart: a mistake about the stack is there one about what the distance is divided by.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce

from quizgen.formulas.receptive_field import indices
from quizgen.math.reader import read
from quizgen.math.rewrites import substitute
from quizgen.math.tree import Call, Expr, Num, Op, Sym
from quizgen.misconceptions import stacks
from quizgen.misconceptions.kinds import Instead, Shape, Trees, Wrong
from quizgen.misconceptions.stacks import Stack, made, stack

BACK = "back"


def _hops(mistaken: Stack) -> Wrong:
    return _both_ways(made(mistaken, lambda _, jump: jump))


def _both_ways(wrong: Wrong) -> Wrong:
    """The wrong jump of a stack, or the distance shared out by it."""

    def either(shape: Shape) -> Trees | None:
        if shape[0] != BACK:
            return wrong(shape)
        found = wrong(shape[1:])
        return found and tuple(Op("/", Sym("distance"), Op("*", Sym("units"), jump)) for jump in found)

    return either


def _of_both(change: Callable[[Expr, Expr], Expr]) -> Wrong:
    """Something else that is made of the right receptive field and the right jump."""
    wrong = made(stack(), change)
    return lambda shape: None if shape[0] == BACK else wrong(shape)


def _backwards(formula: str) -> Wrong:
    """A mistake that only somebody makes who goes back; JUMP stands for what the stack multiplies the distance by."""

    def wrong(shape: Shape) -> Trees | None:
        if shape[0] != BACK:
            return None
        jump = reduce(lambda left, right: Op("*", left, right), _strides(shape[1:]))
        return (substitute(read(formula), {"jump": jump}),)

    return wrong


def _strides(shape: Shape) -> list[Expr]:
    return [Sym(f"stride_{index}") for index in indices(shape)]


def _sum(shape: Shape) -> Trees:
    return (reduce(lambda left, right: Op("+", left, right), _strides(shape)),)


SUMS_STRIDES = Instead(
    "sums-strides-for-jump",
    _both_ways(_sum),
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
    lambda shape: None if shape[0] == BACK else (_strides(shape)[-1],),
    "The last stride counts positions of the map that its layer reads, which are several input pixels apart.",
    concept="one-stride-only",
)
LARGEST_STRIDE = Instead(
    "largest-stride-only",
    _both_ways(lambda shape: (Call("max", tuple(_strides(shape))),)),
    "Every stride of the stack has its effect, not the largest one alone.",
    concept="one-stride-only",
)
WITHOUT_LAST = Instead(
    "leaves-out-last-stride",
    _hops(stacks.WITHOUT_LAST),
    "The question is about the last layer's output, so its own stride counts as well.",
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
    "The distance is that along one axis, so the strides of one axis are multiplied once.",
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
    "That counts the pixels from one centre to the other, both included; the distance is one less.",
    concept="field-or-jump",
)

ONE_PLACE = Instead(
    "takes-units-for-neighbours",
    _backwards("distance/jump"),
    "The two units are not neighbours, so their distance is first shared out to the places between them.",
    concept="field-or-jump",
)
STAYS_BEHIND = Instead(
    "stays-behind-the-stack",
    _backwards("distance/units"),
    "That is how far apart neighbouring units of the last output look; before the layers they are closer together.",
    concept="leaves-out-a-layer",
)
MULTIPLIES_BACK = Instead(
    "multiplies-on-the-way-back",
    _backwards("distance/units*jump"),
    "On the way back strides divide: each layer has made the distance larger, not smaller.",
    concept="layer-order",
)
COUNTS_UNITS = Instead(
    "counts-units-for-places",
    _backwards("distance/((units + 1)*jump)"),
    "From one unit to the other there are as many steps as they are places apart, one less than units in the row.",
    concept="field-or-jump",
)
ONE_STEP_LESS = Instead(
    "counts-units-between",
    _backwards("distance/((units - 1)*jump)"),
    "The units between the two are one fewer than the steps from one to the other.",
    concept="field-or-jump",
)
WHOLE_STACK = Instead(
    "jump-of-stack-alone",
    _backwards("jump"),
    "That is by how much these layers multiply the distance, and not the distance that they begin with.",
    concept="part-for-whole",
)
