"""Mistakes about which layers of a network differ after one of them is changed, and which do not."""

from __future__ import annotations

from quizgen.misconceptions.kinds import Instead, Misconception


def _belief(slug: str, concept: str, feedback: str) -> Instead:
    """A mistake about layers, which gives no number."""
    return Instead(slug, lambda _: None, feedback, concept=concept)


EARLIER = _belief(
    "change-reaches-earlier-layers",
    "layer-order",
    "A layer gives what follows from the layers before it, so that a change further down leaves it as it was.",
)
LINEAR_FOLLOWS = _belief(
    "linear-output-follows-input",
    "linear-pairs",
    "A linear layer gives `out_features` values however many it reads: only the number of its weights follows its "
    "input.",
)
ADAPTIVE_FOLLOWS = _belief(
    "adaptive-output-follows-input",
    "adaptive-output-size",
    "Adaptive pooling gives maps of its `output_size`, whatever the size of the map that reaches it.",
)
CHANNELS_FOLLOW = _belief(
    "convolution-passes-channels-on",
    "output-channels-are-filters",
    "A convolution gives a channel for each of its own filters, however many channels it reads.",
)
PASSED_ON = _belief(
    "change-passes-through-everything",
    "part-for-whole",
    "A layer before this one gives the same shape in spite of the change, so that nothing reaches this one.",
)
ROUNDED_AWAY = _belief(
    "change-survives-rounding",
    "rounds-up",
    "The change is lost where the division is rounded down here: this output has the size that it had before.",
)
MOVES_ARE_WEIGHTS = _belief(
    "moves-count-as-weights",
    "stride-changes-parameters",
    "Stride and padding only say where the kernel is laid, and the kernel has as many weights as before.",
)
MAP_SETS_WEIGHTS = _belief(
    "weights-follow-map-size",
    "weights-are-shared",
    "A convolution lays the same weights on every position, so that a map of another size does not change their "
    "number.",
)
NORM_FOLLOWS_SIZE = _belief(
    "norm-parameters-follow-map-size",
    "two-numbers-per-channel",
    "Batch normalization has a scale and a shift for each channel, and as many channels as before reach it.",
)
POOLING_COUNTED = _belief(
    "pooling-has-parameters-to-change",
    "pooling-has-no-parameters",
    "Pooling learns nothing, before a change as after it, whatever map it is given.",
)
FLATTEN_COUNTED = _belief(
    "flatten-has-parameters-to-change",
    "parameters-of-fixed-layers",
    "Flattening learns nothing, before a change as after it, however many values it passes on.",
)
READS_THE_SAME = _belief(
    "weights-follow-distant-change",
    "part-for-whole",
    "This layer reads as many channels or features as before, since a layer in between has not changed what it gives.",
)
OVERLOOKS_ITSELF = _belief(
    "overlooks-changed-layer-itself",
    "layer-changes-size",
    "The layer whose argument is changed is the first to give another output.",
)
OVERLOOKS_LATER = _belief(
    "stops-change-at-its-layer",
    "layer-order",
    "This layer is given what the layers before it make of the change, so that its output is another one, too.",
)
OVERLOOKS_OWN_WEIGHTS = _belief(
    "overlooks-weights-of-changed-layer",
    "kernel-area-forgotten",
    "The argument that is changed here is one of those that the number of weights or biases follows from.",
)
OVERLOOKS_IN_FEATURES = _belief(
    "overlooks-in-features",
    "linear-needs-size",
    "A linear layer has weights for each value that it reads, and now another number of values reaches it.",
)
OVERLOOKS_IN_CHANNELS = _belief(
    "overlooks-in-channels",
    "filter-reads-one-channel",
    "Each filter has a kernel for each channel that it reads, and now another number of channels reaches it.",
)
OVERLOOKS_NORM = _belief(
    "overlooks-normalized-channels",
    "two-numbers-per-channel",
    "Batch normalization has a scale and a shift for each channel, and now it is given another number of channels.",
)
SHAPES: tuple[Misconception, ...] = (
    EARLIER,
    LINEAR_FOLLOWS,
    ADAPTIVE_FOLLOWS,
    CHANNELS_FOLLOW,
    PASSED_ON,
    ROUNDED_AWAY,
    OVERLOOKS_ITSELF,
    OVERLOOKS_LATER,
)
PARAMETERS: tuple[Misconception, ...] = (
    EARLIER,
    MOVES_ARE_WEIGHTS,
    MAP_SETS_WEIGHTS,
    NORM_FOLLOWS_SIZE,
    POOLING_COUNTED,
    FLATTEN_COUNTED,
    READS_THE_SAME,
    OVERLOOKS_OWN_WEIGHTS,
    OVERLOOKS_IN_FEATURES,
    OVERLOOKS_IN_CHANNELS,
    OVERLOOKS_NORM,
)
OTHER_MISTAKE = _belief(
    "takes-row-for-another-mistake",
    "parts-of-size-formula",
    "It is that row, but the mistake that is named would have given another number there.",
)
SUSPECTS_BEFORE = _belief(
    "suspects-row-before-fault",
    "layer-order",
    "That row is right, since its number follows from the one above it; the fault comes later.",
)
SUSPECTS_BEHIND = _belief(
    "suspects-row-behind-fault",
    "part-for-whole",
    "That row follows from the number above it as it stands there, and what is wrong in it came in further up.",
)
FAULTS: tuple[Misconception, ...] = (OTHER_MISTAKE, SUSPECTS_BEFORE, SUSPECTS_BEHIND)
