"""Mistakes about the cost of a whole network: what is multiplied, and on how large a map."""

from __future__ import annotations

from msgspec.structs import replace

from quizgen.formulas.networks import AFTER_CONV, Reading, network_parameters
from quizgen.formulas.sizes import conv_output_size
from quizgen.math.reader import read
from quizgen.math.tree import Num, Sym
from quizgen.misconceptions.kinds import Instead, Shape, Trees
from quizgen.misconceptions.twice import with_products

CONV = "kernel_size**2*in_channels*out_channels*n**2"
LINEAR = "features_in*features_out"
RIGHT = Reading(conv=read(CONV), linear=read(LINEAR), after_conv=conv_output_size.tree)


def _reading(slug: str, reading: Reading, feedback: str, *, needs: str = "conv", concept: str) -> Instead:
    """The mistake of a reader who counts in another way, on networks with the needed layer."""

    def formula(shape: Shape) -> Trees | None:
        return (network_parameters(shape, reading),) if needs in shape else None

    return Instead(slug, formula, feedback, concept=concept)


def _conv(slug: str, formula: str, feedback: str, *, concept: str) -> Instead:
    return _reading(slug, replace(RIGHT, conv=read(formula)), feedback, concept=concept)


def _after(slug: str, formula: str, feedback: str, *, concept: str) -> Instead:
    return _reading(slug, replace(RIGHT, after_conv=read(formula)), feedback, concept=concept)


def _features(slug: str, formula: str, feedback: str, *, concept: str) -> Instead:
    return _reading(slug, replace(RIGHT, features=read(formula)), feedback, needs="linear", concept=concept)


# One convolution.
FLOPS = _reading(
    "macs-as-flops-in-network",
    replace(RIGHT, conv=read(f"2*{CONV}"), linear=read(f"2*{LINEAR}")),
    "That counts multiplications and additions apart; one MAC is one of each.",
    concept="macs-or-flops",
)
HALVED = _reading(
    "halves-macs-of-network",
    replace(RIGHT, conv=read(f"{CONV}/2"), linear=read(f"{LINEAR}/2")),
    "One MAC is a multiplication with the addition of its product, so the number of multiplications is not halved.",
    concept="macs-or-flops",
)
WEIGHTS_ONCE = _conv(
    "weights-once-in-network",
    "kernel_size**2*in_channels*out_channels",
    "The weights of a convolution are used again at every position of its output.",
    concept="weights-used-once",
)
ONE_SIDE = _conv(
    "takes-side-for-positions",
    "kernel_size**2*in_channels*out_channels*n",
    "A map has as many positions as its area, so its side counts twice as a factor.",
    concept="kernel-side-once",
)
KERNEL_ONCE = _conv(
    "kernel-side-once",
    "kernel_size*in_channels*out_channels*n**2",
    "A square kernel has as many weights as its area, so its side counts twice as a factor.",
    concept="kernel-side-once",
)
KERNEL_DOUBLED = _conv(
    "kernel-side-doubled",
    "2*kernel_size*in_channels*out_channels*n**2",
    "The two sides of a kernel are multiplied, not added.",
    concept="adds-sides",
)
KERNEL_SQUARED_TWICE = _conv(
    "kernel-squared-twice",
    "kernel_size**4*in_channels*out_channels*n**2",
    "`kernel_size` is the length of one side, so its square is already the whole area.",
    concept="kernel-as-cube",
)
KERNEL_TO_THE_THIRD = _conv(
    "kernel-to-the-third",
    "kernel_size**3*in_channels*out_channels*n**2",
    "`kernel_size` is the height and the width of the kernel; its depth is counted by the input channels already.",
    concept="kernel-as-cube",
)
PAIRS_ONLY = _conv(
    "window-forgotten",
    "in_channels*out_channels*n**2",
    "Each output value takes a whole kernel of products from each channel, not a single one.",
    concept="kernel-area-forgotten",
)
ONE_CHANNEL = _conv(
    "one-input-channel-of-network",
    "kernel_size**2*out_channels*n**2",
    "Each filter multiplies a kernel for every input channel, not one kernel in all.",
    concept="one-input-channel",
)
ONE_FILTER = _conv(
    "one-filter-in-each-layer",
    "kernel_size**2*in_channels*n**2",
    "That is the work of a single filter in each layer, and every output channel has one.",
    concept="one-filter-only",
)
ADDS_CHANNELS = _conv(
    "adds-channels-in-network-macs",
    "kernel_size**2*(in_channels + out_channels)*n**2",
    "Every filter works on all input channels, so the two numbers of channels are multiplied.",
    concept="adds-channels",
)
DEPTH_FROM_OUTPUTS = _conv(
    "depth-from-outputs",
    "kernel_size**2*out_channels**2*n**2",
    "The depth of a filter comes from the input channels of its layer, not from the output channels.",
    concept="depth-from-outputs",
)
DEPTH_FROM_INPUT = _reading(
    "depth-from-network-input",
    replace(RIGHT, depth=False),
    "A later convolution reads the channels of the layer before it, not those of the image.",
    concept="reads-earlier-channels",
)

# The size of the maps.
FORGETS_STRIDE = _reading(
    "ignores-stride-of-network",
    replace(RIGHT, after_conv=AFTER_CONV),
    "The stride makes the maps smaller: the kernel works at every second position only.",
    concept="ignores-stride",
)
IGNORES_PADDING = _after(
    "ignores-padding-of-map",
    "floor((n - kernel_size)/stride) + 1",
    "The padding widens the map on both sides before the kernel is fitted.",
    concept="ignores-padding",
)
PADDED_MAP = _after(
    "ignores-kernel-size",
    "floor((n + 2*padding)/stride) + 1",
    "The kernel takes room itself, so its size is subtracted from that of the padded map.",
    concept="forgets-kernel-room",
)
FORGETS_START = _after(
    "forgets-start",
    "floor((n + 2*padding - kernel_size)/stride)",
    "Dividing by the stride gives the steps of the kernel, and its starting position is one more.",
    concept="forgets-starting-position",
)
FORGETS_POOLING = _reading(
    "forgets-pooling",
    replace(RIGHT, after_pool=Sym("n")),
    "Pooling makes the maps smaller, so the layers after it work at fewer positions.",
    needs="pool",
    concept="skips-pooling",
)
OVERLAPPING_POOLING = _reading(
    "pooling-at-stride-one",
    replace(RIGHT, after_pool=read("n - kernel_size + 1")),
    "The pooling windows move by the stride given, not position by position.",
    needs="pool",
    concept="ignores-stride",
)

# What counts.
POOL_AS_CONV = _reading(
    "pooling-as-convolution",
    replace(RIGHT, pool=read("channels**2*n**2")),
    "Pooling has a window but no weights, so it multiplies nothing.",
    needs="pool",
    concept="pooling-has-no-parameters",
)
LINEAR_FORGOTTEN = _reading(
    "forgets-linear",
    replace(RIGHT, linear=Num(0)),
    "The `Linear` layer multiplies each of its inputs by a weight for each of its outputs.",
    needs="linear",
    concept="leaves-out-a-layer",
)
LINEAR_ONLY = _reading(
    "linear-only",
    replace(RIGHT, conv=Num(0)),
    "The convolutions multiply as well as the `Linear` layer.",
    needs="linear",
    concept="part-for-whole",
)
LINEAR_SQUARED = _features(
    "linear-at-every-position",
    "channels*n**4",
    "The `Linear` layer works once on the flattened map, not at each of its positions.",
    concept="cost-at-output-positions",
)
FLATTENS_INPUT = _features(
    "flattens-input-size",
    "channels*width**2",
    "`Flatten` gets the last map, which is smaller than the input of the network.",
    concept="flatten-input",
)
FORGETS_DEPTH = _features(
    "flattens-one-channel",
    "n**2",
    "`Flatten` lines up the values of all channels, not those of one.",
    concept="flatten-all-channels",
)
FLATTENS_SIDE = _features(
    "counts-side-of-map-once",
    "channels*n",
    "A map has as many values as its area, so its side counts twice as a factor.",
    concept="kernel-side-once",
)
UNITS = (FLOPS, HALVED)
OTHERS = (
    *(KERNEL_ONCE, KERNEL_TO_THE_THIRD, KERNEL_SQUARED_TWICE, PAIRS_ONLY, ONE_FILTER, ADDS_CHANNELS),
    *(DEPTH_FROM_OUTPUTS, DEPTH_FROM_INPUT, FORGETS_STRIDE, IGNORES_PADDING, FORGETS_POOLING, OVERLAPPING_POOLING),
    *(POOL_AS_CONV, LINEAR_FORGOTTEN, LINEAR_ONLY, FLATTENS_INPUT, FORGETS_DEPTH, FLATTENS_SIDE),
)
ALL = with_products(
    UNITS,
    OTHERS,
    alone=(*(WEIGHTS_ONCE, ONE_SIDE, KERNEL_DOUBLED, ONE_CHANNEL, PADDED_MAP, FORGETS_START, LINEAR_SQUARED),),
)
