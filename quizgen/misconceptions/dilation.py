"""Mistakes about dilated kernels: what they cover, and the size of the map that they leave.

Most of them are about the gaps, ``dilation*(kernel_size - 1)``, whatever these are needed for. The shapes are
``square`` (one layer), ``two`` (a layer after another) and ``mixed`` (two layers; the axes of the second differ, the
width is asked).
"""

from __future__ import annotations

from quizgen.math.reader import read
from quizgen.misconceptions.kinds import Instead, Misreading, Mistake, Wrong

GAPS = "dilation*(kernel_size - 1)"


def on_shapes(**formulas: str) -> Wrong:
    """Another formula for each of some shapes."""
    return lambda shape: (read(formulas[shape[0]]),) if shape[0] in formulas else None


IGNORES_DILATION = Mistake(
    "ignores-dilation-of-kernel",
    GAPS,
    "kernel_size - 1",
    "Dilation moves the taps apart: the kernel covers its holes as well.",
    concept="ignores-dilation",
)
DILATES_TAPS = Mistake(
    "dilates-every-tap",
    GAPS,
    "dilation*kernel_size - 1",
    "Only the $kernel_size - 1$ gaps between the taps are stretched, not the $kernel_size$ taps.",
    concept="dilates-every-tap",
)
ONE_HOLE_MORE = Mistake(
    "one-hole-too-many",
    GAPS,
    "(dilation + 1)*(kernel_size - 1)",
    "Dilation $dilation$ leaves $dilation - 1$ holes between two taps, so neighbouring taps are $dilation$ apart.",
    concept="dilation-as-holes",
)
HOLES_ONLY = Mistake(
    "counts-holes-only",
    GAPS,
    "(dilation - 1)*(kernel_size - 1)",
    "From one tap to the next it is $dilation$ positions: the $dilation - 1$ holes and the tap itself.",
    concept="dilation-as-holes",
)
ADDS_HOLES_ONCE = Mistake(
    "adds-holes-once",
    GAPS,
    "(kernel_size + dilation - 2)",
    "The $dilation - 1$ holes lie in each of the $kernel_size - 1$ gaps, not once in the whole kernel.",
    concept="dilation-once",
)
ADDS_DILATION = Mistake(
    "adds-dilation-once",
    GAPS,
    "(kernel_size + dilation - 1)",
    "Dilation stretches every gap between two taps; it is not added to the kernel size.",
    concept="dilation-once",
)
ENDS_ONLY = Mistake(
    "lengthens-both-ends",
    GAPS,
    "(kernel_size - 1 + 2*(dilation - 1))",
    "There are holes in each of the $kernel_size - 1$ gaps, and only a kernel of 3 has just two of them.",
    concept="dilation-once",
)
OUTER_HOLES = Mistake(
    "holes-outside-the-taps",
    GAPS,
    "(dilation*(kernel_size + 1) - 2)",
    "Holes lie between two taps only, not before the first one or after the last.",
    concept="dilation-once",
)
GAP_MISTAKES = (
    IGNORES_DILATION,
    DILATES_TAPS,
    ONE_HOLE_MORE,
    HOLES_ONLY,
    ADDS_HOLES_ONCE,
    ADDS_DILATION,
    ENDS_ONLY,
    OUTER_HOLES,
)

# What a kernel covers.
FORGETS_LAST_TAP = Mistake(
    "forgets-last-tap",
    "x + 1",
    "x",
    "The gaps lead from the first tap to the last one; the position where they begin counts as well.",
    concept="gaps-and-taps",
)
ADDS_TWO_TAPS = Instead(
    "adds-first-and-last-tap",
    on_shapes(square="dilation*(kernel_size - 1) + 2"),
    "A gap leads from one tap to the next and holds the last tap already, so only the first one is added.",
    concept="gaps-and-taps",
)
AREA = Instead(
    "counts-positions-of-both-axes",
    on_shapes(
        square="(dilation*(kernel_size - 1) + 1)**2",
        two="(dilation_1*(kernel_size_1 - 1) + dilation_2*(kernel_size_2 - 1) + 1)**2",
    ),
    "That is the number of positions on both axes together; the question asks about one axis.",
    concept="axis-or-area",
)
TAPS = Instead(
    "counts-taps-of-the-square",
    on_shapes(square="kernel_size*kernel_size"),
    "That is the number of weights of the kernel, which dilation leaves as it is.",
    concept="quantity-asked",
)
ADDS_PADDING = Instead(
    "padding-widens-kernel",
    on_shapes(square="dilation*(kernel_size - 1) + 1 + 2*padding"),
    "Padding widens the map that the kernel moves over, not the kernel.",
    concept="padding-changes-field",
)
OTHER_AXIS = Misreading(
    "takes-height",
    {"kernel_size_w": "kernel_size_h", "dilation_w": "dilation_h"},
    "PyTorch gives the height first and then the width, so the second number of each pair is wanted.",
    optional=True,
    concept="swaps-axes",
)
OTHER_KERNEL = Misreading(
    "takes-kernel-height",
    {"kernel_size_w": "kernel_size_h"},
    "The second number of `kernel_size` is the width, the first one is the height.",
    optional=True,
    concept="swaps-axes",
)
OTHER_DILATION = Misreading(
    "takes-vertical-dilation",
    {"dilation_w": "dilation_h"},
    "The second number of `dilation` belongs to the width, the first one to the height.",
    optional=True,
    concept="swaps-axes",
)
BOTH_AXES = Instead(
    "adds-both-axes-of-kernel",
    on_shapes(
        mixed="dilation_1*(kernel_size_1 - 1) + dilation_h*(kernel_size_h - 1) + dilation_w*(kernel_size_w - 1) + 1"
    ),
    "Height and width are two axes, and each is worked out by itself.",
    concept="axis-or-area",
)
FIRST_ONLY = Instead(
    "first-layer-only-of-two",
    on_shapes(
        two="dilation_1*(kernel_size_1 - 1) + 1",
        mixed="dilation_1*(kernel_size_1 - 1) + 1",
    ),
    "The second layer reads several outputs of the first one, so it widens what is covered.",
    concept="part-for-whole",
)
SECOND_ONLY = Instead(
    "second-layer-only",
    on_shapes(
        two="dilation_2*(kernel_size_2 - 1) + 1",
        mixed="dilation_w*(kernel_size_w - 1) + 1",
    ),
    "Each position that the second layer reads covers several inputs of the first layer.",
    concept="part-for-whole",
)
SUM_OF_BOTH = Instead(
    "adds-effective-sizes",
    on_shapes(
        two="(dilation_1*(kernel_size_1 - 1) + 1) + (dilation_2*(kernel_size_2 - 1) + 1)",
        mixed="(dilation_1*(kernel_size_1 - 1) + 1) + (dilation_w*(kernel_size_w - 1) + 1)",
    ),
    "The two kernels overlap by one position, which is counted once.",
    concept="adds-whole-kernel",
)
DILATIONS_MULTIPLY = Instead(
    "multiplies-dilations",
    on_shapes(
        two="dilation_1*(kernel_size_1 - 1) + dilation_1*dilation_2*(kernel_size_2 - 1) + 1",
        mixed="dilation_1*(kernel_size_1 - 1) + dilation_1*dilation_w*(kernel_size_w - 1) + 1",
    ),
    "Dilation leaves the outputs of its layer next to each other, so it does not stretch the layer that follows.",
    concept="dilation-stretches-kernel-only",
)
PRODUCT = Instead(
    "multiplies-kernels",
    on_shapes(
        two="(dilation_1*(kernel_size_1 - 1) + 1)*(dilation_2*(kernel_size_2 - 1) + 1)",
        mixed="(dilation_1*(kernel_size_1 - 1) + 1)*(dilation_w*(kernel_size_w - 1) + 1)",
    ),
    "Neighbouring windows overlap: what the layers contribute is added, not multiplied.",
    concept="multiplies-kernels",
)

# The size of the map at stride 1.
PAD_ONCE = Mistake(
    "pads-once",
    "2*padding",
    "padding",
    "`padding` is added on both sides, so the map grows by $2*padding$.",
    concept="padding-on-both-sides",
)
IGNORES_PADDING = Misreading(
    "ignores-padding-around-map",
    {"padding": "0"},
    "The padding widens the map before the kernel is fitted.",
    concept="ignores-padding",
)
PADS_FOUR_TIMES = Mistake(
    "pads-twice-per-side",
    "2*padding",
    "4*padding",
    "`padding` counts the zeros on each side, so the map grows by $2*padding$ in all.",
    concept="padding-not-doubled-again",
)
FORGETS_START = Mistake(
    "subtracts-whole-kernel",
    GAPS,
    "(dilation*(kernel_size - 1) + 1)",
    "The first position of the kernel is an output too, so the map shrinks by one less than the kernel covers.",
    concept="forgets-starting-position",
)
ONE_SIDE = Mistake(
    "subtracts-half-of-gaps",
    GAPS,
    "dilation*(kernel_size - 1)/2",
    "The kernel has to fit at both borders, so its gaps are taken away once as a whole.",
    concept="kernel-at-both-ends",
)
FORGETS_FIRST = Misreading(
    "ignores-shrinking-first-layer",
    {"kernel_size_1": "1"},
    "The first layer has made the map smaller already, and the second one has to make up for that.",
    optional=True,
    concept="leaves-out-a-layer",
)
