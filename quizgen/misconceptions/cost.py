"""Mistakes about the cost of one convolution: what is multiplied, how often, and what one MAC is.

In the formulas ``POSITIONS`` stands for the number of output positions and ``DEPTH`` for the channels a filter sees.
"""

from __future__ import annotations

from collections.abc import Mapping

from quizgen.math.reader import read
from quizgen.misconceptions.kinds import Instead, Misconception, Shape, Trees
from quizgen.misconceptions.twice import with_products

_SIDE = "(floor((n + 2*padding - kernel_size)/stride) + 1)"
_SIDES = {"square": (_SIDE, _SIDE), "oblong": (_SIDE.replace("(n ", "(n_h "), _SIDE.replace("(n ", "(n_w "))}
_INPUT = {"square": "n**2", "oblong": "n_h*n_w"}


def _words(shape: Shape) -> Mapping[str, str]:
    """What the words in capitals stand for on a shape: ``square`` or ``oblong`` maps, with or without groups."""
    height, width = _SIDES[shape[0]]
    depth = "(in_channels/groups)" if "grouped" in shape else "in_channels"
    kernel = "kernel_size**2"
    return {
        "WHOLE": f"{kernel}*{depth}*out_channels*{height}*{width}",
        "POSITIONS": f"({height}*{width})",
        "HEIGHT": height,
        "WIDTH": width,
        "INPUT": _INPUT[shape[0]],
        "DEPTH": depth,
    }


def conv(slug: str, formula: str, feedback: str, *, only: str = "", concept: str) -> Instead:
    """A mistake on shapes with maps, all or those with the word ``only``; words in capitals stand for parts of it."""

    def wrong(shape: Shape) -> Trees | None:
        if shape[0] not in _SIDES or (only and only not in shape):
            return None
        text = formula
        for word, meant in _words(shape).items():
            text = text.replace(word, meant)
        return (read(text),)

    return Instead(slug, wrong, feedback, concept=concept)


_WEIGHTS = "kernel_size**2*DEPTH*out_channels"

# What is counted.
FLOPS = conv(
    "macs-as-flops",
    "2*WHOLE",
    "That counts the multiplication and the addition apart; one MAC is both together.",
    concept="macs-or-flops",
)
COUNTS_BIASES = conv(
    "counts-biases",
    "WHOLE + out_channels*POSITIONS",
    "A bias would be one more addition at each output position, and with `bias=False` there is none.",
    concept="adds-absent-bias",
)
PER_WEIGHT_ONCE = conv(
    "weights-once",
    _WEIGHTS,
    "That is how many weights there are; each of them is used again at every output position.",
    concept="weights-used-once",
)
HALVED = conv(
    "halves-macs",
    "WHOLE/2",
    "One MAC is a multiplication with the addition of its product, so there are as many MACs as multiplications.",
    concept="macs-or-flops",
)
COUNTS_OUTPUTS = conv(
    "window-forgotten",
    "DEPTH*out_channels*POSITIONS",
    "Each output value takes a whole kernel of products from each channel, not a single one.",
    concept="kernel-area-forgotten",
)

# A filter at one position.
KERNEL_ONCE = conv(
    "kernel-side-once",
    "kernel_size*DEPTH*out_channels*POSITIONS",
    "A square kernel has as many weights as its area, so its side counts twice as a factor.",
    concept="kernel-side-once",
)
KERNEL_DOUBLED = conv(
    "kernel-side-doubled",
    "2*kernel_size*DEPTH*out_channels*POSITIONS",
    "The two sides of a kernel are multiplied, not added.",
    concept="adds-sides",
)
KERNEL_SQUARED_TWICE = conv(
    "kernel-squared-twice",
    "kernel_size**4*DEPTH*out_channels*POSITIONS",
    "`kernel_size` is the length of one side, so its square is already the whole area.",
    concept="kernel-as-cube",
)
KERNEL_TO_THE_THIRD = conv(
    "kernel-to-the-third",
    "kernel_size**3*DEPTH*out_channels*POSITIONS",
    "`kernel_size` is the height and the width of the kernel; its depth is counted by the input channels already.",
    concept="kernel-as-cube",
)
KERNEL_CUBED = conv(
    "kernel-as-cube",
    "kernel_size**3*out_channels*POSITIONS",
    "`kernel_size` sets height and width of a filter only; it is as deep as the number of input channels it sees.",
    concept="kernel-as-cube",
)
ONE_CHANNEL = conv(
    "one-input-channel",
    "kernel_size**2*out_channels*POSITIONS",
    "Each filter multiplies a kernel for every input channel it sees, not one kernel in all.",
    concept="one-input-channel",
)
ONE_FILTER = conv(
    "one-filter",
    "kernel_size**2*DEPTH*POSITIONS",
    "That is the work of a single filter, and every output channel has one.",
    concept="one-filter-only",
)
ADDS_CHANNELS = conv(
    "adds-channels-for-work",
    "kernel_size**2*(DEPTH + out_channels)*POSITIONS",
    "Every filter works on all the input channels it sees, so the numbers of channels are multiplied.",
    concept="adds-channels",
)
DEPTH_FROM_OUTPUTS = conv(
    "depth-from-output-channels",
    "kernel_size**2*out_channels**2*POSITIONS",
    "The depth of a filter comes from the input channels, not from the output channels.",
    only="plain",
    concept="depth-from-outputs",
)
FILTERS_FROM_INPUTS = conv(
    "filters-from-inputs",
    "kernel_size**2*DEPTH*in_channels*POSITIONS",
    "There are as many filters as output channels, not as input channels.",
    concept="filters-from-inputs",
)

# How often.
INPUT_POSITIONS = conv(
    "input-positions",
    f"{_WEIGHTS}*INPUT",
    "The filters work once for each output position, and there are fewer of these than input positions.",
    concept="cost-at-output-positions",
)
PADDED_POSITIONS = conv(
    "padded-positions",
    f"{_WEIGHTS}*(n + 2*padding)**2",
    "Padding only makes room for the kernel; what counts is at how many output positions it works.",
    only="square",
    concept="cost-at-output-positions",
)
POSITIONS_WITHOUT_PADDING = conv(
    "ignores-padding-for-work",
    f"{_WEIGHTS}*(floor((n - kernel_size)/stride) + 1)**2",
    "Padding widens the map by `padding` on each side before the kernel is fitted.",
    only="square",
    concept="ignores-padding",
)
PADDING_ONCE = conv(
    "padding-once",
    f"{_WEIGHTS}*(floor((n + padding - kernel_size)/stride) + 1)**2",
    "Padding is added on both sides, so it counts twice in the size of the output.",
    only="square",
    concept="padding-on-both-sides",
)
FORGETS_START = conv(
    "forgets-start",
    f"{_WEIGHTS}*floor((n + 2*padding - kernel_size)/stride)**2",
    "Dividing by the stride gives the steps of the kernel, and its starting position is one more.",
    only="square",
    concept="forgets-starting-position",
)
ONE_SIDE = conv(
    "takes-output-side-for-area",
    f"{_WEIGHTS}*HEIGHT",
    "The output has as many positions as its area, not as its side.",
    only="square",
    concept="kernel-side-once",
)
ADDS_SIDES = conv(
    "adds-sides",
    f"{_WEIGHTS}*(HEIGHT + WIDTH)",
    "The output has as many positions as its height times its width, not as their sum.",
    concept="adds-sides",
)
SQUARE_BY_HEIGHT = conv(
    "square-by-height",
    f"{_WEIGHTS}*HEIGHT**2",
    "The maps are not square: the height of the output is multiplied by its width.",
    only="oblong",
    concept="assumes-square",
)
SQUARE_BY_WIDTH = conv(
    "square-by-width",
    f"{_WEIGHTS}*WIDTH**2",
    "The maps are not square: the width of the output is multiplied by its height.",
    only="oblong",
    concept="assumes-square",
)
STRIDE_ON_ONE_AXIS = conv(
    "stride-once",
    f"{_WEIGHTS}*INPUT/stride",
    "The stride makes the output smaller in height and in width, not in one of them only.",
    concept="area-factor-on-side",
)
STRIDE_AGAIN = conv(
    "stride-again",
    f"{_WEIGHTS}*POSITIONS/stride**2",
    "The size of the output follows from the stride already, so its positions are not divided by it once more.",
    concept="area-factor-on-side",
)
STRIDE_AGAIN_ONCE = conv(
    "stride-again-on-one-axis",
    f"{_WEIGHTS}*POSITIONS/stride",
    "The stride has its part in height and width of the output already and divides neither of them again.",
    concept="area-factor-on-side",
)

# Groups.
UNGROUPED = conv(
    "ignores-groups",
    "kernel_size**2*in_channels*out_channels*POSITIONS",
    "With `groups` above 1 a filter sees only the input channels of its own group.",
    only="grouped",
    concept="ignores-groups",
)
ONE_GROUP = conv(
    "counts-work-of-one-group",
    f"{_WEIGHTS}/groups*POSITIONS",
    "That is the work of a single group, and all groups together make up the layer.",
    only="grouped",
    concept="one-group-only",
)
TIMES_GROUPS = conv(
    "multiplies-by-groups",
    "kernel_size**2*in_channels*groups*out_channels*POSITIONS",
    "Groups share the input channels out among themselves, so `in_channels` is divided by `groups`.",
    only="grouped",
    concept="groups-multiply",
)
GROUPS_AS_WIDTH = conv(
    "groups-as-width",
    "kernel_size**2*groups*out_channels*POSITIONS",
    "`groups` is how many groups there are, not how many channels each of them has.",
    only="grouped",
    concept="groups-as-width",
)

KERNEL = (KERNEL_ONCE, KERNEL_TO_THE_THIRD, COUNTS_OUTPUTS, KERNEL_SQUARED_TWICE)
CHANNELS = (DEPTH_FROM_OUTPUTS, FILTERS_FROM_INPUTS, UNGROUPED, ONE_GROUP)
POSITIONS = (
    *(INPUT_POSITIONS, STRIDE_AGAIN, STRIDE_ON_ONE_AXIS, STRIDE_AGAIN_ONCE),
    *(SQUARE_BY_HEIGHT, SQUARE_BY_WIDTH),
)
UNITS = (FLOPS, HALVED)
FACTORS: tuple[tuple[Misconception, ...], ...] = (KERNEL, CHANNELS, POSITIONS)
"""Mistakes about one factor of the cost each: for one that makes it too large one that makes it as much too small."""
ALONE: tuple[Misconception, ...] = (
    *(PER_WEIGHT_ONCE, KERNEL_DOUBLED, KERNEL_CUBED, ONE_CHANNEL, ONE_FILTER, ADDS_CHANNELS),
    *(PADDED_POSITIONS, POSITIONS_WITHOUT_PADDING, PADDING_ONCE, FORGETS_START, ONE_SIDE, ADDS_SIDES),
    *(TIMES_GROUPS, GROUPS_AS_WIDTH),
)
ALL = with_products(*FACTORS, UNITS, alone=(COUNTS_BIASES, *ALONE))
"""The mistakes on every convolution; those about groups can be made only where there are some."""
SINGLES: tuple[Misconception, ...] = (*KERNEL, *CHANNELS, *POSITIONS, *UNITS, COUNTS_BIASES, *ALONE)
"""One mistake at a time."""
