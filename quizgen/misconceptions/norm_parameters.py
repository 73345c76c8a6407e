"""Mistakes about the parameters of convolutions with batch normalisation."""

from __future__ import annotations

from quizgen.math.reader import read
from quizgen.misconceptions import parameters
from quizgen.misconceptions.kinds import Instead, Misreading, Shape, Trees
from quizgen.misconceptions.twice import with_pairs

# A convolution, or two, with batch normalisation: the words stand for weights, biases and normalised channels.
_SINGLE = {
    "WEIGHTS": "kernel_size**2*in_channels*out_channels",
    "BIASES": "bias*out_channels",
    "CHANNELS": "out_channels",
    "BEFORE": "in_channels",
    "LAYERS": "1",
}
_DOUBLE = {
    "WEIGHTS": "kernel_size**2*(in_channels*mid_channels + mid_channels*out_channels)",
    "BIASES": "(bias_1*mid_channels + bias_2*out_channels)",
    "CHANNELS": "(mid_channels + out_channels)",
    "BEFORE": "(in_channels + mid_channels)",
    "LAYERS": "2",
}
_WORDS = {"plain": _SINGLE, "placed": _SINGLE, "double": _DOUBLE}
_ALONE = ("plain",)
"""Where the number is asked for: among options these mistakes would give the key away."""


def _block(slug: str, formula: str, feedback: str, *, only: tuple[str, ...] = tuple(_WORDS), concept: str) -> Instead:
    def wrong(shape: Shape) -> Trees | None:
        if shape[0] not in only:
            return None
        text = formula
        for word, meant in _WORDS[shape[0]].items():
            text = text.replace(word, meant)
        return (read(text),)

    return Instead(slug, wrong, feedback, concept=concept)


FORGETS_NORM = Misreading(
    "forgets-pairs-of-batch-norm",
    {"affine": "0"},
    "`BatchNorm2d` learns a scale and a shift for each of its channels, unless it is told `affine=False`.",
    concept="forgets-normalisation",
)
PAIRS_ANYWAY = Misreading(
    "pairs-without-affine",
    {"affine": "1"},
    "With `affine=False` a `BatchNorm2d` layer has neither scale nor shift.",
    concept="counts-absent-normalisation",
)
ONLY_SCALE = _block(
    "one-per-channel",
    "WEIGHTS + BIASES + affine*CHANNELS",
    "`BatchNorm2d` learns a shift for each channel beside the scale.",
    only=_ALONE,
    concept="two-numbers-per-channel",
)
ONE_PAIR = _block(
    "one-pair-a-layer",
    "WEIGHTS + BIASES + 2*affine*LAYERS",
    "`BatchNorm2d` has a scale and a shift for each channel, not one pair for the whole layer.",
    only=_ALONE,
    concept="two-numbers-per-channel",
)
COUNTS_STATISTICS = _block(
    "counts-running-buffers",
    "WEIGHTS + BIASES + (2 + 2*affine)*CHANNELS",
    "The running mean and variance are buffers: they are updated, but not learned.",
    only=_ALONE,
    concept="running-not-learned",
)
BIAS_ANYWAY = Misreading(
    "keeps-bias-despite-batch-norm",
    {"bias": "1"},
    "A `Conv2d` with `bias=False` has no biases, whatever layer comes after it.",
    concept="adds-absent-bias",
)
BIAS_DROPPED = Misreading(
    "drops-biases",
    {"bias": "0"},
    "A `Conv2d` has biases unless it is told `bias=False`, even where `BatchNorm2d` makes them superfluous.",
    concept="forgets-bias",
)
NORM_OF_INPUT = _block(
    "normalises-the-input",
    "WEIGHTS + BIASES + 2*affine*BEFORE",
    "`BatchNorm2d` comes after the convolution and has a pair for each channel that this gives.",
    only=_ALONE,
    concept="two-numbers-per-channel",
)
PER_POSITION = _block(
    "pair-per-position",
    "WEIGHTS + BIASES + 2*affine*CHANNELS*n**2",
    "All positions of a channel share one scale and one shift.",
    only=("placed",),
    concept="two-numbers-per-channel",
)
PER_SAMPLE = _block(
    "pair-per-sample",
    "WEIGHTS + BIASES + 2*affine*CHANNELS*batch",
    "All samples of the batch share the same scales and shifts.",
    only=("placed",),
    concept="two-numbers-per-channel",
)
BLOCK = (
    *with_pairs(
        *(FORGETS_NORM, PAIRS_ANYWAY, BIAS_ANYWAY, BIAS_DROPPED),
        *(parameters.KERNEL_ONCE, parameters.KERNEL_DOUBLED, parameters.OUT_TWICE, parameters.IN_TWICE),
    ),
    *(ONLY_SCALE, COUNTS_STATISTICS, NORM_OF_INPUT, PER_POSITION, PER_SAMPLE),
)
"""The mistakes about convolutions with batch normalisation."""
