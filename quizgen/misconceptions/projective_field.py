"""Mistakes about how many outputs one input position reaches, along one axis (``row``) or in the whole map (``map``).

A shape is ``row`` or ``map`` and then the kinds of the layers.
"""

from __future__ import annotations

from quizgen.formulas.receptive_field import fold, indices
from quizgen.math.reader import read
from quizgen.math.rewrites import substitute
from quizgen.math.tree import Expr, Num, Op
from quizgen.misconceptions import stacks
from quizgen.misconceptions.kinds import Instead, Shape, Trees, Wrong
from quizgen.misconceptions.stacks import HOP, STEP, Stack, stack

MAP = "map"


def asked(one_axis: Expr, shape: Shape) -> Trees:
    """The number along one axis, or its square where the whole map is asked."""
    return (Op("**", one_axis, Num(2)) if shape[0] == MAP else one_axis,)


def _of(text: str, mistaken: Stack | None = None) -> Wrong:
    """An expression in ``receptive_field`` and ``jump`` of the layers, found in the right way or in another."""

    def trees(shape: Shape) -> Trees | None:
        found = (mistaken or stack())(shape[1:])
        return found and asked(substitute(read(text), {"receptive_field": found[0], "jump": found[1]}), shape)

    return trees


def _layer(place: int) -> Wrong:
    def trees(shape: Shape) -> Trees | None:
        field, jump = fold([(indices(shape[1:])[place], STEP, HOP)])
        return asked(substitute(read(RATIO), {"receptive_field": field, "jump": jump}), shape)

    return trees


def _one_axis(shape: Shape) -> Trees | None:
    found = stack()(shape[1:])
    if not found or shape[0] != MAP:
        return None
    return (substitute(read(RATIO), {"receptive_field": found[0], "jump": found[1]}),)


def _other_way(shape: Shape) -> Trees | None:
    """The square where one axis is asked."""
    found = _one_axis((MAP, *shape[1:]))
    return None if shape[0] == MAP or found is None else (Op("**", found[0], Num(2)),)


RATIO = "ceil(receptive_field/jump)"
FIELD = Instead(
    "gives-receptive-field",
    _of("receptive_field"),
    "That is how many pixels one output sees; as outputs lie further apart than pixels, one pixel reaches fewer.",
    concept="projective-field",
)
ROUNDS_DOWN = Instead(
    "rounds-reach-down",
    _of("floor(receptive_field/jump)"),
    "Where the division leaves a remainder, some pixels reach one output more, so it is rounded up.",
    concept="projective-field",
)
ONE_SIDE = Instead(
    "reach-on-one-side",
    _of("ceil(floor(receptive_field/2)/jump)"),
    "A pixel may lie in either half of a receptive field, so outputs on both sides of it count.",
    concept="both-sides-of-kernel",
)
BOTH_SIDES = Instead(
    "whole-field-on-both-sides",
    _of("ceil((2*receptive_field - 1)/jump)"),
    "A receptive field reaches half of its size to each side, so outputs a whole field away do not see the pixel.",
    concept="both-sides-of-kernel",
)
LAST_LAYER = Instead(
    "reach-of-last-layer-only",
    _layer(-1),
    "That is how many outputs a position of the last layer's input reaches, not a pixel of the image.",
    concept="field-on-own-input",
)
FIRST_LAYER = Instead(
    "reaches-first-layer-only",
    _layer(0),
    "That is how many outputs of the first layer the pixel reaches, and the later layers go on from there.",
    concept="part-for-whole",
)
IGNORES_STRIDES = Instead(
    "ignores-strides-in-reach",
    _of(RATIO, stacks.SAME_JUMP),
    "A stride leaves out positions, so fewer outputs are there to be reached.",
    concept="ignores-stride",
)
PIXELS_SPREAD = Instead(
    "ignores-jump-in-field",
    _of(RATIO, stack("receptive_field + kernel_size - 1")),
    "A later kernel's step is as many pixels long as the strides before it make it, which widens the receptive field.",
    concept="forgets-earlier-strides",
)
SKIPS_POOLS = Instead(
    "skips-pooling",
    _of(RATIO, stacks.WITHOUT_POOLS),
    "A pooling layer also reads a window and moves by a stride, so it counts like a convolution.",
    concept="skips-pooling",
)
LAST_STRIDE = Instead(
    "last-stride-only",
    _of(RATIO, stacks.LAST_STRIDE),
    "The outputs are as far apart as all strides together say, not as the last one alone.",
    concept="one-stride-only",
)
WITHOUT_LAST_STRIDE = Instead(
    "without-last-stride",
    lambda shape: _of(f"ceil(receptive_field/(jump/stride_{len(shape) - 1}))")(shape),
    "The stride of the last layer thins out the outputs too.",
    concept="jump-needs-own-stride",
)
SUMS_STRIDES = Instead(
    "sums-strides-for-rows",
    _of(RATIO, stacks.ADDED_STRIDES),
    "The strides of layers that follow one another multiply, they do not add up.",
    concept="adds-strides",
)
ADDS_KERNEL = Instead(
    "adds-whole-kernel-for-outputs",
    _of(RATIO, stack("receptive_field + kernel_size*jump")),
    "Each layer widens the receptive field by one step less than its kernel has positions.",
    concept="adds-whole-kernel",
)
MULTIPLIES = Instead(
    "multiplies-reach-of-layers",
    lambda shape: asked(_product(shape[1:]), shape),
    "Positions of one layer share most of the outputs that they reach, so what the layers give is not multiplied.",
    concept="multiplies-kernels",
)
ONE_AXIS = Instead(
    "reach-on-one-axis", _one_axis, "That is the number along one axis, and the map has two.", concept="axis-or-area"
)
BOTH_AXES = Instead(
    "both-axes",
    _other_way,
    "That is the number in the whole map; the question asks about one axis.",
    concept="axis-or-area",
)
OVERLAP = Instead(
    "pixels-shared",
    _of("receptive_field - jump"),
    "The question asks how many outputs share one pixel, not how many pixels neighbouring outputs share.",
    concept="projective-field",
)


def _product(layers: Shape) -> Expr:
    product: Expr = Num(1)
    for index in indices(layers):
        product = Op("*", product, read(f"ceil(kernel_size_{index}/stride_{index})"))
    return product
