"""A network that ends in linear layers: side and receptive field of its last map, parameters of what follows it.

A shape is the kinds of the layers that slide, ``conv``, ``dilated`` and ``pool``, numbered from the input on, and then
``linear`` once or twice. What a ``ReLU`` or ``Flatten`` does changes none of the numbers.
"""

from __future__ import annotations

from quizgen.formulas.parameters import linear_parameters
from quizgen.formulas.pooled_heads import hidden_parameters
from quizgen.formulas.receptive_field import longer_jump, stacked, wider_field
from quizgen.formulas.sizes import chained
from quizgen.math.reader import read
from quizgen.math.rewrites import substitute
from quizgen.math.tree import Expr, Num, Sym

LINEAR = "linear"
FLATTENED = read("channels*side**2")


def sliding(shape: tuple[str, ...]) -> tuple[str, ...]:
    """The kinds of the layers before the map is flattened."""
    return tuple(step for step in shape if step != LINEAR)


def is_deep(shape: tuple[str, ...]) -> bool:
    """Whether a hidden layer lies between the flattened map and the outputs."""
    return shape.count(LINEAR) > 1


def channels(shape: tuple[str, ...]) -> tuple[str, ...]:
    """The names of the channels that the network is given and that each of its convolutions gives."""
    places = (f"out_channels_{place}" for place, step in enumerate(sliding(shape), 1) if step != "pool")
    return ("in_channels", *places)


def last_side(shape: tuple[str, ...]) -> Expr:
    """The side of the last map, from the side ``n`` of the input."""
    return chained(enumerate(sliding(shape), 1))


def features(shape: tuple[str, ...]) -> Expr:
    """The values of the last map, from its ``side``."""
    return substitute(FLATTENED, {"channels": Sym(channels(shape)[-1])})


def classifier_parameters(shape: tuple[str, ...]) -> Expr:
    """Weights and biases of all linear layers, from the ``side`` of the last map."""
    if is_deep(shape):
        return substitute(hidden_parameters.tree, {"channels": features(shape)})
    return substitute(linear_parameters.tree, {"features_in": features(shape)})


def last_field(shape: tuple[str, ...]) -> Expr:
    """The input pixels along one axis that a unit of the last map spans."""
    return without_holes(stacked(wider_field.tree, longer_jump.tree, sliding(shape))[0], shape)


def without_holes(tree: Expr, shape: tuple[str, ...]) -> Expr:
    """The tree with a dilation of 1 in every layer that is told none."""
    plain = (place for place, step in enumerate(sliding(shape), 1) if step != "dilated")
    return substitute(tree, {f"dilation_{place}": Num(1) for place in plain})
