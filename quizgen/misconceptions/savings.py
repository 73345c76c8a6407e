"""Mistakes about what a cheaper block saves against one ordinary convolution.

In the formulas ``WHOLE`` and ``LAST`` stand for the weights and the biases of the ordinary convolution, ``FIRST``,
``SECOND`` and ``THIRD`` for the weights of the layers of the block, ``BIASES`` for the biases of all of them.
"""

from __future__ import annotations

from quizgen.math.reader import read
from quizgen.misconceptions.kinds import Instead, Shape, Trees

_K = "kernel_size**2"
_PARTS = {
    "separable": {"FIRST": f"{_K}*mid_channels", "SECOND": "mid_channels*out_channels", "THIRD": "0"},
    "reduced": {"FIRST": "in_channels*mid_channels", "SECOND": f"{_K}*mid_channels*out_channels", "THIRD": "0"},
    "bottleneck": {
        "FIRST": "in_channels*mid_channels",
        "SECOND": f"{_K}*mid_channels**2",
        "THIRD": "mid_channels*out_channels",
    },
}
_GIVEN = {
    "separable": "mid_channels + out_channels",
    "reduced": "mid_channels + out_channels",
    "bottleneck": "2*mid_channels + out_channels",
}


_COMPLETE = {"forgets-to-subtract-network", "block-only", "adds-the-two", "biases-cancel", "adds-biases"}
"""What is complete as it stands; from every other formula the biases that do not cancel are subtracted."""


def _saving(slug: str, feedback: str, every: str = "", *, concept: str, **by_block: str) -> Instead:
    """A formula for every kind of block, or one for each of some kinds."""

    def wrong(shape: Shape) -> Trees | None:
        formula = by_block.get(shape[0], every)
        if not formula:
            return None
        if slug not in _COMPLETE:
            formula = f"{formula} + LAST - BIASES"
        words = {"KEY": "WHOLE - FIRST - SECOND - THIRD", "BIASES": "bias*(GIVEN)", "LAST": "bias*out_channels"}
        words |= {"GIVEN": _GIVEN[shape[0]]} | _PARTS[shape[0]]
        for word, meant in (words | {"WHOLE": f"{_K}*in_channels*out_channels"}).items():
            formula = formula.replace(word, meant)
        return (read(formula),)

    return Instead(slug, wrong, feedback, concept=concept)


SHARED = (
    _saving(
        "forgets-to-subtract-network",
        "That is what *b* has; the weights of *a* are subtracted from it.",
        "WHOLE + LAST",
        concept="sum-for-difference",
    ),
    _saving(
        "block-only",
        "That is what *a* has; it is subtracted from the weights of *b*.",
        "FIRST + SECOND + THIRD + BIASES",
        concept="sum-for-difference",
    ),
    _saving(
        "adds-the-two",
        "The question is about the difference of the two networks, not the sum.",
        "WHOLE + LAST + FIRST + SECOND + THIRD + BIASES",
        concept="sum-for-difference",
    ),
    _saving(
        "forgets-first-layer-in-saving",
        "The first layer of *a* has weights as well, and they are subtracted too.",
        "WHOLE - SECOND - THIRD",
        concept="leaves-out-a-layer",
    ),
    _saving(
        "forgets-second-layer",
        "The second layer of *a* has weights as well, and they are subtracted too.",
        "WHOLE - FIRST - THIRD",
        concept="leaves-out-a-layer",
    ),
    _saving(
        "biases-cancel",
        "Every layer has a bias for each of its output channels by default, and network *a* has more layers.",
        "KEY",
        concept="forgets-bias",
    ),
    _saving(
        "adds-biases",
        "With `bias=False` there are no biases to count.",
        "KEY + out_channels - (GIVEN)",
        concept="adds-absent-bias",
    ),
    _saving(
        "counts-absent-norm-in-saving",
        "Batch normalisation would have parameters of its own, but there is none here.",
        "KEY + 2*out_channels - 2*(GIVEN)",
        concept="counts-absent-normalisation",
    ),
    _saving(
        "kernel-side-once",
        "A square kernel has as many weights as its area, so its side counts twice as a factor.",
        separable="kernel_size*in_channels*out_channels - kernel_size*mid_channels - SECOND",
        reduced="kernel_size*in_channels*out_channels - FIRST - kernel_size*mid_channels*out_channels",
        bottleneck="kernel_size*in_channels*out_channels - FIRST - kernel_size*mid_channels**2 - THIRD",
        concept="kernel-side-once",
    ),
    _saving(
        "kernel-side-doubled",
        "The two sides of a kernel are multiplied, not added.",
        separable="2*kernel_size*in_channels*out_channels - 2*kernel_size*mid_channels - SECOND",
        reduced="2*kernel_size*in_channels*out_channels - FIRST - 2*kernel_size*mid_channels*out_channels",
        bottleneck="2*kernel_size*in_channels*out_channels - FIRST - 2*kernel_size*mid_channels**2 - THIRD",
        concept="adds-sides",
    ),
    _saving(
        "kernel-squared-twice",
        "`kernel_size` is the length of one side, so its square is already the whole area.",
        separable=f"{_K}*WHOLE - {_K}*FIRST - SECOND",
        reduced=f"{_K}*WHOLE - FIRST - {_K}*SECOND",
        bottleneck=f"{_K}*WHOLE - FIRST - {_K}*SECOND - THIRD",
        concept="kernel-as-cube",
    ),
    _saving(
        "pointwise-adds-channels",
        "A 1 × 1 convolution joins every input channel to every output channel, so the two numbers are multiplied.",
        separable="WHOLE - FIRST - (mid_channels + out_channels)",
        reduced="WHOLE - (in_channels + mid_channels) - SECOND",
        bottleneck="WHOLE - (in_channels + mid_channels) - SECOND - (mid_channels + out_channels)",
        concept="adds-channels",
    ),
    _saving(
        "ordinary-at-outputs",
        "The ordinary convolution has a kernel for each pair of an input and an output channel.",
        f"{_K}*out_channels**2 - FIRST - SECOND - THIRD",
        concept="depth-from-outputs",
    ),
    _saving(
        "ordinary-at-inputs",
        "The ordinary convolution has as many filters as output channels, not as many as input channels.",
        f"{_K}*in_channels**2 - FIRST - SECOND - THIRD",
        concept="filters-from-inputs",
    ),
)

SEPARABLE = (
    *SHARED,
    _saving(
        "depthwise-per-output",
        "The depthwise layer has a kernel for each channel that it gives, not for each channel of the last layer.",
        separable=f"WHOLE - {_K}*out_channels - SECOND",
        concept="depthwise-kernel-each",
    ),
    _saving(
        "depthwise-sees-all-channels",
        "A depthwise filter sees one channel only, not all of them.",
        separable=f"WHOLE - {_K}*in_channels*mid_channels - SECOND",
        concept="depthwise-sees-one",
    ),
    _saving(
        "one-depthwise-kernel",
        "Each channel has a depthwise kernel of its own; the channels do not share one.",
        separable=f"WHOLE - {_K} - SECOND",
        concept="depthwise-kernel-each",
    ),
    _saving(
        "forgets-multiplier",
        "The depthwise layer gives more channels than it takes, each with a kernel of its own, and all are read.",
        separable=f"WHOLE - {_K}*in_channels - in_channels*out_channels",
        concept="depthwise-kernel-each",
    ),
    _saving(
        "pointwise-keeps-channels-in-saving",
        "The pointwise layer gives `out_channels` channels, which are not as many as it takes.",
        separable="WHOLE - FIRST - mid_channels**2",
        concept="output-channels-are-filters",
    ),
    _saving(
        "expands-first",
        "There is no 1 × 1 convolution before the depthwise layer here; an inverted residual block has one.",
        separable="KEY - in_channels*mid_channels",
        concept="leaves-out-a-layer",
    ),
)
"""The mistakes about a depthwise separable convolution."""

REDUCED = (
    *SHARED,
    _saving(
        "forgets-third-layer",
        "The third layer of *a* has weights as well, and they are subtracted too.",
        bottleneck="WHOLE - FIRST - SECOND",
        concept="leaves-out-a-layer",
    ),
    _saving(
        "reduction-has-kernel-in-saving",
        "A 1 × 1 convolution has one weight for each pair of channels; only one layer of *a* has the large kernel.",
        reduced=f"WHOLE - {_K}*FIRST - SECOND",
        bottleneck=f"WHOLE - {_K}*FIRST - SECOND - {_K}*THIRD",
        concept="pointwise-has-kernel",
    ),
    _saving(
        "keeps-reduced-channels-in-saving",
        "The second layer has as many filters as it has output channels, not as many as it has input channels.",
        reduced=f"WHOLE - FIRST - {_K}*mid_channels**2",
        concept="filters-from-inputs",
    ),
    _saving(
        "expands-two-layer-network",
        "Network *a* has two layers: the second one gives the output channels itself.",
        reduced=f"WHOLE - FIRST - {_K}*mid_channels**2 - mid_channels*out_channels",
        concept="leaves-out-a-layer",
    ),
    _saving(
        "kernel-layer-expands",
        "The layer with the large kernel keeps the reduced channels; only the last layer expands them.",
        bottleneck=f"WHOLE - FIRST - {_K}*mid_channels*out_channels - THIRD",
        concept="bottleneck-layers",
    ),
    _saving(
        "large-kernel-layer-depthwise",
        "Without groups every filter of the large kernel sees all the reduced channels.",
        reduced=f"WHOLE - FIRST - {_K}*mid_channels",
        bottleneck=f"WHOLE - FIRST - {_K}*mid_channels - THIRD",
        concept="cheap-for-ordinary",
    ),
)
"""The mistakes about a large kernel behind a 1x1 reduction."""
