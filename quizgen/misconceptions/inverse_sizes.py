"""Mistakes about the output size read backwards to the input.

Shapes are ``one`` layer and ``two``.
"""

from __future__ import annotations

from quizgen.formulas.inverse_sizes import backwards, largest_input_size, smallest_input_size
from quizgen.math.reader import read
from quizgen.math.rewrites import indexed, substitute
from quizgen.math.tree import Expr, Sym
from quizgen.misconceptions.dilation import on_shapes
from quizgen.misconceptions.kinds import Instead, Misreading, Mistake, Shape, Trees
from quizgen.misconceptions.twice import with_pairs

_GIVEN: dict[str, Expr] = {"target": Sym("target")}


def _of_layer(shape: Shape, number: int) -> Trees | None:
    """One of two layers by itself, read backwards."""
    return (indexed(smallest_input_size.tree, number, _GIVEN),) if shape == ("two",) else None


OUTPUTS_TIMES_STRIDE = Instead(
    "outputs-times-stride",
    on_shapes(one="target*stride", two="target*stride_1*stride_2"),
    "Multiplying the output by the stride leaves out that the last window needs room and that padding gives some.",
    concept="last-window-whole",
)
STEP_FOR_EACH = Mistake(
    "step-for-each-output",
    "(a - 1)*stride",
    "a*stride",
    "There is one step of the stride fewer than there are outputs, because the first window starts at the edge.",
    concept="one-position-too-many",
)
PADS_ONCE = Mistake(
    "pads-one-side-for-input",
    "2*padding",
    "padding",
    "`padding` counts the zeros on each side, so that $2*padding$ positions need no input.",
    concept="padding-on-both-sides",
)
ADDS_ZEROS = Mistake(
    "adds-padding-to-needed-input",
    "x - 2*padding",
    "x + 2*padding",
    "The zeros make up a part of what the windows cover, so they are subtracted from what the input has to have.",
    concept="kernel-sign",
)
UNPADDED = Misreading(
    "ignores-padding-on-way-back",
    {"padding": "0"},
    "The windows cover the zeros of the padding too, so the input is smaller than all that they cover.",
    concept="ignores-padding",
)
PADS_TWICE = Mistake(
    "quadruples-padding-for-input",
    "2*padding",
    "4*padding",
    "`padding` is what one side gets, so both sides together make up for $2*padding$ and not for $4*padding$.",
    concept="padding-not-doubled-again",
)
NO_WINDOW = Mistake(
    "forgets-last-window",
    "a*b + kernel_size",
    "a*b",
    "The steps lead to the start of the last window, and that window has to fit too, so the kernel size is added.",
    concept="last-window-whole",
)
ONE_FOR_WINDOW = Mistake(
    "adds-one-for-kernel",
    "a*b + kernel_size",
    "a*b + 1",
    "The last window covers as many positions as the kernel has, and not only one.",
    concept="last-window-whole",
)
WINDOW_LESS_ONE = Mistake(
    "loses-one-position",
    "a*b + kernel_size",
    "a*b + kernel_size - 1",
    "All positions of the last window count, including the one at which it starts.",
    concept="last-window-whole",
)
WINDOW_SUBTRACTED = Mistake(
    "subtracts-kernel",
    "a*b + kernel_size",
    "a*b - kernel_size",
    "On the way back from output to input the kernel size is added, because subtracting it gave the output.",
    concept="kernel-sign",
)
WINDOW_TWICE = Mistake(
    "adds-kernel-twice",
    "a*b + kernel_size",
    "a*b + 2*kernel_size",
    "Only the last window reaches beyond the steps, so the kernel size is added once.",
    concept="kernel-at-both-ends",
)
STRIDE_FORGOTTEN = Misreading(
    "ignores-stride-on-way-back",
    {"stride": "1"},
    "Neighbouring windows start `stride` positions apart, not one.",
    concept="ignores-stride",
)
STRIDE_WIDER = Misreading(
    "skips-stride",
    {"stride": "stride + 1"},
    "A stride of $stride$ moves the window by $stride$ positions; it does not leave $stride$ of them out.",
    concept="stride-as-gap",
)
STRIDE_NARROWER = Misreading(
    "counts-skipped-only",
    {"stride": "stride - 1"},
    "A stride of $stride$ moves the window by $stride$ positions, not by the $stride - 1$ between two starts.",
    concept="stride-as-gap",
)
KERNEL_STEPS = Misreading(
    "steps-by-kernel",
    {"stride": "kernel_size"},
    "Windows start `stride` positions apart and overlap where the kernel is larger.",
    concept="moves-by-kernel",
)
FORWARD = Instead(
    "output-from-output",
    on_shapes(
        one="floor((target + 2*padding - kernel_size)/stride) + 1",
        two="floor((floor((target + 2*padding_1 - kernel_size_1)/stride_1) + 1 + 2*padding_2 - kernel_size_2)/stride_2)"
        " + 1",
    ),
    "That treats the wanted output as if it were the input, but the input is what is asked for.",
    concept="kernel-sign",
)
LARGEST = Instead(
    "largest-not-smallest",
    lambda shape: (backwards(largest_input_size.tree, shape),),
    "That is the largest such input; because fractions are rounded down, smaller ones give as many outputs.",
    concept="smallest-or-largest-input",
)
SMALLEST = Instead(
    "smallest-not-largest",
    lambda shape: (backwards(smallest_input_size.tree, shape),),
    "That is the smallest such input; because fractions are rounded down, some larger ones give as many outputs.",
    concept="smallest-or-largest-input",
)
NEXT_OUTPUT = Instead(
    "input-of-next-output",
    lambda shape: (substitute(backwards(smallest_input_size.tree, shape), {"target": read("target + 1")}),),
    "From that size on there is one output more, so the largest input is one position smaller.",
    concept="smallest-or-largest-input",
)
STRIDE_MORE = Mistake(
    "adds-stride-for-rounding",
    "x + stride - 1",
    "x + stride",
    "At most $stride - 1$ positions can be left over, because $stride$ of them would make another step.",
    concept="smallest-or-largest-input",
)
ROUNDING_TWICE = Mistake(
    "counts-rounding-twice",
    "x + stride - 1",
    "x + 2*(stride - 1)",
    "The positions that are too few for another step lie at one end only, so they are added once.",
    concept="smallest-or-largest-input",
)
SKIPS_FIRST = Instead(
    "skips-first-layer",
    lambda shape: _of_layer(shape, 2),
    "That is the size in the middle, from which the input of the first layer has still to be found.",
    concept="leaves-out-a-layer",
)
SKIPS_SECOND = Instead(
    "skips-second-layer",
    lambda shape: _of_layer(shape, 1),
    "The wanted size is that after the second layer, so the second layer comes first on the way back.",
    concept="leaves-out-a-layer",
)
OTHER_ORDER = Instead(
    "layers-in-given-order",
    lambda shape: (
        None
        if shape == ("one",)
        else (indexed(smallest_input_size.tree, 2, {"target": indexed(smallest_input_size.tree, 1, _GIVEN)}),)
    ),
    "The way back starts at the last layer and ends at the first.",
    concept="layer-order",
)

EITHER_END = (
    *with_pairs(
        STEP_FOR_EACH, PADS_ONCE, UNPADDED, NO_WINDOW, ONE_FOR_WINDOW, WINDOW_LESS_ONE, WINDOW_TWICE, STRIDE_WIDER
    ),
    OUTPUTS_TIMES_STRIDE,
    ADDS_ZEROS,
    PADS_TWICE,
    WINDOW_SUBTRACTED,
    STRIDE_FORGOTTEN,
    STRIDE_NARROWER,
    KERNEL_STEPS,
    FORWARD,
)
"""What goes wrong on the way back to the largest and to the smallest input alike."""
OF_TWO = (SKIPS_FIRST, SKIPS_SECOND, OTHER_ORDER)
"""What goes wrong with two layers."""
