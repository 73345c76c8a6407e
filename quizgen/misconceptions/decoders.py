"""Mistakes about the size of a map after an encoder and a decoder, layer kinds as in ``quizgen.formulas.decoders``."""

from __future__ import annotations

from quizgen.formulas.decoders import STEPS, decoded
from quizgen.formulas.sizes import chained
from quizgen.math.reader import read
from quizgen.math.rewrites import rewrite
from quizgen.misconceptions.kinds import Instead, Shape, Trees

_TREES = {layer: one.tree for layer, one in STEPS.items()}


def _changed(name: str, layer: str, pattern: str, by: str, feedback: str) -> Instead:
    """A slip in the step of every layer of one kind."""
    tree = rewrite(_TREES[layer], pattern, by)
    return Instead(name, lambda shape: (decoded(shape, **{layer: tree}),) if layer in shape else None, feedback)


def _stepped(name: str, layer: str, step: str, feedback: str) -> Instead:
    """Another step for every layer of one kind."""
    tree = read(step)
    return Instead(name, lambda shape: (decoded(shape, **{layer: tree}),) if layer in shape else None, feedback)


def _without(layer: str, shape: Shape) -> Trees | None:
    left = [(number, one) for number, one in enumerate(shape, 1) if one != layer]
    return (chained(left, _TREES),) if len(left) < len(shape) else None


RETURNS_INPUT = Instead(
    "returns-input-size",
    "n",
    "A decoder gives back the size of the input only if its layers undo exactly what the encoder took away.",
)
SKIPS_DECODER = Instead(
    "stops-after-encoder",
    lambda shape: _without("up", shape),
    "That is the size in the middle; the transposed convolutions make the map larger again.",
)
SKIPS_POOLING = Instead(
    "skips-pooling",
    lambda shape: _without("pool", shape),
    "A pooling layer changes the size in the same way as a convolution, so it is a line of the calculation too.",
)
SKIPS_LAST = Instead(
    "skips-last-layer",
    lambda shape: (chained(enumerate(shape[:-1], 1), _TREES),),
    "That is the size before the last layer of the table, which is applied too.",
)
NO_START = _changed(
    "no-plus-one",
    "conv",
    "floor(x) + 1",
    "floor(x)",
    "In a convolution the division counts the steps; the starting position is one more output, so 1 is added.",
)
ROUNDS_UP = _changed(
    "rounds-up",
    "conv",
    "floor(x)",
    "ceil(x)",
    "In a convolution the fraction is rounded down: a last step for which the input does not suffice is dropped.",
)
CONV_UNPADDED = _changed(
    "ignores-conv-padding",
    "conv",
    "x + 2*padding",
    "x",
    "The padding of a convolution widens its input on both sides before the kernel is fitted into it.",
)
CONV_PADS_ONCE = _changed(
    "pads-one-side",
    "conv",
    "2*padding",
    "padding",
    "In a convolution `padding` counts the zeros on each side, so the input grows by $2*padding$.",
)
CONV_HALVES = _stepped(
    "convolution-divides-only",
    "conv",
    "floor(n/stride)",
    "A convolution divides the size by its stride alone only where its padding makes up for its kernel.",
)
UP_MULTIPLIES = _stepped(
    "input-times-stride",
    "up",
    "n*stride",
    "A transposed convolution multiplies the size by exactly its stride only where the other arguments make up for it.",
)
UP_CONVOLVES = _stepped(
    "convolution-formula",
    "up",
    "floor((n + 2*padding - kernel_size)/stride) + 1",
    "A transposed convolution makes the map larger: its stride moves the kernel in the output.",
)
UP_STEPS = _changed(
    "step-for-each-input",
    "up",
    "n - 1",
    "n",
    "In a transposed convolution $n$ inputs are $n - 1$ steps of the stride apart.",
)
UP_ADDS = _changed(
    "adds-padding",
    "up",
    "x - 2*padding",
    "x + 2*padding",
    "In a transposed convolution the padding crops the output, so $2*padding$ is subtracted.",
)
UP_CROPS_ONCE = _changed(
    "crops-one-side",
    "up",
    "2*padding",
    "padding",
    "In a transposed convolution `padding` crops the output on each side, so $2*padding$ is subtracted.",
)
UP_UNCROPPED = _changed(
    "ignores-crop",
    "up",
    "x - 2*padding",
    "x",
    "The padding of a transposed convolution crops its output on both sides.",
)
UP_DROPS = _changed(
    "drops-output-padding",
    "up",
    "x + output_padding",
    "x",
    "`output_padding` makes the output of its layer longer on one side, so it is added.",
)
UP_DOUBLES = _changed(
    "output-padding-on-both-sides",
    "up",
    "x + output_padding",
    "x + 2*output_padding",
    "`output_padding` is added to one side of the output only, so it counts once.",
)
UP_POINTS = _changed(
    "adds-one-for-kernel",
    "up",
    "x + kernel_size",
    "x + 1",
    "In a transposed convolution the last input puts down a whole kernel and not a single value.",
)
UP_NO_KERNEL = _changed(
    "forgets-kernel",
    "up",
    "x + kernel_size",
    "x",
    "In a transposed convolution the last input puts down a whole kernel, whose size is added to the steps.",
)
UP_WIDE_STEPS = _changed(
    "inserts-stride-zeros",
    "up",
    "stride",
    "(stride + 1)",
    "In a transposed convolution neighbouring inputs come to lie $stride$ apart, with $stride - 1$ zeros between them.",
)
