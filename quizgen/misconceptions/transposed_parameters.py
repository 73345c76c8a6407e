"""Mistakes about the parameters of transposed convolutions.

The shapes are ``plain`` (one layer), ``placed`` (one layer whose stride and map the stem gives) and ``decoder`` (two
layers).
"""

from __future__ import annotations

from quizgen.misconceptions.dilation import on_shapes
from quizgen.misconceptions.kinds import Instead

_WEIGHTS, _BIASES = "kernel_size**2*in_channels*out_channels", "bias*out_channels"
_FIRST, _SECOND = "kernel_size_1**2*in_channels*mid_channels", "kernel_size_2**2*mid_channels*out_channels"
_BOTH = "bias*mid_channels + bias*out_channels"
_TWO = f"{_FIRST} + {_SECOND} + {_BOTH}"


def _single(formula: str) -> dict[str, str]:
    return {"plain": formula, "placed": formula}


BIAS_OF_INPUTS = Instead(
    "transposed-bias-per-input",
    on_shapes(
        **_single(f"{_WEIGHTS} + bias*in_channels"),
        decoder=f"{_FIRST} + {_SECOND} + bias*in_channels + bias*mid_channels",
    ),
    "A transposed convolution too has its biases on the channels it gives, not on those it takes.",
    concept="bias-per-output",
)
ONE_BIAS_A_LAYER = Instead(
    "one-bias-for-all-outputs",
    on_shapes(**_single(f"{_WEIGHTS} + bias"), decoder=f"{_FIRST} + {_SECOND} + 2*bias"),
    "There is one bias for each output channel, not one for the whole layer.",
    concept="one-bias-per-layer",
)
BIAS_OF_KERNELS = Instead(
    "transposed-bias-per-kernel",
    on_shapes(
        **_single(f"{_WEIGHTS} + bias*in_channels*out_channels"),
        decoder=f"{_FIRST} + {_SECOND} + bias*in_channels*mid_channels + bias*mid_channels*out_channels",
    ),
    "What all input channels add to an output channel is summed first, and then one bias is added.",
    concept="bias-per-weight",
)
ONE_IN = Instead(
    "transposed-one-input-channel",
    on_shapes(
        **_single(f"kernel_size**2*out_channels + {_BIASES}"),
        decoder=f"kernel_size_1**2*mid_channels + kernel_size_2**2*out_channels + {_BOTH}",
    ),
    "Every input channel has a kernel of its own for each output channel.",
    concept="one-input-channel",
)
ONE_OUT = Instead(
    "one-output-channel",
    on_shapes(
        **_single(f"kernel_size**2*in_channels + {_BIASES}"),
        decoder=f"kernel_size_1**2*in_channels + kernel_size_2**2*mid_channels + {_BOTH}",
    ),
    "Every output channel has a kernel of its own for each input channel.",
    concept="one-filter-only",
)
CHANNELS_ADDED = Instead(
    "adds-channels",
    on_shapes(
        **_single(f"kernel_size**2*(in_channels + out_channels) + {_BIASES}"),
        decoder=f"kernel_size_1**2*(in_channels + mid_channels) + kernel_size_2**2*(mid_channels + out_channels)"
        f" + {_BOTH}",
    ),
    "Every output channel is joined to every input channel, so the two numbers of channels are multiplied.",
    concept="adds-channels",
)
STRIDE_COPIES = Instead(
    "multiplies-by-stride",
    on_shapes(**_single(f"stride**2*{_WEIGHTS} + {_BIASES}")),
    "The stride moves the kernel further apart in the output; it adds no weights to it.",
    concept="stride-changes-parameters",
)
STRIDE_SPLITS = Instead(
    "stride-divides-transposed-weights",
    on_shapes(**_single(f"{_WEIGHTS}/stride**2 + {_BIASES}")),
    "Only a part of the kernel meets each output, but all its weights are learned, whatever the stride.",
    concept="stride-changes-parameters",
)
INTERPOLATES = Instead(
    "fixed-interpolation",
    on_shapes(**_single(f"kernel_size**2 + {_BIASES}")),
    "A transposed convolution learns a kernel for each pair of channels; it is no fixed interpolation.",
    concept="layers-with-parameters",
)
EACH_INPUT_OWN = Instead(
    "weights-per-input-position",
    on_shapes(placed=f"n**2*{_WEIGHTS} + {_BIASES}"),
    "All positions of the input share the same kernel.",
    concept="weights-are-shared",
)
BIAS_AT_POSITIONS = Instead(
    "bias-per-position",
    on_shapes(placed=f"{_WEIGHTS} + {_BIASES}*((n - 1)*stride - 2*padding + kernel_size)**2"),
    "All positions of an output channel share one bias.",
    concept="weights-are-shared",
)
CROPPED_KERNEL = Instead(
    "crops-kernel",
    on_shapes(placed=f"(kernel_size - padding)**2*in_channels*out_channels + {_BIASES}"),
    "The padding crops the output map, while the kernel keeps all its weights.",
    concept="stride-changes-parameters",
)
PADDED_WEIGHTS = Instead(
    "padded-transposed-kernel",
    on_shapes(placed=f"(kernel_size + padding)**2*in_channels*out_channels + {_BIASES}"),
    "The padding changes the size of the output map and adds no weights to the kernel.",
    concept="stride-changes-parameters",
)
FIRST_ONLY = Instead(
    "forgets-second-transposed-layer",
    on_shapes(decoder=f"{_FIRST} + bias*mid_channels"),
    "The second layer has parameters as well.",
    concept="part-for-whole",
)
SECOND_ONLY = Instead(
    "forgets-first-transposed-layer",
    on_shapes(decoder=f"{_SECOND} + bias*out_channels"),
    "The first layer has parameters as well.",
    concept="part-for-whole",
)
READS_INPUT = Instead(
    "second-reads-the-input",
    on_shapes(decoder=f"{_FIRST} + kernel_size_2**2*in_channels*out_channels + {_BOTH}"),
    "The second layer reads the channels that the first one gives, not those of the input.",
    concept="reads-earlier-channels",
)
READS_BOTH = Instead(
    "second-reads-both",
    on_shapes(decoder=f"{_FIRST} + kernel_size_2**2*(in_channels + mid_channels)*out_channels + {_BOTH}"),
    "The input is not passed on beside the channels of the first layer, so the second layer reads those alone.",
    concept="reads-earlier-channels",
)
FIRST_KERNEL_TWICE = Instead(
    "first-kernel-twice",
    on_shapes(decoder=f"{_FIRST} + kernel_size_1**2*mid_channels*out_channels + {_BOTH}"),
    "The second layer has a kernel size of its own.",
    concept="pointwise-has-kernel",
)
SECOND_KERNEL_TWICE = Instead(
    "second-kernel-twice",
    on_shapes(decoder=f"kernel_size_2**2*in_channels*mid_channels + {_SECOND} + {_BOTH}"),
    "The first layer has a kernel size of its own.",
    concept="pointwise-has-kernel",
)
WIDE_FIRST = Instead(
    "first-gives-all",
    on_shapes(decoder=f"kernel_size_1**2*in_channels*out_channels + {_SECOND} + {_BOTH}"),
    "The first layer gives the channels in the middle; only the second one gives those at the end.",
    concept="output-channels-are-filters",
)
DEPTH_FROM_OUTPUTS = Instead(
    "transposed-depth-from-outputs",
    on_shapes(
        **_single(f"kernel_size**2*out_channels**2 + {_BIASES}"),
        decoder=f"kernel_size_1**2*mid_channels**2 + kernel_size_2**2*out_channels**2 + {_BOTH}",
    ),
    "The kernels join input channels to output channels, so that both numbers are factors.",
    concept="depth-from-outputs",
)
WIDTH_FROM_INPUTS = Instead(
    "transposed-kernels-from-inputs",
    on_shapes(
        **_single("kernel_size**2*in_channels**2 + bias*in_channels"),
        decoder="kernel_size_1**2*in_channels**2 + kernel_size_2**2*mid_channels**2"
        " + bias*in_channels + bias*mid_channels",
    ),
    "Each input channel has as many kernels as there are output channels, not as there are input channels.",
    concept="filters-from-inputs",
)
CUBED = Instead(
    "transposed-kernel-as-cube",
    on_shapes(
        **_single(f"kernel_size**3*out_channels + {_BIASES}"),
        decoder=f"kernel_size_1**3*mid_channels + kernel_size_2**3*out_channels + {_BOTH}",
    ),
    "`kernel_size` sets height and width of a kernel only, and there is one for each pair of channels.",
    concept="kernel-as-cube",
)
BIAS_AT_TAPS = Instead(
    "transposed-bias-per-tap",
    on_shapes(
        **_single("kernel_size**2*(in_channels + bias)*out_channels"),
        decoder="kernel_size_1**2*(in_channels + bias)*mid_channels"
        " + kernel_size_2**2*(mid_channels + bias)*out_channels",
    ),
    "A bias is one number for an output channel, not one for each position of a kernel.",
    concept="bias-per-weight",
)
BIAS_BOTH_SIDES = Instead(
    "transposed-bias-on-both-sides",
    on_shapes(
        **_single(f"{_WEIGHTS} + bias*(in_channels + out_channels)"),
        decoder=f"{_FIRST} + {_SECOND} + bias*(in_channels + 2*mid_channels + out_channels)",
    ),
    "A layer has biases for the channels that it gives only, not for those that it takes.",
    concept="bias-per-output",
)
BATCH_NORM_TOO = Instead(
    "counts-batch-norm",
    on_shapes(decoder=f"{_TWO} + 2*mid_channels + 2*out_channels"),
    "Batch normalisation would have parameters of its own, but there is none after these two layers.",
    concept="counts-absent-normalisation",
)
KERNELS_EXCHANGED = Instead(
    "layers-in-reverse",
    on_shapes(
        decoder=f"kernel_size_2**2*in_channels*mid_channels + kernel_size_1**2*mid_channels*out_channels + {_BOTH}"
    ),
    "Each layer keeps its own kernel size, in the order in which the decoder applies them.",
    concept="layer-order",
)
DECODER_STRIDES = Instead(
    "stride-widens-kernel",
    on_shapes(
        decoder=f"(kernel_size_1 + 1)**2*in_channels*mid_channels + (kernel_size_2 + 1)**2*mid_channels*out_channels"
        f" + {_BOTH}"
    ),
    "The zeros that stride 2 puts between the inputs are not learned, so the kernel keeps its size.",
    concept="stride-changes-parameters",
)
