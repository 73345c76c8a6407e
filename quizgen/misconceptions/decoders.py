"""Mistakes about the size of a map after an encoder and a decoder, layer kinds as in ``quizgen.formulas.decoders``."""

from __future__ import annotations

from quizgen.formulas.decoders import STEPS, decoded
from quizgen.formulas.sizes import chained
from quizgen.math.reader import read
from quizgen.math.rewrites import rewrite
from quizgen.misconceptions.kinds import Instead, Shape, Trees

_TREES = {layer: one.tree for layer, one in STEPS.items()}


def _changed(  # noqa: PLR0913 - a rewriting and the parts of a misconception
    name: str, layer: str, pattern: str, by: str, feedback: str, *, concept: str
) -> Instead:
    """A slip in the step of every layer of one kind."""
    tree = rewrite(_TREES[layer], pattern, by)
    return Instead(
        name, lambda shape: (decoded(shape, **{layer: tree}),) if layer in shape else None, feedback, concept=concept
    )


def _stepped(name: str, layer: str, step: str, feedback: str, *, concept: str) -> Instead:
    """Another step for every layer of one kind."""
    tree = read(step)
    return Instead(
        name, lambda shape: (decoded(shape, **{layer: tree}),) if layer in shape else None, feedback, concept=concept
    )


def _without(layer: str, shape: Shape) -> Trees | None:
    left = [(number, one) for number, one in enumerate(shape, 1) if one != layer]
    return (chained(left, _TREES),) if len(left) < len(shape) else None


RETURNS_INPUT = Instead(
    "returns-input-size",
    "n",
    "A decoder gives back the size of the input only if its layers undo exactly what the encoder took away.",
    concept="transposed-restores-shape",
)
SKIPS_DECODER = Instead(
    "stops-after-encoder",
    lambda shape: _without("up", shape),
    "That is the size in the middle; the transposed convolutions make the map larger again.",
    concept="part-for-whole",
)
SKIPS_POOLING = Instead(
    "skips-pooling-in-size",
    lambda shape: _without("pool", shape),
    "A pooling layer changes the size in the same way as a convolution, so it is a line of the calculation too.",
    concept="skips-pooling",
)
SKIPS_LAST = Instead(
    "skips-last-layer",
    lambda shape: (chained(enumerate(shape[:-1], 1), _TREES),),
    "That is the size before the last layer of the table, which is applied too.",
    concept="leaves-out-a-layer",
)
NO_START = _changed(
    "encoder-no-plus-one",
    "conv",
    "floor(x) + 1",
    "floor(x)",
    "In a convolution the division counts the steps; the starting position is one more output, so 1 is added.",
    concept="forgets-starting-position",
)
ROUNDS_UP = _changed(
    "encoder-rounds-up",
    "conv",
    "floor(x)",
    "ceil(x)",
    "In a convolution the fraction is rounded down: a last step for which the input does not suffice is dropped.",
    concept="rounds-up",
)
CONV_UNPADDED = _changed(
    "ignores-conv-padding",
    "conv",
    "x + 2*padding",
    "x",
    "The padding of a convolution widens its input on both sides before the kernel is fitted into it.",
    concept="ignores-padding",
)
CONV_PADS_ONCE = _changed(
    "encoder-pads-one-side",
    "conv",
    "2*padding",
    "padding",
    "In a convolution `padding` counts the zeros on each side, so the input grows by $2*padding$.",
    concept="padding-on-both-sides",
)
CONV_HALVES = _stepped(
    "convolution-divides-only",
    "conv",
    "floor(n/stride)",
    "A convolution just divides the size by its stride only if its padding makes up for its kernel.",
    concept="divides-by-stride-only",
)
UP_MULTIPLIES = _stepped(
    "decoder-input-times-stride",
    "up",
    "n*stride",
    "A transposed convolution multiplies the size by exactly its stride only where the other arguments make up for it.",
    concept="divides-by-stride-only",
)
UP_CONVOLVES = _stepped(
    "convolution-formula",
    "up",
    "floor((n + 2*padding - kernel_size)/stride) + 1",
    "A transposed convolution makes the map larger: its stride moves the kernel in the output.",
    concept="transposed-enlarges",
)
UP_STEPS = _changed(
    "decoder-step-for-each-input",
    "up",
    "n - 1",
    "n",
    "In a transposed convolution $n$ inputs are $n - 1$ steps of the stride apart.",
    concept="one-position-too-many",
)
UP_ADDS = _changed(
    "adds-padding",
    "up",
    "x - 2*padding",
    "x + 2*padding",
    "In a transposed convolution the padding crops the output, so $2*padding$ is subtracted.",
    concept="transposed-padding-crops",
)
UP_CROPS_ONCE = _changed(
    "decoder-crops-one-side",
    "up",
    "2*padding",
    "padding",
    "In a transposed convolution `padding` crops the output on each side, so $2*padding$ is subtracted.",
    concept="transposed-crop-sides",
)
UP_UNCROPPED = _changed(
    "up-ignores-padding",
    "up",
    "x - 2*padding",
    "x",
    "The padding crops the output of a transposed convolution on both sides.",
    concept="transposed-padding-crops",
)
UP_DROPS = _changed(
    "drops-output-padding",
    "up",
    "x + output_padding",
    "x",
    "`output_padding` makes the output longer on one side, so it is added.",
    concept="output-padding",
)
UP_DOUBLES = _changed(
    "output-padding-on-both-sides",
    "up",
    "x + output_padding",
    "x + 2*output_padding",
    "`output_padding` is added to one side of the output only, so it counts once.",
    concept="output-padding",
)
UP_POINTS = _changed(
    "decoder-adds-one-for-kernel",
    "up",
    "x + kernel_size",
    "x + 1",
    "In a transposed convolution the last input puts down a whole kernel and not a single value.",
    concept="transposed-last-kernel",
)
UP_NO_KERNEL = _changed(
    "decoder-forgets-kernel",
    "up",
    "x + kernel_size",
    "x",
    "In a transposed convolution the last input puts down a whole kernel, whose size is added to the steps.",
    concept="transposed-last-kernel",
)
UP_WIDE_STEPS = _changed(
    "decoder-inserts-stride-zeros",
    "up",
    "stride",
    "(stride + 1)",
    "In a transposed convolution neighbouring inputs come to lie $stride$ apart, with $stride - 1$ zeros between them.",
    concept="transposed-inserted-zeros",
)
