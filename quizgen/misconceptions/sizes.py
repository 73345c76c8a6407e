"""Mistakes about the size of a feature map.

They are written for one axis; in a chain of layers each is made at every layer where it can be made. Where a kernel is
dilated, the window of a mistake is all that the kernel covers.
"""

from __future__ import annotations

from collections.abc import Mapping

from quizgen.math.reader import read
from quizgen.math.tree import Call, Expr, Op, Sym
from quizgen.misconceptions.kinds import Instead, Misreading, Mistake, Shape, Trees

NO_PLUS_ONE = Mistake(
    "no-plus-one",
    "floor(x/y) + 1",
    "floor(x/y)",
    "The division counts the steps of the window; its starting position is one more output, so 1 is added.",
    concept="forgets-starting-position",
)
ROUNDS_UP = Mistake(
    "rounds-up",
    "floor(x/y)",
    "ceil(x/y)",
    "The fraction is rounded down: a last step for which the input does not suffice is dropped.",
    concept="rounds-up",
)

PAD_ONCE = Mistake(
    "pads-one-side",
    "2*padding",
    "padding",
    "`padding` counts the positions added on each side, so the input grows by $2*padding$.",
    concept="padding-on-both-sides",
)
PADS_FOUR_TIMES = Mistake(
    "doubles-padding",
    "2*padding",
    "4*padding",
    "`padding` is what one side gets, so both sides together add $2*padding$ and not $4*padding$.",
    concept="padding-not-doubled-again",
)
IGNORES_PADDING = Misreading(
    "ignores-padding",
    {"padding": "0"},
    "The padding widens the input on both sides before the window is fitted into it.",
    concept="ignores-padding",
)
SUBTRACTS_PADDING = Mistake(
    "subtracts-padding",
    "x + 2*padding",
    "x - 2*padding",
    "Padding makes the input larger, so it is added to the input size, not subtracted.",
    concept="kernel-sign",
)
PADS_OUTPUT = Mistake(
    "pads-output",
    "floor((x + 2*padding - y)/z) + 1",
    "floor((x - y)/z) + 1 + 2*padding",
    "The padding is added to the input, before the division by the stride, not to the output.",
    concept="padding-before-division",
)

IGNORES_STRIDE = Misreading(
    "ignores-stride",
    {"stride": "1"},
    "The window moves by the stride, not by one position at a time.",
    concept="ignores-stride",
)
SKIPS_STRIDE = Misreading(
    "skips-stride",
    {"stride": "stride + 1"},
    "A stride of $stride$ moves the window by $stride$ positions; it does not leave $stride$ of them out.",
    concept="stride-as-gap",
)
DIVIDES_BY_KERNEL = Misreading(
    "divides-by-kernel",
    {"stride": "kernel_size"},
    "The stride, not the kernel size, says how far the window moves.",
    concept="moves-by-kernel",
)

FORGETS_KERNEL = Mistake(
    "forgets-kernel",
    "floor((x - y)/z) + 1",
    "floor(x/z) + 1",
    "The whole window has to fit into the padded input, so what it covers is subtracted before the division.",
    concept="forgets-kernel-room",
)
ADDS_KERNEL = Mistake(
    "adds-kernel",
    "floor((x - y)/z) + 1",
    "floor((x + y)/z) + 1",
    "The window takes up room in the padded input, so what it covers is subtracted, not added.",
    concept="kernel-sign",
)
KERNEL_TWICE = Mistake(
    "subtracts-kernel-twice",
    "floor((x - y)/z) + 1",
    "floor((x - 2*y)/z) + 1",
    "The window has to fit once, so what it covers is subtracted once and not for both ends of the input.",
    concept="kernel-at-both-ends",
)
HALF_KERNEL = Mistake(
    "subtracts-half-kernel",
    "floor((x - y)/z) + 1",
    "floor((x - floor(y/2))/z) + 1",
    "The whole window has to fit into the padded input, not only the half of it on one side of its centre.",
    concept="kernel-at-both-ends",
)

LOSES_AT_BOTH_ENDS = Mistake(
    "loses-kernel-at-each-end",
    "floor((x - y)/z) + 1",
    "floor((x - (2*(y - 1) + 1))/z) + 1",
    "Both ends of the padded input together lose $kernel_size - 1$ positions, not each of them.",
    concept="kernel-at-both-ends",
)
LOSES_AT_ONE_END = Mistake(
    "loses-half-kernel-in-all",
    "floor((x - y)/z) + 1",
    "floor((x - (floor((y - 1)/2) + 1))/z) + 1",
    "Each end of the padded input loses half of $kernel_size - 1$ positions, so that both together lose all of them.",
    concept="kernel-at-both-ends",
)
_ONE_KEEPS, _TWO_KEEP = "ceil(n_#/stride_#)", "ceil(ceil(n_#/stride_#1)/stride_#2)"
KEEPS_SIZE = Instead(
    "divides-input-only",
    "ceil(n/stride)",
    "Dividing the input size by the stride is right only where the padding makes up for the size of the window.",
    concept="divides-by-stride-only",
)


def _over_strides(shape: Shape) -> Trees:
    """Of one layer (the empty shape) or of several in a row; each division is rounded up."""
    size: Expr = Sym("n")
    for end in [f"_{number}" for number, _ in enumerate(shape, 1)] or [""]:
        size = Call("ceil", (Op("/", size, Sym(f"stride{end}")),))
    return (size,)


OVER_STRIDES = Instead(KEEPS_SIZE.id, _over_strides, KEEPS_SIZE.feedback, concept=KEEPS_SIZE.concept)
KEEPS_SIDES = Instead(
    KEEPS_SIZE.id,
    lambda shape: tuple(read((_TWO_KEEP if shape else _ONE_KEEPS).replace("#", axis)) for axis in "hw"),
    KEEPS_SIZE.feedback,
    concept=KEEPS_SIZE.concept,
)

IGNORES_DILATION = Misreading(
    "ignores-dilation-in-size",
    {"dilation": "1"},
    "The dilation pulls the taps apart, so the kernel covers more than `kernel_size` positions.",
    concept="ignores-dilation",
)
STRETCHES_TAPS = Mistake(
    "dilation-times-kernel",
    "dilation*(kernel_size - 1) + 1",
    "dilation*kernel_size",
    "Only the $kernel_size - 1$ gaps between taps are stretched: the kernel covers $dilation*(kernel_size - 1) + 1$.",
    concept="dilates-every-tap",
)
STRETCHES_ONCE = Mistake(
    "dilation-grows-once",
    "dilation*(kernel_size - 1) + 1",
    "kernel_size + dilation - 1",
    "Each of the $kernel_size - 1$ gaps grows by $dilation - 1$, so the kernel grows by more than that in all.",
    concept="dilation-once",
)
COUNTS_HOLES = Mistake(
    "counts-holes",
    "dilation*(kernel_size - 1) + 1",
    "(dilation + 1)*(kernel_size - 1) + 1",
    "`dilation=1` is an ordinary convolution, so $dilation - 1$ positions, not $dilation$, lie between two taps.",
    concept="dilation-as-holes",
)
ONLY_GAPS = Mistake(
    "counts-gaps-only",
    "dilation*(kernel_size - 1) + 1",
    "dilation*(kernel_size - 1)",
    "The steps from tap to tap lead from the first one to the last, and 1 is added for the first tap itself.",
    concept="gaps-and-taps",
)
DILATES_PADDING = Mistake(
    "dilates-padding",
    "2*padding",
    "2*padding*dilation",
    "The dilation stretches the kernel and not the padding, which adds $2*padding$ positions.",
    concept="dilation-stretches-kernel-only",
)
DILATES_STRIDE = Misreading(
    "dilates-stride",
    {"stride": "stride*dilation"},
    "The dilation spreads the taps of the kernel; the kernel still moves by the stride alone.",
    concept="dilation-stretches-kernel-only",
)
STRIDE_FOR_DILATION = Misreading(
    "exchanges-stride-and-dilation",
    {"stride": "dilation", "dilation": "stride"},
    "The stride says how far the kernel moves, and the dilation how far its taps lie apart, not the other way round.",
    concept="dilation-or-stride",
)

SQUARES_STRIDE = Misreading(
    "divides-by-area",
    {"stride": "stride**2"},
    "A stride of $stride$ divides each side by about $stride$; only the number of positions is divided by $stride**2$.",
    concept="area-factor-on-side",
)


def _swapped(name: str) -> Mapping[str, str]:
    """Height for width and width for height, of one layer or of the first two."""
    axes = [(f"{name}_h{number}", f"{name}_w{number}") for number in ("", "1", "2")]
    return dict((*axes, *((width, height) for height, width in axes)))


SWAPS_KERNEL = Misreading(
    "swaps-kernel-axes",
    _swapped("kernel_size"),
    "In `kernel_size` the first number belongs to the height and the second to the width.",
    concept="swaps-axes",
)
SWAPS_STRIDE = Misreading(
    "swaps-stride-axes",
    _swapped("stride"),
    "In `stride` the first number belongs to the height and the second to the width.",
    concept="swaps-axes",
)
OF_A_LAYER = (
    NO_PLUS_ONE,
    ROUNDS_UP,
    PAD_ONCE,
    IGNORES_PADDING,
    SUBTRACTS_PADDING,
    IGNORES_STRIDE,
    SKIPS_STRIDE,
    FORGETS_KERNEL,
    ADDS_KERNEL,
    KERNEL_TWICE,
)
"""What goes wrong with any layer of a chain."""
OF_HOLES = (IGNORES_DILATION, STRETCHES_TAPS)
"""What goes wrong where a kernel has holes."""
OF_PADDING_AND_STRIDE = (IGNORES_PADDING, SUBTRACTS_PADDING, PADS_OUTPUT, IGNORES_STRIDE, SKIPS_STRIDE)
"""What goes wrong with padding and stride of one layer."""
OF_A_CONVOLUTION = (
    NO_PLUS_ONE,
    ROUNDS_UP,
    PAD_ONCE,
    *OF_PADDING_AND_STRIDE,
    DIVIDES_BY_KERNEL,
    FORGETS_KERNEL,
    ADDS_KERNEL,
)
"""What goes wrong with one convolution without holes, on any axis."""
OF_A_CHOICE = (
    NO_PLUS_ONE,
    PAD_ONCE,
    IGNORES_PADDING,
    ROUNDS_UP,
    PADS_FOUR_TIMES,
    SUBTRACTS_PADDING,
    SKIPS_STRIDE,
    FORGETS_KERNEL,
    KERNEL_TWICE,
    HALF_KERNEL,
    ADDS_KERNEL,
    DIVIDES_BY_KERNEL,
    SQUARES_STRIDE,
    IGNORES_STRIDE,
    PADS_OUTPUT,
)
"""What goes wrong where one layer is to be chosen among several."""
