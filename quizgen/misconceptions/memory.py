"""Mistakes about the memory of feature maps: which values are stored, and how many bytes each takes.

In the formulas ``SIDE`` stands for the side of the convolution's output, ``POOLED`` for that after a 2x2 pooling, and
``CHANNELS`` for the channels of both.
"""

from __future__ import annotations

from quizgen.math.reader import read
from quizgen.misconceptions.kinds import Instead, Shape, Trees
from quizgen.misconceptions.twice import with_products

_SIDE = "(floor((n + 2*padding - kernel_size)/stride) + 1)"
_POOLED = f"floor({_SIDE}/2)"
_KEYS = {
    "conv": "batch*CHANNELS*SIDE**2*bytes_each",
    "pooled": "batch*CHANNELS*(SIDE**2 + POOLED**2)*bytes_each/1024",
}


def _put(formula: str, shape: Shape) -> str:
    words = {
        "KEY": f"({_KEYS[shape[0]]})",
        "UNIT": "1024" if shape[0] == "pooled" else "1",
        "SIDE": _SIDE,
        "POOLED": _POOLED,
        "CHANNELS": "out_channels",
    }
    for word, meant in words.items():
        formula = formula.replace(word, meant)
    return formula


def _wrong(slug: str, formula: str, feedback: str, *, only: tuple[str, ...] = tuple(_KEYS), concept: str) -> Instead:
    def wrong(shape: Shape) -> Trees | None:
        return (read(_put(formula, shape)),) if shape[0] in only else None

    return Instead(slug, wrong, feedback, concept=concept)


def _swapped(  # noqa: PLR0913 - an exchange and the parts of a misconception
    slug: str, old: str, new: str, feedback: str, *, only: tuple[str, ...] = tuple(_KEYS), concept: str
) -> Instead:
    """The right formula with one part for another."""

    def wrong(shape: Shape) -> Trees | None:
        return (read(_put(_KEYS[shape[0]].replace(old, new), shape)),) if shape[0] in only else None

    return Instead(slug, wrong, feedback, concept=concept)


# Bytes.
ONE_BYTE = _swapped(
    "counts-values",
    "*bytes_each",
    "",
    "Each value takes several bytes, not one.",
    concept="memory-units",
)
BITS = _swapped(
    "bits-as-bytes",
    "bytes_each",
    "(8*bytes_each)",
    "Memory is counted in bytes here, and eight bits make one byte.",
    concept="memory-units",
)
TWICE_THE_BYTES = _swapped(
    "twice-the-bytes",
    "bytes_each",
    "(2*bytes_each)",
    "The number in the name of a type is its bits, eight to a byte: `float32` takes 4 bytes, `float16` takes 2.",
    concept="memory-units",
)
HALF_THE_BYTES = _swapped(
    "half-the-bytes",
    "bytes_each",
    "(bytes_each/2)",
    "A value of type `float32` takes 4 bytes and one of type `float16` takes 2, because a byte has eight bits.",
    concept="memory-units",
)
DIVIDES_BY_1000 = _swapped(
    "divides-by-1000",
    "1024",
    "1000",
    "One KiB is 1,024 bytes; 1,000 bytes are one kB.",
    only=("pooled",),
    concept="memory-units",
)

# Values.
ONE_SAMPLE = _swapped(
    "one-sample", "batch*", "", "Each sample of the batch has maps of its own.", concept="forgets-batch"
)
ONE_CHANNEL = _swapped("one-channel", "CHANNELS*", "", "Each channel is a map of its own.", concept="memory-of-what")
ONE_SIDE = _swapped(
    "counts-side-of-map-once",
    "SIDE**2",
    "SIDE",
    "A map has as many values as its area, so its side counts twice as a factor.",
    concept="kernel-side-once",
)
SIDE_DOUBLED = _swapped(
    "adds-sides-of-map",
    "SIDE**2",
    "(2*SIDE)",
    "Height and width of a map are multiplied, not added.",
    concept="adds-sides",
)
BATCH_ADDED = _swapped(
    "adds-batch",
    "batch*CHANNELS",
    "(batch + CHANNELS)",
    "Every sample has all the channels, so the two are multiplied.",
    concept="forgets-batch",
)
PADDED_MAPS = _swapped(
    "padded-maps",
    "SIDE**2",
    "(SIDE + 2*padding)**2",
    "The layer puts its zeros around its input; its output is stored without any.",
    concept="memory-of-what",
)

STRIDE_AGAIN = _swapped(
    "stride-again-in-map",
    "SIDE",
    "(SIDE/stride)",
    "The size of the output follows from the stride already, so it is not divided by it once more.",
    concept="area-factor-on-side",
)

# Layers.
INPUT_CHANNELS = _swapped(
    "input-channels",
    "CHANNELS",
    "in_channels",
    "The output has as many maps as the layer has filters, not as many as its input.",
    concept="output-channels-are-filters",
)
INPUT_SIDE = _swapped(
    "input-size",
    "SIDE",
    "n",
    "The output is smaller than the input, and its own size counts.",
    concept="memory-of-what",
)
ADDS_INPUT = _wrong(
    "adds-input",
    "KEY + batch*in_channels*n**2*bytes_each/UNIT",
    "The question is about what the layers give, not what they are given.",
    concept="memory-of-what",
)
ADDS_WEIGHTS = _wrong(
    "adds-weights-to-memory",
    "KEY + kernel_size**2*in_channels*out_channels*bytes_each/UNIT",
    "The weights take memory of their own, but they are not feature maps.",
    concept="memory-of-what",
)
IGNORES_PADDING = _swapped(
    "ignores-padding-of-map",
    "SIDE",
    "(floor((n - kernel_size)/stride) + 1)",
    "The padding widens the map on both sides before the kernel is fitted.",
    concept="ignores-padding",
)
IGNORES_KERNEL = _swapped(
    "ignores-kernel-size",
    "SIDE",
    "(floor((n + 2*padding)/stride) + 1)",
    "The kernel takes room itself, so its size is subtracted from that of the padded map.",
    concept="forgets-kernel-room",
)
FORGETS_START = _swapped(
    "forgets-start",
    "SIDE",
    "floor((n + 2*padding - kernel_size)/stride)",
    "Dividing by the stride gives the steps of the kernel, and its starting position is one more.",
    concept="forgets-starting-position",
)
ROUNDS_UP = _swapped(
    "keeps-incomplete-kernel-step",
    "SIDE",
    "(ceil((n + 2*padding - kernel_size)/stride) + 1)",
    "An incomplete last step of the kernel is dropped, so the fraction is rounded down.",
    concept="rounds-up",
)
IM2COL = _wrong(
    "unfolded-windows",
    "batch*kernel_size**2*CHANNELS*SIDE**2*bytes_each",
    "Each window gives one value of an output map, not as many as the kernel has weights.",
    only=("conv",),
    concept="memory-of-what",
)

# Pooling.
POOLED_ONLY = _wrong(
    "keeps-pooled-output-only",
    "batch*CHANNELS*POOLED**2*bytes_each/1024",
    "The output of the convolution is kept as well as that of the pooling.",
    only=("pooled",),
    concept="part-for-whole",
)
UNPOOLED_ONLY = _wrong(
    "convolution-only",
    "batch*CHANNELS*SIDE**2*bytes_each/1024",
    "The output of the pooling is kept as well as that of the convolution.",
    only=("pooled",),
    concept="part-for-whole",
)
POOLING_KEEPS = _wrong(
    "pooling-keeps-size",
    "2*batch*CHANNELS*SIDE**2*bytes_each/1024",
    "The pooling makes its maps smaller than those of the convolution.",
    only=("pooled",),
    concept="skips-pooling",
)
POOLING_HALVES = _wrong(
    "pooling-halves-values",
    "batch*CHANNELS*(SIDE**2 + SIDE*POOLED)*bytes_each/1024",
    "The pooling halves the height and the width, so a quarter of the values remains.",
    only=("pooled",),
    concept="area-factor-on-side",
)
SIDES = (INPUT_SIDE, STRIDE_AGAIN, PADDED_MAPS, IGNORES_PADDING, IGNORES_KERNEL, FORGETS_START, ROUNDS_UP)
PARTS = (POOLED_ONLY, UNPOOLED_ONLY, POOLING_KEEPS, POOLING_HALVES)
ALL = with_products(
    (TWICE_THE_BYTES, HALF_THE_BYTES),
    (INPUT_CHANNELS,),
    (*SIDES, *PARTS),
    alone=(
        *(ONE_BYTE, BITS, DIVIDES_BY_1000, ONE_SAMPLE, ONE_CHANNEL, ONE_SIDE, SIDE_DOUBLED, BATCH_ADDED),
        *(ADDS_INPUT, ADDS_WEIGHTS, IM2COL),
    ),
)
