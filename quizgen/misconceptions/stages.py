"""Mistakes about the learnable parameters of several convolutions together.

Shapes are those of ``quizgen.formulas.stages``.
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from quizgen.formulas.stages import normalized_parameters, summed
from quizgen.math.reader import read
from quizgen.math.rewrites import substitute
from quizgen.math.tree import Sym
from quizgen.misconceptions.kinds import Instead, Shape, Trees
from quizgen.misconceptions.parameters import DILATED_KERNEL

WEIGHTS = "kernel_size**2*(in_channels/groups)*out_channels"
BIASES = "bias*out_channels"
NORM = "norm*2*out_channels"
RIGHT = normalized_parameters.tree


def _counted(slug: str, one: str, feedback: str, *, concept: str) -> Instead:
    """The mistake of a reader who counts every row by another formula."""
    return Instead(slug, lambda shape: (summed(enumerate(shape, 1), read(one)),), feedback, concept=concept)


def _weights(slug: str, weights: str, feedback: str, *, concept: str) -> Instead:
    return _counted(slug, f"{weights} + {BIASES} + {NORM}", feedback, concept=concept)


def _alone(mistake: Instead) -> Instead:
    """The mistake where a single row is asked about."""
    return replace(mistake, formula=lambda shape: mistake.wrong((), shape) if len(shape) == 1 else None)


def _some(slug: str, kept: Callable[[Shape], list[tuple[int, str]]], feedback: str, *, concept: str) -> Instead:
    """The mistake of a reader who takes some of several rows, or takes them in another way."""
    return Instead(
        slug, lambda shape: (summed(kept(shape), RIGHT),) if kept(shape) else None, feedback, concept=concept
    )


def _from_first(shape: Shape) -> Trees | None:
    if len(shape) == 1:
        return None
    total = summed(enumerate(shape, 1), RIGHT)
    first = {f"in_channels_{number}": Sym("in_channels_1") for number in range(2, len(shape) + 1)}
    return (substitute(total, first),)


def _stretched(shape: Shape) -> Trees | None:
    if "dilated" not in shape:
        return None
    spans = {
        f"kernel_size_{number}": read(f"dilation_{number}*(kernel_size_{number} - 1) + 1")
        for number, form in enumerate(shape, 1)
        if form == "dilated"
    }
    return (substitute(summed(enumerate(shape, 1), RIGHT), spans),)


# Biases and normalisation.
FORGETS_BIASES = _counted(
    "forgets-biases",
    f"{WEIGHTS} + {NORM}",
    "With `bias=True` every output channel of a convolution has a bias as well.",
    concept="forgets-bias",
)
ONE_BIAS = _counted(
    "one-bias",
    f"{WEIGHTS} + bias + {NORM}",
    "A convolution has one bias for each output channel, not one in all.",
    concept="one-bias-per-layer",
)
ADDS_BIASES = _counted(
    "adds-biases-in-network",
    f"{WEIGHTS} + out_channels + {NORM}",
    "With `bias=False` a convolution has no biases to count.",
    concept="adds-absent-bias",
)
BIAS_PER_KERNEL = _counted(
    "bias-per-kernel",
    f"{WEIGHTS} + bias*(in_channels/groups)*out_channels + {NORM}",
    "A filter sums over its input channels first and then adds one bias, not one for each of them.",
    concept="bias-per-weight",
)
BIAS_PER_TAP = _counted(
    "bias-per-tap",
    f"{WEIGHTS} + bias*kernel_size**2*out_channels + {NORM}",
    "A bias is one number for a filter, not one for each position of its kernel.",
    concept="bias-per-weight",
)
BIAS_PER_INPUT = _counted(
    "bias-per-input",
    f"{WEIGHTS} + bias*in_channels + {NORM}",
    "Biases belong to the output channels, not to the input channels.",
    concept="bias-per-output",
)
FORGETS_NORM = _counted(
    "forgets-normalization",
    f"{WEIGHTS} + {BIASES}",
    "Each `BatchNorm2d` layer learns a weight and a bias for every channel, and they count here.",
    concept="forgets-normalisation",
)
HALF_NORM = _counted(
    "one-number-a-channel",
    f"{WEIGHTS} + {BIASES} + norm*out_channels",
    "A `BatchNorm2d` layer learns two numbers for every channel, a weight and a bias.",
    concept="two-numbers-per-channel",
)
RUNNING = _counted(
    "counts-running-statistics-in-network",
    f"{WEIGHTS} + {BIASES} + norm*4*out_channels",
    "The running mean and variance of a `BatchNorm2d` layer are measured, not learned.",
    concept="running-not-learned",
)
NORM_PER_LAYER = _counted(
    "two-numbers-a-layer",
    f"{WEIGHTS} + {BIASES} + norm*2",
    "A `BatchNorm2d` layer has its two learned numbers for every channel, not for all of them together.",
    concept="two-numbers-per-channel",
)
NORM_OF_INPUTS = _counted(
    "normalizes-inputs",
    f"{WEIGHTS} + {BIASES} + norm*2*in_channels",
    "A `BatchNorm2d` layer after a convolution has its two numbers for each output channel of the convolution.",
    concept="two-numbers-per-channel",
)

# The weights.
ONE_CHANNEL = _weights(
    "one-kernel-per-filter",
    "kernel_size**2*out_channels",
    "Each filter has a kernel for every input channel it sees, not one kernel in all.",
    concept="one-input-channel",
)
ONE_FILTER = _weights(
    "one-filter-in-each-convolution",
    "kernel_size**2*(in_channels/groups)",
    "That is a single filter of each convolution, and there is one for every output channel.",
    concept="one-filter-only",
)
IGNORES_GROUPS = _weights(
    "ignores-groups",
    "kernel_size**2*in_channels*out_channels",
    "With `groups` above 1 a filter sees only the input channels of its own group.",
    concept="ignores-groups",
)
ONE_GROUP = _weights(
    "counts-share-of-one-group",
    "kernel_size**2*(in_channels/groups)*floor(out_channels/groups)",
    "That is the share of a single group, and all groups together make up a convolution.",
    concept="one-group-only",
)
GROUPS_AS_WIDTH = _weights(
    "groups-as-width",
    "kernel_size**2*groups*out_channels",
    "`groups` is how many groups there are, not how many channels each of them has.",
    concept="groups-as-width",
)
KERNEL_ONCE = _weights(
    "kernel-side-once",
    "kernel_size*(in_channels/groups)*out_channels",
    "A square kernel has as many weights as its area, so its side counts twice as a factor.",
    concept="kernel-side-once",
)
KERNEL_DOUBLED = _weights(
    "kernel-side-doubled",
    "2*kernel_size*(in_channels/groups)*out_channels",
    "The two sides of a kernel are multiplied, not added.",
    concept="adds-sides",
)
KERNEL_SQUARED_TWICE = _weights(
    "kernel-squared-twice",
    "kernel_size**4*(in_channels/groups)*out_channels",
    "`kernel_size` is the length of one side, so its square is already the whole area.",
    concept="kernel-as-cube",
)
ONE_WEIGHT = _weights(
    "one-weight-per-pair",
    "(in_channels/groups)*out_channels",
    "Each pair of an input and an output channel has a whole kernel, not a single weight.",
    concept="kernel-area-forgotten",
)
ADDS_CHANNELS = _weights(
    "adds-channels-of-table-layers",
    "kernel_size**2*(in_channels/groups + out_channels)",
    "Every filter has a kernel for each input channel that it sees, so the numbers of channels are multiplied.",
    concept="adds-channels",
)
OUT_TWICE = _weights(
    "depth-from-outputs",
    "kernel_size**2*(out_channels/groups)*out_channels",
    "The depth of a filter comes from the input channels of its layer, not from the output channels.",
    concept="depth-from-outputs",
)
IN_TWICE = _weights(
    "filters-from-inputs",
    "kernel_size**2*(in_channels/groups)*in_channels",
    "There are as many filters as output channels, not as input channels.",
    concept="filters-from-inputs",
)
DEPTH_FROM_FIRST = Instead(
    "depth-from-first-input",
    _from_first,
    "A later convolution reads the channels that the one before it gives, not those that reach the first.",
    concept="reads-earlier-channels",
)
KERNEL_CUBED = _weights(
    "cubes-kernel-in-network",
    "kernel_size**3*(in_channels/groups)*out_channels",
    "`kernel_size` sets height and width of a kernel, and its depth is the number of input channels it sees.",
    concept="kernel-as-cube",
)

DILATED_KERNELS = Instead(DILATED_KERNEL.id, _stretched, DILATED_KERNEL.feedback, concept=DILATED_KERNEL.concept)

# One convolution alone.
BIAS_ON_BOTH = _counted(
    "adds-biases-of-inputs",
    f"{WEIGHTS} + bias*(in_channels + out_channels) + {NORM}",
    "Only the output channels of a convolution have biases, the input channels have none.",
    concept="bias-per-output",
)

# The rows.
SKIPS_LAST = _some(
    "skips-last-row",
    lambda shape: list(enumerate(shape[:-1], 1)),
    "The last row of the table counts as well.",
    concept="leaves-out-a-layer",
)
SKIPS_FIRST = _some(
    "skips-first-row",
    lambda shape: list(enumerate(shape, 1))[1:],
    "The first row of the table counts as well.",
    concept="leaves-out-a-layer",
)
EACH_ONCE = _some(
    "counts-rows-once",
    lambda shape: [(number, "one") for number in range(1, len(shape) + 1)] if "many" in shape else [],
    "A convolution that comes several times has its own parameters each time.",
    concept="leaves-out-a-layer",
)
ALL = (
    *(FORGETS_BIASES, ONE_BIAS, ADDS_BIASES, BIAS_PER_KERNEL, BIAS_PER_TAP, BIAS_PER_INPUT),
    *(FORGETS_NORM, HALF_NORM, RUNNING, NORM_PER_LAYER, NORM_OF_INPUTS),
    *(ONE_CHANNEL, ONE_FILTER, IGNORES_GROUPS, ONE_GROUP, GROUPS_AS_WIDTH),
    *(KERNEL_ONCE, KERNEL_DOUBLED, KERNEL_SQUARED_TWICE, ONE_WEIGHT, ADDS_CHANNELS, OUT_TWICE, IN_TWICE),
    *(KERNEL_CUBED, DILATED_KERNELS),
)
SEVERAL = (SKIPS_LAST, SKIPS_FIRST, DEPTH_FROM_FIRST)
ALONE = (_alone(BIAS_ON_BOTH),)
