"""Mistakes about the parameters of two layers: depthwise separable, reduced by 1x1."""

from __future__ import annotations

from quizgen.formulas.parameters import DENSE_CHANNELS
from quizgen.math.reader import read
from quizgen.misconceptions.kinds import Instead, Misreading, Mistake, Shape, Trees

_SEPARABLE_BIASES = "bias_1*mid_channels + bias_2*out_channels"
_POINTWISE = f"mid_channels*out_channels + {_SEPARABLE_BIASES}"
_DEPTHWISE = "kernel_size**2*mid_channels"


ORDINARY = Instead(
    "one-ordinary-convolution",
    "kernel_size**2*in_channels*out_channels + bias_2*out_channels",
    "That is one ordinary convolution, which treats space and channels at once and costs more.",
    concept="ordinary-for-cheap",
)
DEPTHWISE_ONLY = Instead(
    "depthwise-only",
    f"{_DEPTHWISE} + bias_1*mid_channels",
    "The pointwise convolution, which mixes the channels, has parameters as well.",
    concept="part-for-whole",
)
POINTWISE_ONLY = Instead(
    "pointwise-only",
    "mid_channels*out_channels + bias_2*out_channels",
    "The depthwise convolution has parameters as well.",
    concept="part-for-whole",
)
DEPTHWISE_PER_OUTPUT = Instead(
    "depthwise-kernel-per-pointwise-output",
    f"kernel_size**2*out_channels + {_POINTWISE}",
    "The depthwise convolution comes first: it does not know the output channels of the pointwise one.",
    concept="depthwise-kernel-each",
)
DEPTHWISE_SEES_ALL = Instead(
    "depthwise-sees-all-channels",
    f"kernel_size**2*in_channels*mid_channels + {_POINTWISE}",
    "A depthwise filter sees one channel only, not all of them.",
    concept="depthwise-sees-one",
)
ONE_DEPTHWISE_KERNEL = Instead(
    "one-depthwise-kernel",
    f"kernel_size**2 + {_POINTWISE}",
    "Each channel has a depthwise kernel of its own; the channels do not share one.",
    concept="depthwise-kernel-each",
)
FORGETS_MULTIPLIER = Instead(
    "forgets-multiplier",
    "kernel_size**2*in_channels + in_channels*out_channels + bias_1*in_channels + bias_2*out_channels",
    "The depthwise layer gives more channels than it takes, each with a kernel of its own, and all are read.",
    concept="depthwise-kernel-each",
)
POINTWISE_FROM_INPUT = Instead(
    "pointwise-reads-the-input",
    f"{_DEPTHWISE} + in_channels*out_channels + {_SEPARABLE_BIASES}",
    "The pointwise convolution reads the channels that the depthwise one gives, not those of the input.",
    concept="reads-earlier-channels",
)
POINTWISE_HAS_KERNEL = Instead(
    "pointwise-has-kernel",
    f"{_DEPTHWISE} + kernel_size**2*mid_channels*out_channels + {_SEPARABLE_BIASES}",
    "The kernel of the pointwise convolution is 1 × 1, so it has one weight for each pair of channels.",
    concept="pointwise-has-kernel",
)
POINTWISE_SQUARE = Instead(
    "pointwise-keeps-channels",
    f"{_DEPTHWISE} + mid_channels**2 + {_SEPARABLE_BIASES}",
    "The pointwise convolution gives the output channels, of which there are not as many as it takes.",
    concept="output-channels-are-filters",
)
POINTWISE_ADDS = Instead(
    "pointwise-adds-channels",
    f"{_DEPTHWISE} + mid_channels + out_channels + {_SEPARABLE_BIASES}",
    "A 1 × 1 convolution joins every input channel to every output channel, so the two numbers are multiplied.",
    concept="adds-channels",
)
MULTIPLIES_STEPS = Instead(
    "multiplies-layers",
    f"{_DEPTHWISE}*mid_channels*out_channels + {_SEPARABLE_BIASES}",
    "The two layers stand one after the other, so their weights are added.",
    concept="stack-weights",
)
FORGETS_BIASES = Misreading(
    "forgets-biases-of-one-layer",
    {"bias": "0"},
    "A layer with `bias=True`, which is the default, has a bias for each of its output channels.",
    optional=True,
    concept="forgets-bias",
)
BIASES_ANYWAY = Misreading(
    "biases-everywhere",
    {"bias": "1"},
    "A layer with `bias=False` has no biases to count.",
    optional=True,
    concept="adds-absent-bias",
)
EXPANDS_FIRST = Instead(
    "expands-first",
    f"in_channels*mid_channels + {_DEPTHWISE} + {_POINTWISE}",
    "There is no 1 × 1 convolution before the depthwise layer here; an inverted residual block has one.",
    concept="leaves-out-a-layer",
)
COUNTS_BATCH_NORM = Instead(
    "counts-batch-norm",
    f"{_DEPTHWISE} + {_POINTWISE} + 2*mid_channels + 2*out_channels",
    "Batch normalisation would have parameters of its own, but there is none after these two layers.",
    concept="counts-absent-normalisation",
)
BIASES_SWAPPED = Instead(
    "swaps-biases",
    f"{_DEPTHWISE} + mid_channels*out_channels + bias_1*out_channels + bias_2*mid_channels",
    "A layer has one bias for each channel that it gives itself, not for each channel of the other layer.",
    concept="bias-per-output",
)

_REDUCTION = "in_channels*mid_channels"
_LARGE = "kernel_size**2*mid_channels*out_channels"
_REDUCED_BIASES = "bias_1*mid_channels + bias_2*out_channels"


def _reduced(slug: str, formula: str, feedback: str, *, concept: str) -> Instead:
    """The formula behind a given number of channels, or behind what the layers of a dense block before have added."""

    def wrong(shape: Shape) -> Trees:
        before = f"({DENSE_CHANNELS})" if shape == ("dense",) else "in_channels"
        return (read(formula.replace("in_channels", before)),)

    return Instead(slug, wrong, feedback, concept=concept)


DIRECT = _reduced(
    "without-reduction",
    "kernel_size**2*in_channels*out_channels + bias_2*out_channels",
    "That is the large kernel applied to all input channels; here it sees only the reduced ones.",
    concept="forgets-reduction",
)
FORGETS_REDUCTION = _reduced(
    "forgets-reduction",
    f"{_LARGE} + bias_2*out_channels",
    "The 1 × 1 convolution has parameters as well.",
    concept="layers-with-parameters",
)
REDUCTION_ONLY = _reduced(
    "reduction-only",
    f"{_REDUCTION} + bias_1*mid_channels",
    "The second convolution has parameters as well.",
    concept="part-for-whole",
)
REDUCTION_HAS_KERNEL = _reduced(
    "reduction-has-kernel",
    f"kernel_size**2*{_REDUCTION} + {_LARGE} + {_REDUCED_BIASES}",
    "A 1 × 1 kernel has one weight for each pair of channels; only the second convolution has the large kernel.",
    concept="pointwise-has-kernel",
)
ADDS_INPUT_DEPTH = _reduced(
    "second-sees-the-input",
    f"{_REDUCTION} + kernel_size**2*in_channels*out_channels + {_REDUCED_BIASES}",
    "The second convolution reads the channels that the reduction gives, not those of the input.",
    concept="reads-earlier-channels",
)
SEES_BOTH = _reduced(
    "second-sees-both",
    f"{_REDUCTION} + kernel_size**2*(in_channels + mid_channels)*out_channels + {_REDUCED_BIASES}",
    "The second convolution reads the reduced channels only; the input is not passed on beside them.",
    concept="reads-earlier-channels",
)
REDUCED_BATCH_NORM = _reduced(
    "counts-batch-norm",
    f"{_REDUCTION} + {_LARGE} + {_REDUCED_BIASES} + 2*mid_channels + 2*out_channels",
    "Batch normalisation would have parameters of its own, but there is none after these two layers.",
    concept="counts-absent-normalisation",
)
EXPANDS_BY_1X1 = _reduced(
    "expands-two-layer-bottleneck",
    f"{_REDUCTION} + kernel_size**2*mid_channels**2 + mid_channels*out_channels + {_REDUCED_BIASES}",
    "There are two layers here: the second one gives the output channels itself, without another 1 × 1 convolution.",
    concept="leaves-out-a-layer",
)
KEEPS_REDUCED = _reduced(
    "keeps-reduced-channels",
    f"{_REDUCTION} + kernel_size**2*mid_channels**2 + {_REDUCED_BIASES}",
    "The second convolution has as many filters as it has output channels, not as many as it has input channels.",
    concept="filters-from-inputs",
)
REDUCED_ADDS_CHANNELS = _reduced(
    "adds-channels",
    f"in_channels + mid_channels + kernel_size**2*(mid_channels + out_channels) + {_REDUCED_BIASES}",
    "Every output channel is joined to every input channel, so the two numbers of channels are multiplied.",
    concept="adds-channels",
)
MULTIPLIES_LAYERS = _reduced(
    "multiplies-layers",
    f"{_REDUCTION}*kernel_size**2*out_channels + {_REDUCED_BIASES}",
    "The two layers stand one after the other, so their weights are added.",
    concept="stack-weights",
)

# A layer of a dense block.
NOTHING_CONCATENATED = Misreading(
    "forgets-concatenated-channels",
    {"place": "1"},
    "A layer of a dense block reads what the layers before it have added beside the input of the block.",
    optional=True,
    concept="reads-earlier-channels",
)
OWN_OUTPUT_TOO = Misreading(
    "concatenates-own-output",
    {"place": "place + 1"},
    "A layer of a dense block reads what the layers before it have added, not what it adds itself.",
    optional=True,
    concept="reads-earlier-channels",
)
ONE_LAYER_LESS = Misreading(
    "concatenates-one-layer-less",
    {"place": "place - 1"},
    "Every layer of a dense block before this one has added its channels, the first one too.",
    optional=True,
    concept="reads-earlier-channels",
)
LAST_OUTPUT_ONLY = Mistake(
    "reads-last-output-only",
    DENSE_CHANNELS,
    "out_channels",
    "A layer of a dense block reads the input of the block and the outputs of all layers before it.",
    optional=True,
    concept="reads-earlier-channels",
)
REDUCED_ARE_CONCATENATED = Mistake(
    "concatenates-reduced-channels",
    DENSE_CHANNELS,
    "in_channels + (place - 1)*mid_channels",
    "What a layer of a dense block adds are the outputs of its second convolution, not the reduced channels.",
    optional=True,
    concept="reads-earlier-channels",
)
