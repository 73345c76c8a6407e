"""Mistakes about the cost of blocks: depthwise separable and expanded, reduced by 1x1 and bottleneck.

In the formulas ``INPUT`` stands for the positions of the block's input, ``OUTPUT`` for those behind its stride.
"""

from __future__ import annotations

from quizgen.misconceptions.block_costs import INTO, KERNEL, LAYERS, OUT_OF, InBlock, block, every, layers, swapped
from quizgen.misconceptions.twice import with_products

FLOPS = block(
    "macs-as-flops-in-block",
    "That counts multiplications and additions apart; one MAC is both.",
    every("2*(KEY)"),
    concept="macs-or-flops",
)
HALVED = block(
    "halves-macs-of-block",
    "One MAC is a multiplication with the addition of its product, so the multiplications are the MACs.",
    every("(KEY)/2"),
    concept="macs-or-flops",
)
COUNTS_BIASES = block(
    "counts-biases",
    "A bias would be one more addition at each output position, and with `bias=False` there is none.",
    every("KEY + GIVEN*OUTPUT"),
    concept="adds-absent-bias",
)
WEIGHTS_ONCE = block(
    "weights-once-in-block",
    "That is how many weights there are; each of them is used again at every output position of its layer.",
    {kind: " + ".join(parts).replace("*OUTPUT", "").replace("*INPUT", "") for kind, parts in LAYERS.items()},
    concept="weights-used-once",
)
ONE_SIDE = block(
    "takes-side-for-positions",
    "A map has as many positions as its area, so its side counts twice as a factor.",
    {kind: " + ".join(parts).replace("OUTPUT", "SIDE").replace("INPUT", "n") for kind, parts in LAYERS.items()},
    concept="kernel-side-once",
)
ALL_AT_INPUT = InBlock(
    "all-at-input-size",
    "The stride makes the maps smaller, and a layer works at the positions of its own output.",
    swapped("OUTPUT", "INPUT"),
    concept="cost-at-output-positions",
)
ALL_AT_OUTPUT = InBlock(
    "all-at-output-size",
    "The first 1 × 1 convolution comes before the layer with the stride, so it works on maps of the full size.",
    swapped("INPUT", "OUTPUT", "expanded", "reduced", "bottleneck"),
    concept="cost-at-output-positions",
)
KERNEL_AT_INPUT = InBlock(
    "stride-one-layer-late",
    "The layer with the stride works at the positions of its own output, which the stride makes fewer.",
    layers(
        separable=((0, f"{KERNEL}*in_channels*INPUT"),),
        expanded=((1, f"{KERNEL}*mid_channels*INPUT"),),
        bottleneck=((1, f"{KERNEL}*mid_channels**2*INPUT"),),
    ),
    concept="cost-at-output-positions",
)
LAST_AT_INPUT = InBlock(
    "last-at-input-size",
    "The last 1 × 1 convolution comes after the stride, so it works on the smaller maps.",
    layers(
        separable=((1, "in_channels*out_channels*INPUT"),),
        expanded=((2, f"{OUT_OF}*INPUT"),),
        bottleneck=((2, f"{OUT_OF}*INPUT"),),
    ),
    concept="cost-at-output-positions",
)
IGNORES_PADDING = InBlock(
    "ignores-padding-of-map",
    "The padding widens the map on both sides before the kernel is fitted.",
    swapped("OUTPUT", "(floor((n - kernel_size)/stride) + 1)**2"),
    concept="ignores-padding",
)
IGNORES_KERNEL = InBlock(
    "ignores-kernel-size",
    "The kernel takes room itself, so its size is subtracted from that of the padded map.",
    swapped("OUTPUT", "(floor((n + 2*padding)/stride) + 1)**2"),
    concept="forgets-kernel-room",
)
ROUNDS_UP = InBlock(
    "keeps-incomplete-kernel-step",
    "An incomplete last step of the kernel is dropped, so the fraction is rounded down.",
    swapped("OUTPUT", "(ceil((n + 2*padding - kernel_size)/stride) + 1)**2"),
    concept="rounds-up",
)
FORGETS_START = InBlock(
    "forgets-start",
    "Dividing by the stride gives the steps of the kernel, and its starting position is one more.",
    swapped("OUTPUT", "floor((n + 2*padding - kernel_size)/stride)**2"),
    concept="forgets-starting-position",
)
PADDED_INPUT = InBlock(
    "padded-positions",
    "Padding only makes room for the kernel; what counts is at how many output positions it works.",
    swapped("OUTPUT", "(n + 2*padding)**2"),
    concept="cost-at-output-positions",
)
FORGETS_FIRST = InBlock(
    "forgets-first-layer",
    "The first layer multiplies too; its weights work at every position.",
    {kind: ((parts[0], "0"),) for kind, parts in LAYERS.items()},
    concept="leaves-out-a-layer",
)
FORGETS_LAST = InBlock(
    "forgets-last-layer",
    "The last layer multiplies too; its weights work at every position.",
    {kind: ((parts[-1], "0"),) for kind, parts in LAYERS.items()},
    concept="leaves-out-a-layer",
)
KERNEL_LAYER_ONLY = block(
    "kernel-layer-only",
    "The 1 × 1 convolutions multiply as well, once for each pair of channels and each position.",
    {block: LAYERS[block][1] for block in ("expanded", "bottleneck")},
    concept="part-for-whole",
)
ORDINARY = block(
    "ordinary-convolution",
    "That is one ordinary convolution from the first channels to the last ones, which this block replaces.",
    every(f"{KERNEL}*in_channels*out_channels*OUTPUT"),
    concept="ordinary-for-cheap",
)
KERNEL_ONCE = InBlock(
    "kernel-side-once",
    "A square kernel has as many weights as its area, so its side counts twice as a factor.",
    swapped(KERNEL, "kernel_size"),
    concept="kernel-side-once",
)
KERNEL_DOUBLED = InBlock(
    "kernel-side-doubled",
    "The two sides of a kernel are multiplied, not added.",
    swapped(KERNEL, "2*kernel_size"),
    concept="adds-sides",
)
KERNEL_SQUARED_TWICE = InBlock(
    "kernel-squared-twice",
    "`kernel_size` is the length of one side, so its square is already the whole area.",
    swapped(KERNEL, "kernel_size**4"),
    concept="kernel-as-cube",
)
KERNEL_TO_THE_THIRD = InBlock(
    "kernel-to-the-third",
    "`kernel_size` is the height and the width of the kernel; its depth is counted by the input channels already.",
    swapped(KERNEL, "kernel_size**3"),
    concept="kernel-as-cube",
)
KERNEL_EVERYWHERE = InBlock(
    "kernel-everywhere",
    "A 1 × 1 convolution has one weight for each pair of channels; only one layer here has the large kernel.",
    layers(
        separable=((1, f"{KERNEL}*in_channels*out_channels*OUTPUT"),),
        expanded=((0, f"{KERNEL}*{INTO}*INPUT"), (2, f"{KERNEL}*{OUT_OF}*OUTPUT")),
        reduced=((0, f"{KERNEL}*{INTO}*INPUT"),),
        bottleneck=((0, f"{KERNEL}*{INTO}*INPUT"), (2, f"{KERNEL}*{OUT_OF}*OUTPUT")),
    ),
    concept="pointwise-has-kernel",
)
ADDS_CHANNELS = InBlock(
    "pointwise-adds-channels",
    "A 1 × 1 convolution joins every input channel to every output channel, so the two numbers are multiplied.",
    layers(
        separable=((1, "(in_channels + out_channels)*OUTPUT"),),
        expanded=((0, "(in_channels + mid_channels)*INPUT"), (2, "(mid_channels + out_channels)*OUTPUT")),
        reduced=((0, "(in_channels + mid_channels)*INPUT"),),
    ),
    concept="adds-channels",
)
DEPTHWISE_SEES_ALL = InBlock(
    "depthwise-sees-all-channels",
    "A depthwise filter sees one channel only, not all of them.",
    layers(
        separable=((0, f"{KERNEL}*in_channels**2*OUTPUT"),),
        expanded=((1, f"{KERNEL}*mid_channels**2*OUTPUT"),),
    ),
    concept="depthwise-sees-one",
)
ONE_DEPTHWISE_KERNEL = InBlock(
    "one-depthwise-channel",
    "Each channel has a depthwise kernel of its own, and all of them work.",
    layers(separable=((0, f"{KERNEL}*OUTPUT"),), expanded=((1, f"{KERNEL}*OUTPUT"),)),
    concept="depthwise-kernel-each",
)
DEPTHWISE_PER_OUTPUT = InBlock(
    "depthwise-kernel-per-output",
    "A depthwise layer has a kernel for each channel that it is given, not for each channel of the last layer.",
    layers(
        separable=((0, f"{KERNEL}*out_channels*OUTPUT"),),
        expanded=((1, f"{KERNEL}*out_channels*OUTPUT"),),
    ),
    concept="depthwise-kernel-each",
)
DEPTHWISE_UNEXPANDED = InBlock(
    "depthwise-kernel-per-input",
    "The depthwise layer works on the expanded channels, not on those of the block's input.",
    layers(expanded=((1, f"{KERNEL}*in_channels*OUTPUT"),)),
    concept="depthwise-kernel-each",
)
LAST_FROM_INPUT = InBlock(
    "last-reads-the-input",
    "The last layer reads the channels of the layer before it, not those of the block's input.",
    layers(
        expanded=((2, "in_channels*out_channels*OUTPUT"),),
        reduced=((1, f"{KERNEL}*in_channels*out_channels*OUTPUT"),),
        bottleneck=((2, "in_channels*out_channels*OUTPUT"),),
    ),
    concept="reads-earlier-channels",
)
LAST_KEEPS_CHANNELS = InBlock(
    "last-keeps-channels",
    "The last layer has as many filters as it has output channels, not as many as it has input channels.",
    layers(
        separable=((1, "in_channels**2*OUTPUT"),),
        expanded=((2, "mid_channels**2*OUTPUT"),),
        reduced=((1, f"{KERNEL}*mid_channels**2*OUTPUT"),),
        bottleneck=((2, "mid_channels**2*OUTPUT"),),
    ),
    concept="output-channels-are-filters",
)
MIDDLE_EXPANDS = InBlock(
    "kernel-layer-expands",
    "The layer with the large kernel keeps the reduced channels; only the last layer expands them.",
    layers(bottleneck=((1, f"{KERNEL}*{OUT_OF}*OUTPUT"),)),
    concept="bottleneck-layers",
)
MIDDLE_DEPTHWISE = InBlock(
    "kernel-layer-depthwise",
    "Without groups every filter of the layer with the large kernel sees all the reduced channels.",
    layers(
        reduced=((1, f"{KERNEL}*mid_channels*OUTPUT"),),
    ),
    concept="cheap-for-ordinary",
)
ANOTHER_1X1 = block(
    "expands-by-another-1x1",
    "There are two layers here: the second one leads to the output channels itself, without another 1 × 1 convolution.",
    {"reduced": f"{INTO}*INPUT + {KERNEL}*mid_channels**2*OUTPUT + {OUT_OF}*OUTPUT"},
    concept="leaves-out-a-layer",
)
SEES_BOTH = InBlock(
    "last-sees-both",
    "The last layer reads the channels of the layer before it only; the input is not passed on beside them.",
    layers(
        reduced=((1, f"{KERNEL}*(in_channels + mid_channels)*out_channels*OUTPUT"),),
        bottleneck=((2, "(in_channels + mid_channels)*out_channels*OUTPUT"),),
    ),
    concept="reads-earlier-channels",
)
EXPANDS_FIRST = block(
    "expands-first",
    "There is no 1 × 1 convolution before the depthwise layer here; an inverted residual block has one.",
    {"separable": "in_channels**2*INPUT + KEY"},
    concept="leaves-out-a-layer",
)

UNITS = (FLOPS, HALVED)
ANYWHERE = (
    *(ALL_AT_INPUT, ALL_AT_OUTPUT, KERNEL_AT_INPUT, LAST_AT_INPUT, KERNEL_ONCE, KERNEL_TO_THE_THIRD),
    *(KERNEL_SQUARED_TWICE, KERNEL_EVERYWHERE, ADDS_CHANNELS, FORGETS_FIRST, LAST_FROM_INPUT, LAST_KEEPS_CHANNELS),
)
ALONE = (
    *(WEIGHTS_ONCE, ONE_SIDE, IGNORES_PADDING, IGNORES_KERNEL, ROUNDS_UP, FORGETS_START, PADDED_INPUT, FORGETS_LAST),
    *(KERNEL_LAYER_ONLY, ORDINARY, COUNTS_BIASES),
)
SEPARABLE = with_products(
    UNITS,
    (*ANYWHERE, DEPTHWISE_SEES_ALL, ONE_DEPTHWISE_KERNEL, DEPTHWISE_PER_OUTPUT, DEPTHWISE_UNEXPANDED),
    alone=(*ALONE, EXPANDS_FIRST),
)
"""The mistakes about depthwise separable convolutions, with or without an expansion before."""
REDUCED = with_products(
    UNITS,
    (*ANYWHERE, KERNEL_DOUBLED, MIDDLE_EXPANDS, MIDDLE_DEPTHWISE, SEES_BOTH),
    alone=(*ALONE, ANOTHER_1X1),
)
"""The mistakes about a large kernel behind a 1x1 reduction, with or without an expansion after."""
