"""Mistakes about the cost of blocks: depthwise separable and expanded, reduced by 1x1 and bottleneck.

In the formulas ``INPUT`` stands for the positions of the block's input, ``OUTPUT`` for those behind its stride.
"""

from __future__ import annotations

from quizgen.math.reader import read
from quizgen.misconceptions.kinds import Instead, Shape, Trees

_OUTPUT = "(floor((n + 2*padding - kernel_size)/stride) + 1)"
_KERNEL, _IN, _OUT = "kernel_size**2", "in_channels*mid_channels", "mid_channels*out_channels"
LAYERS = {
    "separable": (f"{_KERNEL}*in_channels*OUTPUT", "in_channels*out_channels*OUTPUT"),
    "expanded": (f"{_IN}*INPUT", f"{_KERNEL}*mid_channels*OUTPUT", f"{_OUT}*OUTPUT"),
    "reduced": (f"{_IN}*INPUT", f"{_KERNEL}*{_OUT}*OUTPUT"),
    "bottleneck": (f"{_IN}*INPUT", f"{_KERNEL}*mid_channels**2*OUTPUT", f"{_OUT}*OUTPUT"),
}
"""The cost of each kind's layers."""
_GIVEN = {
    "separable": "(in_channels + out_channels)",
    "expanded": "(2*mid_channels + out_channels)",
    "reduced": "(mid_channels + out_channels)",
    "bottleneck": "(2*mid_channels + out_channels)",
}


def _block(slug: str, feedback: str, by_block: dict[str, str], *, concept: str) -> Instead:
    """Another formula for each kind; ``KEY`` stands for the right one."""

    def wrong(shape: Shape) -> Trees | None:
        block = shape[1]
        return (read(_text(by_block[block], block)),) if block in by_block else None

    return Instead(slug, wrong, feedback, concept=concept)


def _text(formula: str, block: str) -> str:
    text = formula.replace("KEY", " + ".join(LAYERS[block])).replace("GIVEN", _GIVEN[block])
    return text.replace("SIDE", _OUTPUT).replace("OUTPUT", f"{_OUTPUT}**2").replace("INPUT", "n**2")


def _every(formula: str) -> dict[str, str]:
    return dict.fromkeys(LAYERS, formula)


def _layers(**changed: tuple[tuple[int, str], ...]) -> dict[str, str]:
    """The right formula of each kind with the cost of some layers, counted from 0, replaced."""
    found = {}
    for block, others in changed.items():
        parts = list(LAYERS[block])
        for place, formula in others:
            parts[place] = formula
        found[block] = " + ".join(part for part in parts if part)
    return found


def _swapped(old: str, new: str, *blocks: str) -> dict[str, str]:
    """The right formula of each kind with one word for another."""
    return {block: " + ".join(LAYERS[block]).replace(old, new) for block in blocks or LAYERS}


FLOPS = _block(
    "macs-as-flops-in-block",
    "That counts multiplications and additions apart; one MAC is both.",
    _every("2*(KEY)"),
    concept="macs-or-flops",
)
COUNTS_BIASES = _block(
    "counts-biases",
    "A bias would be one more addition at each output position, and with `bias=False` there is none.",
    _every("KEY + GIVEN*OUTPUT"),
    concept="adds-absent-bias",
)
WEIGHTS_ONCE = _block(
    "weights-once-in-block",
    "That is how many weights there are; each of them is used again at every output position of its layer.",
    {block: " + ".join(parts).replace("*OUTPUT", "").replace("*INPUT", "") for block, parts in LAYERS.items()},
    concept="weights-used-once",
)
ONE_SIDE = _block(
    "takes-side-for-positions",
    "A map has as many positions as its area, so its side counts twice as a factor.",
    {block: " + ".join(parts).replace("OUTPUT", "SIDE").replace("INPUT", "n") for block, parts in LAYERS.items()},
    concept="kernel-side-once",
)
ALL_AT_INPUT = _block(
    "all-at-input-size",
    "The stride makes the maps smaller, and a layer works at the positions of its own output.",
    _swapped("OUTPUT", "INPUT"),
    concept="cost-at-output-positions",
)
ALL_AT_OUTPUT = _block(
    "all-at-output-size",
    "The first 1 × 1 convolution stands before the stride, so it works on maps of the full size.",
    _swapped("INPUT", "OUTPUT", "expanded", "reduced", "bottleneck"),
    concept="cost-at-output-positions",
)
KERNEL_AT_INPUT = _block(
    "stride-one-layer-late",
    "The layer with the stride works at the positions of its own output, which the stride makes fewer.",
    _layers(
        separable=((0, f"{_KERNEL}*in_channels*INPUT"),),
        expanded=((1, f"{_KERNEL}*mid_channels*INPUT"),),
        bottleneck=((1, f"{_KERNEL}*mid_channels**2*INPUT"),),
    ),
    concept="cost-at-output-positions",
)
LAST_AT_INPUT = _block(
    "last-at-input-size",
    "The last 1 × 1 convolution stands behind the stride, so it works on the smaller maps.",
    _layers(
        separable=((1, "in_channels*out_channels*INPUT"),),
        expanded=((2, f"{_OUT}*INPUT"),),
        bottleneck=((2, f"{_OUT}*INPUT"),),
    ),
    concept="cost-at-output-positions",
)
IGNORES_PADDING = _block(
    "ignores-padding-of-map",
    "The padding widens the map on both sides before the kernel is fitted.",
    _swapped("OUTPUT", "(floor((n - kernel_size)/stride) + 1)**2"),
    concept="ignores-padding",
)
IGNORES_KERNEL = _block(
    "ignores-kernel-size",
    "The kernel takes room itself, so its size is subtracted from that of the padded map.",
    _swapped("OUTPUT", "(floor((n + 2*padding)/stride) + 1)**2"),
    concept="forgets-kernel-room",
)
ROUNDS_UP = _block(
    "keeps-incomplete-kernel-step",
    "An incomplete last step of the kernel is dropped, so the fraction is rounded down.",
    _swapped("OUTPUT", "(ceil((n + 2*padding - kernel_size)/stride) + 1)**2"),
    concept="rounds-up",
)
FORGETS_START = _block(
    "forgets-start",
    "Dividing by the stride gives the steps of the kernel, and its starting position is one more.",
    _swapped("OUTPUT", "floor((n + 2*padding - kernel_size)/stride)**2"),
    concept="forgets-starting-position",
)
PADDED_INPUT = _block(
    "padded-positions",
    "Padding only makes room for the kernel; what counts is at how many output positions it works.",
    _swapped("OUTPUT", "(n + 2*padding)**2"),
    concept="cost-at-output-positions",
)
FORGETS_FIRST = _block(
    "forgets-first-layer",
    "The first layer multiplies too; its weights work at every position.",
    {block: " + ".join(parts[1:]) for block, parts in LAYERS.items()},
    concept="leaves-out-a-layer",
)
FORGETS_LAST = _block(
    "forgets-last-layer",
    "The last layer multiplies too; its weights work at every position.",
    {block: " + ".join(parts[:-1]) for block, parts in LAYERS.items()},
    concept="leaves-out-a-layer",
)
KERNEL_LAYER_ONLY = _block(
    "kernel-layer-only",
    "The 1 × 1 convolutions multiply as well, once for each pair of channels and each position.",
    {block: LAYERS[block][1] for block in ("expanded", "bottleneck")},
    concept="part-for-whole",
)
ORDINARY = _block(
    "ordinary-convolution",
    "That is one ordinary convolution from the first channels to the last ones, which this block replaces.",
    _every(f"{_KERNEL}*in_channels*out_channels*OUTPUT"),
    concept="ordinary-for-cheap",
)
KERNEL_ONCE = _block(
    "kernel-side-once",
    "A square kernel has as many weights as its area, so its side counts twice as a factor.",
    _swapped(_KERNEL, "kernel_size"),
    concept="kernel-side-once",
)
KERNEL_DOUBLED = _block(
    "kernel-side-doubled",
    "The two sides of a kernel are multiplied, not added.",
    _swapped(_KERNEL, "2*kernel_size"),
    concept="adds-sides",
)
KERNEL_SQUARED_TWICE = _block(
    "kernel-squared-twice",
    "`kernel_size` is the length of one side, so its square is already the whole area.",
    _swapped(_KERNEL, "kernel_size**4"),
    concept="kernel-as-cube",
)
KERNEL_EVERYWHERE = _block(
    "kernel-everywhere",
    "A 1 × 1 convolution has one weight for each pair of channels; only one layer here has the large kernel.",
    _layers(
        separable=((1, f"{_KERNEL}*in_channels*out_channels*OUTPUT"),),
        expanded=((0, f"{_KERNEL}*{_IN}*INPUT"), (2, f"{_KERNEL}*{_OUT}*OUTPUT")),
        reduced=((0, f"{_KERNEL}*{_IN}*INPUT"),),
        bottleneck=((0, f"{_KERNEL}*{_IN}*INPUT"), (2, f"{_KERNEL}*{_OUT}*OUTPUT")),
    ),
    concept="pointwise-has-kernel",
)
ADDS_CHANNELS = _block(
    "pointwise-adds-channels",
    "A 1 × 1 convolution joins every input channel to every output channel, so the two numbers are multiplied.",
    _layers(
        separable=((1, "(in_channels + out_channels)*OUTPUT"),),
        expanded=((0, "(in_channels + mid_channels)*INPUT"), (2, "(mid_channels + out_channels)*OUTPUT")),
        reduced=((0, "(in_channels + mid_channels)*INPUT"),),
        bottleneck=((0, "(in_channels + mid_channels)*INPUT"), (2, "(mid_channels + out_channels)*OUTPUT")),
    ),
    concept="adds-channels",
)
DEPTHWISE_SEES_ALL = _block(
    "depthwise-sees-all-channels",
    "A depthwise filter sees one channel only, not all of them.",
    _layers(
        separable=((0, f"{_KERNEL}*in_channels**2*OUTPUT"),),
        expanded=((1, f"{_KERNEL}*mid_channels**2*OUTPUT"),),
    ),
    concept="depthwise-sees-one",
)
ONE_DEPTHWISE_KERNEL = _block(
    "one-depthwise-channel",
    "Each channel has a depthwise kernel of its own, and all of them work.",
    _layers(separable=((0, f"{_KERNEL}*OUTPUT"),), expanded=((1, f"{_KERNEL}*OUTPUT"),)),
    concept="depthwise-kernel-each",
)
DEPTHWISE_PER_OUTPUT = _block(
    "depthwise-kernel-per-output",
    "A depthwise layer has a kernel for each channel that it is given, not for each channel of the last layer.",
    _layers(
        separable=((0, f"{_KERNEL}*out_channels*OUTPUT"),),
        expanded=((1, f"{_KERNEL}*out_channels*OUTPUT"),),
    ),
    concept="depthwise-kernel-each",
)
DEPTHWISE_UNEXPANDED = _block(
    "depthwise-kernel-per-input",
    "The depthwise layer works on the expanded channels, not on those of the block's input.",
    _layers(expanded=((1, f"{_KERNEL}*in_channels*OUTPUT"),)),
    concept="depthwise-kernel-each",
)
LAST_FROM_INPUT = _block(
    "last-reads-the-input",
    "The last layer reads the channels of the layer before it, not those of the block's input.",
    _layers(
        expanded=((2, "in_channels*out_channels*OUTPUT"),),
        reduced=((1, f"{_KERNEL}*in_channels*out_channels*OUTPUT"),),
        bottleneck=((2, "in_channels*out_channels*OUTPUT"),),
    ),
    concept="reads-earlier-channels",
)
LAST_KEEPS_CHANNELS = _block(
    "last-keeps-channels",
    "The last layer has as many filters as it has output channels, not as many as it has input channels.",
    _layers(
        separable=((1, "in_channels**2*OUTPUT"),),
        expanded=((2, "mid_channels**2*OUTPUT"),),
        reduced=((1, f"{_KERNEL}*mid_channels**2*OUTPUT"),),
        bottleneck=((2, "mid_channels**2*OUTPUT"),),
    ),
    concept="output-channels-are-filters",
)
MIDDLE_EXPANDS = _block(
    "kernel-layer-expands",
    "The layer with the large kernel keeps the reduced channels; only the last layer expands them.",
    _layers(bottleneck=((1, f"{_KERNEL}*{_OUT}*OUTPUT"),)),
    concept="bottleneck-layers",
)
MIDDLE_DEPTHWISE = _block(
    "kernel-layer-depthwise",
    "Without groups every filter of the layer with the large kernel sees all the reduced channels.",
    _layers(
        reduced=((1, f"{_KERNEL}*mid_channels*OUTPUT"),),
        bottleneck=((1, f"{_KERNEL}*mid_channels*OUTPUT"),),
    ),
    concept="cheap-for-ordinary",
)
ANOTHER_1X1 = _block(
    "expands-by-another-1x1",
    "There are two layers here: the second one goes to the last channels itself, without another 1 × 1 convolution.",
    {"reduced": f"{_IN}*INPUT + {_KERNEL}*mid_channels**2*OUTPUT + {_OUT}*OUTPUT"},
    concept="leaves-out-a-layer",
)
SEES_BOTH = _block(
    "last-sees-both",
    "The last layer reads the channels of the layer before it only; the input is not passed on beside them.",
    _layers(
        reduced=((1, f"{_KERNEL}*(in_channels + mid_channels)*out_channels*OUTPUT"),),
        bottleneck=((2, "(in_channels + mid_channels)*out_channels*OUTPUT"),),
    ),
    concept="reads-earlier-channels",
)
EXPANDS_FIRST = _block(
    "expands-first",
    "There is no 1 × 1 convolution before the depthwise layer here; an inverted residual block has one.",
    {"separable": "in_channels**2*INPUT + KEY"},
    concept="leaves-out-a-layer",
)

SHARED = (
    FLOPS,
    WEIGHTS_ONCE,
    ONE_SIDE,
    ALL_AT_INPUT,
    ALL_AT_OUTPUT,
    KERNEL_AT_INPUT,
    LAST_AT_INPUT,
    IGNORES_PADDING,
    IGNORES_KERNEL,
    ROUNDS_UP,
    FORGETS_START,
    PADDED_INPUT,
    FORGETS_FIRST,
    FORGETS_LAST,
    KERNEL_LAYER_ONLY,
    ORDINARY,
    KERNEL_ONCE,
    KERNEL_SQUARED_TWICE,
    KERNEL_EVERYWHERE,
    ADDS_CHANNELS,
    LAST_FROM_INPUT,
    LAST_KEEPS_CHANNELS,
)
SEPARABLE = (
    *SHARED,
    COUNTS_BIASES,
    DEPTHWISE_SEES_ALL,
    ONE_DEPTHWISE_KERNEL,
    DEPTHWISE_PER_OUTPUT,
    DEPTHWISE_UNEXPANDED,
    EXPANDS_FIRST,
)
"""The mistakes about depthwise separable convolutions, with or without an expansion before."""
REDUCED = (*SHARED, COUNTS_BIASES, KERNEL_DOUBLED, MIDDLE_EXPANDS, MIDDLE_DEPTHWISE, ANOTHER_1X1, SEES_BOTH)
"""The mistakes about a large kernel behind a 1x1 reduction, with or without an expansion after."""
