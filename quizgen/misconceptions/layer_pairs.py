"""Mistakes about the parameters of two layers: depthwise separable, reduced by 1x1."""

from __future__ import annotations

from quizgen.misconceptions.kinds import Instead

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
DEPTHWISE_SIDE_ONCE = Instead(
    "kernel-side-once",
    f"kernel_size*mid_channels + {_POINTWISE}",
    "A square kernel has as many weights as its area, so its side counts twice as a factor.",
    concept="kernel-side-once",
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
    "The depthwise layer gives more channels than it takes, and each of them has its own kernel and is read on.",
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
FORGETS_SEPARABLE_BIASES = Instead(
    "forgets-biases-of-one-layer",
    f"{_DEPTHWISE} + mid_channels*out_channels",
    "With `bias=True` every output channel of that layer has a bias.",
    concept="forgets-bias",
)
SEPARABLE_BIASES_ANYWAY = Instead(
    "biases-everywhere",
    f"{_DEPTHWISE} + mid_channels*out_channels + mid_channels + out_channels",
    "A layer with `bias=False` has no biases to count.",
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
    "Batch normalisation would have parameters of its own, but these two layers have none of it.",
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
DIRECT = Instead(
    "without-reduction",
    "kernel_size**2*in_channels*out_channels + bias_2*out_channels",
    "That is the large kernel applied to all input channels; here it sees only the reduced ones.",
    concept="forgets-reduction",
)
FORGETS_REDUCTION = Instead(
    "forgets-reduction",
    f"{_LARGE} + bias_2*out_channels",
    "The 1 × 1 convolution has parameters as well.",
    concept="layers-with-parameters",
)
REDUCTION_ONLY = Instead(
    "reduction-only",
    f"{_REDUCTION} + bias_1*mid_channels",
    "The second convolution has parameters as well.",
    concept="part-for-whole",
)
REDUCTION_HAS_KERNEL = Instead(
    "reduction-has-kernel",
    f"kernel_size**2*{_REDUCTION} + {_LARGE} + {_REDUCED_BIASES}",
    "A 1 × 1 kernel has one weight for each pair of channels; only the second convolution has the large kernel.",
    concept="pointwise-has-kernel",
)
ADDS_INPUT_DEPTH = Instead(
    "second-sees-the-input",
    f"{_REDUCTION} + kernel_size**2*in_channels*out_channels + {_REDUCED_BIASES}",
    "The second convolution reads the channels that the reduction gives, not those of the input.",
    concept="reads-earlier-channels",
)
SEES_BOTH = Instead(
    "second-sees-both",
    f"{_REDUCTION} + kernel_size**2*(in_channels + mid_channels)*out_channels + {_REDUCED_BIASES}",
    "The second convolution reads the reduced channels only; the input is not passed on beside them.",
    concept="reads-earlier-channels",
)
REDUCED_BATCH_NORM = Instead(
    "counts-batch-norm",
    f"{_REDUCTION} + {_LARGE} + {_REDUCED_BIASES} + 2*mid_channels + 2*out_channels",
    "Batch normalisation would have parameters of its own, but these two layers have none of it.",
    concept="counts-absent-normalisation",
)
EXPANDS_BY_1X1 = Instead(
    "expands-two-layer-bottleneck",
    f"{_REDUCTION} + kernel_size**2*mid_channels**2 + mid_channels*out_channels + {_REDUCED_BIASES}",
    "There are two layers here: the second one gives the output channels itself, without another 1 × 1 convolution.",
    concept="leaves-out-a-layer",
)
KEEPS_REDUCED = Instead(
    "keeps-reduced-channels",
    f"{_REDUCTION} + kernel_size**2*mid_channels**2 + {_REDUCED_BIASES}",
    "The second convolution has as many filters as it has output channels, not as many as it has input channels.",
    concept="filters-from-inputs",
)
REDUCED_ADDS_CHANNELS = Instead(
    "adds-channels",
    f"in_channels + mid_channels + kernel_size**2*(mid_channels + out_channels) + {_REDUCED_BIASES}",
    "Every output channel is joined to every input channel, so the two numbers of channels are multiplied.",
    concept="adds-channels",
)
REDUCED_SIDE_ONCE = Instead(
    "kernel-side-once",
    f"{_REDUCTION} + kernel_size*mid_channels*out_channels + {_REDUCED_BIASES}",
    "A square kernel has as many weights as its area, so its side counts twice as a factor.",
    concept="kernel-side-once",
)
REDUCED_SIDE_DOUBLED = Instead(
    "kernel-side-doubled",
    f"{_REDUCTION} + 2*kernel_size*mid_channels*out_channels + {_REDUCED_BIASES}",
    "The two sides of a kernel are multiplied, not added.",
    concept="adds-sides",
)
REDUCED_SQUARED_TWICE = Instead(
    "kernel-squared-twice",
    f"{_REDUCTION} + kernel_size**4*mid_channels*out_channels + {_REDUCED_BIASES}",
    "`kernel_size` is the length of one side, so its square is already the whole area.",
    concept="kernel-as-cube",
)
MULTIPLIES_LAYERS = Instead(
    "multiplies-layers",
    f"{_REDUCTION}*kernel_size**2*out_channels + {_REDUCED_BIASES}",
    "The two layers stand one after the other, so their weights are added.",
    concept="stack-weights",
)
FORGETS_REDUCED_BIASES = Instead(
    "forgets-biases-of-one-layer",
    f"{_REDUCTION} + {_LARGE}",
    "With `bias=True` every output channel of that layer has a bias.",
    concept="forgets-bias",
)
