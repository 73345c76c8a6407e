"""Mistakes about the parameters of a stack of small kernels against one large kernel."""

from __future__ import annotations

from quizgen.math.reader import read
from quizgen.misconceptions.kinds import Instead, Wrong


def _derived(formula: str) -> Wrong:
    """The formula where the reader has to find the large kernel; no such mistake where the stem gives it."""
    return lambda shape: (read(formula),) if shape != ("given",) else None


_FIRST, _LATER = "kernel_size**2*in_channels*channels", "kernel_size**2*channels**2"
_STACK = f"({_FIRST} + (layers - 1)*{_LATER})"
_PAIR = "in_channels*channels"
_SIDE = "(layers*(kernel_size - 1) + 1)"
ONE_SMALL_LAYER = Instead(
    "one-layer-of-the-stack",
    f"{_SIDE}**2*{_PAIR} - {_FIRST}",
    "The stack has a set of weights in each of its layers, not one set in all.",
    concept="part-for-whole",
)
LARGE_ONLY = Instead(
    "large-layer-only",
    f"{_SIDE}**2*{_PAIR}",
    "That is what the large layer has; the weights of the stack are subtracted from it.",
    concept="sum-for-difference",
)
STACK_ONLY = Instead(
    "stack-only",
    f"{_STACK}",
    "That is what the stack has; it is subtracted from the weights of the large layer.",
    concept="sum-for-difference",
)
SIDE_TIMES_LAYERS = Instead(
    "field-grows-by-kernel",
    _derived(f"(layers*kernel_size)**2*{_PAIR} - {_STACK}"),
    "Each further layer widens the receptive field by the kernel size minus 1, because neighbouring kernels overlap.",
    concept="adds-whole-kernel",
)
SIDE_WITHOUT_START = Instead(
    "field-without-start",
    _derived(f"(layers*(kernel_size - 1))**2*{_PAIR} - {_STACK}"),
    "The receptive field starts at one position, so 1 is added to what the layers contribute.",
    concept="starts-at-zero",
)
FIELD_MULTIPLIES = Instead(
    "field-multiplies",
    _derived(f"(kernel_size**layers)**2*{_PAIR} - {_STACK}"),
    "Receptive fields of layers with stride 1 add up, they do not multiply.",
    concept="multiplies-kernels",
)
CHANNELS_ONCE = Instead(
    "channels-once",
    f"{_SIDE}**2*channels - layers*kernel_size**2*channels",
    "Each layer has a kernel for every pair of an input and an output channel, so their number is squared.",
    concept="one-input-channel",
)
CHANNELS_ADDED = Instead(
    "adds-channels",
    f"({_SIDE}**2 - kernel_size**2)*(in_channels + channels) - (layers - 1)*kernel_size**2*2*channels",
    "Every output channel is joined to every input channel, so the two numbers of channels are multiplied.",
    concept="adds-channels",
)
COUNTS_BIASES = Instead(
    "adds-biases",
    f"{_SIDE}**2*{_PAIR} + channels - {_STACK} - layers*channels",
    "With `bias=False` there are no biases to count.",
    concept="adds-absent-bias",
)
FORGETS_LAST = Instead(
    "stack-one-layer-short",
    f"{_SIDE}**2*{_PAIR} - (layers - 1)*{_LATER}",
    "Every layer of the stack has weights, the first one too.",
    concept="leaves-out-a-layer",
)
LAYER_TOO_MANY = Instead(
    "stack-one-layer-long",
    f"{_SIDE}**2*{_PAIR} - {_STACK} - {_LATER}",
    "The stack has as many layers as stated, and the input is not one of them.",
    concept="leaves-out-a-layer",
)
SQUARES_DIFFERENCE = Instead(
    "squares-the-difference",
    f"({_SIDE} - kernel_size)**2*{_PAIR}",
    "Each kernel size is squared by itself before the weights are subtracted.",
    concept="kernel-as-cube",
)
NEXT_LARGER_KERNEL = Instead(
    "next-larger-kernel",
    _derived(f"({_SIDE} + kernel_size - 1)**2*{_PAIR} - {_STACK}"),
    "The first layer alone sees as much as its kernel, so only the layers after it widen the receptive field.",
    concept="stack-sees-same",
)
PER_LAYER = Instead(
    "per-layer",
    f"({_SIDE}**2*{_PAIR} - {_STACK})/layers",
    "The question is what is saved in all, not for each layer of the stack.",
    concept="part-for-whole",
)
SAME_CHANNELS = Instead(
    "stack-reads-input-channels",
    f"{_SIDE}**2*{_PAIR} - layers*{_FIRST}",
    "Only the first layer of the stack reads the channels of the input, the others read what the layer before gives.",
    concept="reads-earlier-channels",
)
