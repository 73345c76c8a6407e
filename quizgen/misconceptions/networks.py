"""Mistakes about the parameters of a whole network: what counts, and how much reaches the linear layer."""

from __future__ import annotations

from msgspec.structs import replace

from quizgen.formulas.networks import RIGHT, Reading, network_parameters
from quizgen.math.reader import read
from quizgen.math.tree import Num, Sym
from quizgen.misconceptions.kinds import Instead, Shape, Trees

CONV = "kernel_size**2*in_channels*out_channels"


def _reading(slug: str, reading: Reading, feedback: str, *, needs: tuple[str, ...], concept: str) -> Instead:
    """The mistake of a reader who counts in another way, on networks with at least one of the needed layers."""

    def formula(shape: Shape) -> Trees | None:
        return (network_parameters(shape, reading),) if set(needs) & set(shape) else None

    return Instead(slug, formula, feedback, concept=concept)


def _conv(formula: str) -> Reading:
    return replace(RIGHT, conv=read(formula))


def _features(formula: str) -> Reading:
    return replace(RIGHT, features=read(formula))


FORGETS_BIASES = _reading(
    "forgets-biases-of-network",
    Reading(conv=read(CONV), linear=read("features_in*features_out")),
    "With `bias=True` every output channel of a `Conv2d` and every output of a `Linear` layer has a bias.",
    needs=("conv",),
    concept="forgets-bias",
)
ONE_BIAS_A_LAYER = _reading(
    "shares-one-bias-per-layer",
    Reading(conv=read(f"{CONV} + 1"), linear=read("features_in*features_out + 1")),
    "A layer has one bias for each of its outputs, not one in all.",
    needs=("conv",),
    concept="one-bias-per-layer",
)
BIAS_PER_POSITION = _reading(
    "bias-per-position",
    _conv(f"{CONV} + out_channels*n**2"),
    "All positions of an output channel share one bias.",
    needs=("conv",),
    concept="weights-are-shared",
)
BIAS_PER_KERNEL = _reading(
    "bias-per-kernel",
    _conv(f"{CONV} + in_channels*out_channels"),
    "A filter sums over its input channels first and then adds one bias, not one for each of them.",
    needs=("conv",),
    concept="bias-per-weight",
)
ONE_CHANNEL = _reading(
    "forgets-input-channels",
    _conv("kernel_size**2*out_channels + out_channels"),
    "Each filter has a kernel for every input channel, not one kernel in all.",
    needs=("conv",),
    concept="one-input-channel",
)
KERNEL_ONCE = _reading(
    "kernel-side-once",
    _conv("kernel_size*in_channels*out_channels + out_channels"),
    "A square kernel has as many weights as its area, so its side counts twice as a factor.",
    needs=("conv",),
    concept="kernel-side-once",
)
KERNEL_SQUARED_TWICE = _reading(
    "kernel-squared-twice",
    _conv("kernel_size**4*in_channels*out_channels + out_channels"),
    "`kernel_size` is the length of one side, so its square is already the whole area.",
    needs=("conv",),
    concept="kernel-as-cube",
)
KERNEL_DOUBLED = _reading(
    "kernel-side-doubled",
    _conv("2*kernel_size*in_channels*out_channels + out_channels"),
    "The two sides of a kernel are multiplied, not added.",
    needs=("conv",),
    concept="adds-sides",
)
ADDS_CHANNELS = _reading(
    "adds-channels",
    _conv("kernel_size**2*(in_channels + out_channels) + out_channels"),
    "Every output channel is joined to every input channel, so the two numbers of channels are multiplied.",
    needs=("conv",),
    concept="adds-channels",
)
DEPTH_FROM_OUTPUT = _reading(
    "depth-from-outputs",
    _conv("kernel_size**2*out_channels**2 + out_channels"),
    "The depth of a filter comes from the input channels of its layer, not from the output channels.",
    needs=("conv",),
    concept="depth-from-outputs",
)
BIAS_PER_TAP = _reading(
    "bias-per-tap",
    _conv("kernel_size**2*(in_channels + 1)*out_channels"),
    "A bias is one number for a filter, not one for each position of its kernel.",
    needs=("conv",),
    concept="bias-per-weight",
)
DEPTH_FROM_INPUT = _reading(
    "depth-from-network-input",
    replace(RIGHT, depth=False),
    "A later convolution reads the channels of the layer before it, not those of the image.",
    needs=("conv",),
    concept="reads-earlier-channels",
)
POOL_COUNTED = _reading(
    "counts-pooling",
    replace(RIGHT, pool=read("kernel_size**2*channels")),
    "Pooling takes the largest value and has nothing to learn.",
    needs=("pool",),
    concept="pooling-has-no-parameters",
)
POOL_AS_CONV = _reading(
    "pooling-kernel-has-weights",
    replace(RIGHT, pool=read("kernel_size**2*channels**2 + channels")),
    "Pooling has a window but no weights, so its kernel size adds no parameters.",
    needs=("pool",),
    concept="pooling-has-no-parameters",
)
RELU_COUNTED = _reading(
    "counts-relu",
    replace(RIGHT, relu=Sym("channels")),
    "`ReLU` is a fixed function and has nothing to learn.",
    needs=("relu",),
    concept="parameters-of-fixed-layers",
)
RELU_PER_POSITION = _reading(
    "counts-relu-everywhere",
    replace(RIGHT, relu=read("channels*n**2")),
    "`ReLU` changes the values of its input and keeps none of its own.",
    needs=("relu",),
    concept="parameters-of-fixed-layers",
)
LINEAR_FORGOTTEN = _reading(
    "forgets-linear-weights",
    replace(RIGHT, linear=Num(0)),
    "The `Linear` layer has a weight for each pair of its inputs and outputs.",
    needs=("linear",),
    concept="leaves-out-a-layer",
)
CONV_FORGOTTEN = _reading(
    "forgets-all-convolutions",
    replace(RIGHT, conv=Num(0)),
    "The convolutions have parameters as well as the `Linear` layer.",
    needs=("linear",),
    concept="part-for-whole",
)
FLATTENS_INPUT = _reading(
    "flattens-input-size",
    _features("channels*width**2"),
    "`Flatten` gets the last map, which is smaller than the input of the network.",
    needs=("linear",),
    concept="flatten-input",
)
FORGETS_POOLING = _reading(
    "ignores-pooling",
    replace(RIGHT, after_pool=Sym("n")),
    "The pooling makes the maps smaller before they are flattened.",
    needs=("linear",),
    concept="skips-pooling",
)
KEEPS_SIZE = _reading(
    "convolution-keeps-size",
    replace(RIGHT, after_conv=Sym("n")),
    "A convolution keeps the size only if the padding makes up for the kernel.",
    needs=("linear",),
    concept="expects-size-kept",
)
IGNORES_PADDING = _reading(
    "ignores-padding-around-map",
    replace(RIGHT, after_conv=read("n - kernel_size + 1")),
    "The padding widens the map before the kernel is fitted.",
    needs=("linear",),
    concept="ignores-padding",
)
FORGETS_DEPTH = _reading(
    "flattens-one-channel",
    _features("n**2"),
    "`Flatten` lines up the values of all channels, not those of one.",
    needs=("linear",),
    concept="flatten-all-channels",
)
ONE_SIDE = _reading(
    "counts-side-of-map-once",
    _features("channels*n"),
    "A map has as many values as its area, so its side counts twice as a factor.",
    needs=("linear",),
    concept="kernel-side-once",
)
ONLY_CHANNELS = _reading(
    "one-value-a-channel",
    Reading(features=Sym("channels")),
    "Only after global pooling would there be one value for each channel.",
    needs=("linear",),
    concept="flatten-all-channels",
)
LINEAR_BIAS_PER_INPUT = _reading(
    "linear-bias-per-input",
    replace(RIGHT, linear=read("features_in*features_out + features_in")),
    "The biases of a `Linear` layer belong to its outputs, not to its inputs.",
    needs=("linear",),
    concept="bias-per-output",
)
