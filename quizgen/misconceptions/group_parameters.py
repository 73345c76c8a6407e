"""Mistakes about the parameters of one convolution in groups."""

from __future__ import annotations

from quizgen.math.reader import read
from quizgen.misconceptions.kinds import Instead, Misreading, Mistake
from quizgen.misconceptions.parameters import IN_TWICE, OF_THE_KERNEL

UNGROUPED = Misreading(
    "ignores-groups",
    {"groups": "1"},
    "With `groups` above 1 a filter sees only the input channels of its own group.",
    concept="ignores-groups",
)
TIMES_GROUPS = Mistake(
    "multiplies-by-groups",
    "in_channels/groups",
    "in_channels*groups",
    "Groups share the input channels out among themselves, so `in_channels` is divided by `groups`.",
    concept="groups-multiply",
)
ONE_GROUP = Misreading(
    "one-group",
    {"out_channels": "out_channels/groups"},
    "That is the share of a single group, and all groups together make up the layer.",
    concept="one-group-only",
)
ONE_CHANNEL_A_GROUP = Mistake(
    "one-channel-a-group",
    "in_channels/groups",
    "1",
    "A filter sees all input channels of its group, which is one only if `groups` equals `in_channels`.",
    concept="one-channel-per-group",
)
GROUPS_AS_WIDTH = Mistake(
    "groups-as-width",
    "in_channels/groups",
    "groups",
    "`groups` is how many groups there are, not how many channels each of them has.",
    concept="groups-as-width",
)
GROUPED_ONE_FILTER = Misreading(
    "parameters-of-one-filter",
    {"out_channels": "1"},
    "That is a single filter, and there is one for each output channel.",
    concept="one-filter-only",
)
GROUPED_ADDS_CHANNELS = Mistake(
    "adds-channels-of-group",
    "x*(in_channels/groups)*out_channels",
    "x*(in_channels/groups + out_channels)",
    "Every filter has a kernel for each input channel of its group, so the numbers of channels are multiplied.",
    concept="adds-channels",
)
GROUPED_OUT_TWICE = Misreading(
    "depth-from-group-outputs",
    {"in_channels": "out_channels"},
    "The depth of a filter comes from the input channels of its group, not from the output channels.",
    concept="depth-from-outputs",
)
GROUPED_BIAS_PER_KERNEL = Mistake(
    "bias-per-kernel-of-group",
    "bias*out_channels",
    "bias*(in_channels/groups)*out_channels",
    "A filter sums over the input channels of its group first and then adds one bias, not one for each of them.",
    concept="bias-per-weight",
)
BIAS_DIVIDED = Mistake(
    "divides-biases-by-groups",
    "bias*out_channels",
    "bias*out_channels/groups",
    "Groups divide the weights of a filter, while each output channel keeps its bias.",
    concept="groups-divide-too-much",
)
BIAS_IN_EACH_GROUP = Mistake(
    "all-biases-in-each-group",
    "bias*out_channels",
    "bias*out_channels*groups",
    "Every output channel belongs to one group, so it has one bias and not one for each group.",
    concept="groups-divide-too-much",
)


def _block(slug: str, formula: str, feedback: str, *, concept: str) -> Instead:
    """About a block of a 1x1 convolution, a grouped one and another 1x1 convolution."""
    return Instead(slug, lambda shape: (read(formula),) if shape == ("block",) else None, feedback, concept=concept)


_MIDDLE = "kernel_size**2*(in_channels/groups)*out_channels"
_BIASES = "bias*(in_channels + out_channels + channels)"
GROUPS_EVERYWHERE = _block(
    "groups-divide-pointwise-layers",
    f"channels*in_channels/groups + {_MIDDLE} + out_channels*channels/groups + {_BIASES}",
    "Only the layer in the middle has groups; the 1 × 1 convolutions read all channels.",
    concept="groups-divide-too-much",
)
KERNEL_EVERYWHERE = _block(
    "large-kernel-everywhere",
    f"kernel_size**2*channels*in_channels + {_MIDDLE} + kernel_size**2*out_channels*channels + {_BIASES}",
    "Only the layer in the middle has the large kernel; the others have one weight for each pair of channels.",
    concept="pointwise-has-kernel",
)
OF_GROUPS = (
    UNGROUPED,
    TIMES_GROUPS,
    ONE_GROUP,
    ONE_CHANNEL_A_GROUP,
    GROUPS_AS_WIDTH,
    GROUPED_ONE_FILTER,
    *OF_THE_KERNEL,
    GROUPED_ADDS_CHANNELS,
    GROUPED_OUT_TWICE,
    IN_TWICE,
)
"""What goes wrong with the weights of a convolution in groups."""
