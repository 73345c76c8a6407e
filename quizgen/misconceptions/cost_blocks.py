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


def _block(slug: str, feedback: str, by_block: dict[str, str]) -> Instead:
    """Another formula for each kind; ``KEY`` stands for the right one."""

    def wrong(shape: Shape) -> Trees | None:
        block = shape[1]
        return (read(_text(by_block[block], block)),) if block in by_block else None

    return Instead(slug, wrong, feedback)


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


FLOPS = _block("macs-as-flops", "That counts multiplications and additions apart; one MAC is both.", _every("2*(KEY)"))
COUNTS_BIASES = _block(
    "counts-biases",
    "A bias would be one more addition at each output position, and with `bias=False` there is none.",
    _every("KEY + GIVEN*OUTPUT"),
)
WEIGHTS_ONCE = _block(
    "weights-once",
    "That is how many weights there are; each of them is used again at every output position of its layer.",
    {block: " + ".join(parts).replace("*OUTPUT", "").replace("*INPUT", "") for block, parts in LAYERS.items()},
)
ONE_SIDE = _block(
    "one-side",
    "A map has as many positions as its area, so its side counts twice as a factor.",
    {block: " + ".join(parts).replace("OUTPUT", "SIDE").replace("INPUT", "n") for block, parts in LAYERS.items()},
)
ALL_AT_INPUT = _block(
    "all-at-input-size",
    "The stride makes the maps smaller, and a layer works at the positions of its own output.",
    _swapped("OUTPUT", "INPUT"),
)
ALL_AT_OUTPUT = _block(
    "all-at-output-size",
    "The first 1 × 1 convolution stands before the stride, so it works on maps of the full size.",
    _swapped("INPUT", "OUTPUT", "expanded", "reduced", "bottleneck"),
)
KERNEL_AT_INPUT = _block(
    "stride-one-layer-late",
    "The layer with the stride works at the positions of its own output, which the stride makes fewer.",
    _layers(
        separable=((0, f"{_KERNEL}*in_channels*INPUT"),),
        expanded=((1, f"{_KERNEL}*mid_channels*INPUT"),),
        bottleneck=((1, f"{_KERNEL}*mid_channels**2*INPUT"),),
    ),
)
LAST_AT_INPUT = _block(
    "last-at-input-size",
    "The last 1 × 1 convolution stands behind the stride, so it works on the smaller maps.",
    _layers(
        separable=((1, "in_channels*out_channels*INPUT"),),
        expanded=((2, f"{_OUT}*INPUT"),),
        bottleneck=((2, f"{_OUT}*INPUT"),),
    ),
)
IGNORES_PADDING = _block(
    "ignores-padding",
    "The padding widens the map on both sides before the kernel is fitted.",
    _swapped("OUTPUT", "(floor((n - kernel_size)/stride) + 1)**2"),
)
IGNORES_KERNEL = _block(
    "ignores-kernel-size",
    "The kernel takes room itself, so its size is subtracted from that of the padded map.",
    _swapped("OUTPUT", "(floor((n + 2*padding)/stride) + 1)**2"),
)
ROUNDS_UP = _block(
    "rounds-up",
    "An incomplete last step of the kernel is dropped, so the fraction is rounded down.",
    _swapped("OUTPUT", "(ceil((n + 2*padding - kernel_size)/stride) + 1)**2"),
)
FORGETS_START = _block(
    "forgets-start",
    "Dividing by the stride gives the steps of the kernel, and its starting position is one more.",
    _swapped("OUTPUT", "floor((n + 2*padding - kernel_size)/stride)**2"),
)
PADDED_INPUT = _block(
    "padded-positions",
    "Padding only makes room for the kernel; what counts is at how many output positions it works.",
    _swapped("OUTPUT", "(n + 2*padding)**2"),
)
FORGETS_FIRST = _block(
    "forgets-first-layer",
    "The first layer multiplies too; its weights work at every position.",
    {block: " + ".join(parts[1:]) for block, parts in LAYERS.items()},
)
FORGETS_LAST = _block(
    "forgets-last-layer",
    "The last layer multiplies too; its weights work at every position.",
    {block: " + ".join(parts[:-1]) for block, parts in LAYERS.items()},
)
KERNEL_LAYER_ONLY = _block(
    "kernel-layer-only",
    "The 1 × 1 convolutions multiply as well, once for each pair of channels and each position.",
    {block: LAYERS[block][1] for block in ("expanded", "bottleneck")},
)
ORDINARY = _block(
    "ordinary-convolution",
    "That is one ordinary convolution from the first channels to the last ones, which this block replaces.",
    _every(f"{_KERNEL}*in_channels*out_channels*OUTPUT"),
)
KERNEL_ONCE = _block(
    "kernel-side-once",
    "A square kernel has as many weights as its area, so its side counts twice as a factor.",
    _swapped(_KERNEL, "kernel_size"),
)
KERNEL_DOUBLED = _block(
    "kernel-side-doubled", "The two sides of a kernel are multiplied, not added.", _swapped(_KERNEL, "2*kernel_size")
)
KERNEL_SQUARED_TWICE = _block(
    "kernel-squared-twice",
    "`kernel_size` is the length of one side, so its square is already the whole area.",
    _swapped(_KERNEL, "kernel_size**4"),
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
)
ADDS_CHANNELS = _block(
    "adds-channels",
    "A 1 × 1 convolution joins every input channel to every output channel, so the two numbers are multiplied.",
    _layers(
        separable=((1, "(in_channels + out_channels)*OUTPUT"),),
        expanded=((0, "(in_channels + mid_channels)*INPUT"), (2, "(mid_channels + out_channels)*OUTPUT")),
        reduced=((0, "(in_channels + mid_channels)*INPUT"),),
        bottleneck=((0, "(in_channels + mid_channels)*INPUT"), (2, "(mid_channels + out_channels)*OUTPUT")),
    ),
)
DEPTHWISE_SEES_ALL = _block(
    "depthwise-sees-all-channels",
    "A depthwise filter sees one channel only, not all of them.",
    _layers(
        separable=((0, f"{_KERNEL}*in_channels**2*OUTPUT"),),
        expanded=((1, f"{_KERNEL}*mid_channels**2*OUTPUT"),),
    ),
)
ONE_DEPTHWISE_KERNEL = _block(
    "one-depthwise-channel",
    "Each channel has a depthwise kernel of its own, and all of them work.",
    _layers(separable=((0, f"{_KERNEL}*OUTPUT"),), expanded=((1, f"{_KERNEL}*OUTPUT"),)),
)
DEPTHWISE_PER_OUTPUT = _block(
    "depthwise-kernel-per-output",
    "A depthwise layer has a kernel for each channel that it is given, not for each channel of the last layer.",
    _layers(
        separable=((0, f"{_KERNEL}*out_channels*OUTPUT"),),
        expanded=((1, f"{_KERNEL}*out_channels*OUTPUT"),),
    ),
)
DEPTHWISE_UNEXPANDED = _block(
    "depthwise-kernel-per-input",
    "The depthwise layer works on the expanded channels, not on those of the block's input.",
    _layers(expanded=((1, f"{_KERNEL}*in_channels*OUTPUT"),)),
)
LAST_FROM_INPUT = _block(
    "last-reads-the-input",
    "The last layer reads the channels of the layer before it, not those of the block's input.",
    _layers(
        expanded=((2, "in_channels*out_channels*OUTPUT"),),
        reduced=((1, f"{_KERNEL}*in_channels*out_channels*OUTPUT"),),
        bottleneck=((2, "in_channels*out_channels*OUTPUT"),),
    ),
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
)
MIDDLE_EXPANDS = _block(
    "kernel-layer-expands",
    "The layer with the large kernel keeps the reduced channels; only the last layer expands them.",
    _layers(bottleneck=((1, f"{_KERNEL}*{_OUT}*OUTPUT"),)),
)
MIDDLE_DEPTHWISE = _block(
    "kernel-layer-depthwise",
    "Without groups every filter of the layer with the large kernel sees all the reduced channels.",
    _layers(
        reduced=((1, f"{_KERNEL}*mid_channels*OUTPUT"),),
        bottleneck=((1, f"{_KERNEL}*mid_channels*OUTPUT"),),
    ),
)
ANOTHER_1X1 = _block(
    "expands-by-another-1x1",
    "There are two layers here: the second one goes to the last channels itself, without another 1 × 1 convolution.",
    {"reduced": f"{_IN}*INPUT + {_KERNEL}*mid_channels**2*OUTPUT + {_OUT}*OUTPUT"},
)
SEES_BOTH = _block(
    "last-sees-both",
    "The last layer reads the channels of the layer before it only; the input is not passed on beside them.",
    _layers(
        reduced=((1, f"{_KERNEL}*(in_channels + mid_channels)*out_channels*OUTPUT"),),
        bottleneck=((2, "(in_channels + mid_channels)*out_channels*OUTPUT"),),
    ),
)
EXPANDS_FIRST = _block(
    "expands-first",
    "There is no 1 × 1 convolution before the depthwise layer here; an inverted residual block has one.",
    {"separable": "in_channels**2*INPUT + KEY"},
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
