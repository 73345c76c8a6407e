"""A batch that passes a normalisation layer, and what the layer averages over.

Shapes begin with the kind of normalisation by the letters of the literature: BN, LN, IN or GN.
"""

from __future__ import annotations

from math import prod
from typing import Any

from quizgen.figures.norm import Norm, norm_axes
from quizgen.layers import BatchNorm2d, GroupNorm, InstanceNorm2d, Layer, LayerNorm, Network
from quizgen.math.rewrites import substitute
from quizgen.math.tree import Num, Sym
from quizgen.misconceptions.kinds import Shape, Trees
from quizgen.model import Figure
from quizgen.space import Params

NORMS: dict[str, Norm] = {"BN": "BN", "LN": "LN", "IN": "IN", "GN": "GN"}
INTRODUCTION = """
A batch of {batch} samples, each with {channels} channels of height {height} and width {width}, passes through
"""
LAYERS = {
    "BN": "a `BatchNorm2d` layer with `num_features={channels}` in training mode",
    "LN": "a `LayerNorm` layer with `normalized_shape=({channels}, {height}, {width})`",
    "IN": "an `InstanceNorm2d` layer with `num_features={channels}`",
    "GN": "a `GroupNorm` layer with `num_groups={groups}` and `num_channels={channels}`",
}


def passing(norm: str) -> str:
    """The beginning of a stem: a batch that passes a normalisation layer."""
    return f"{INTRODUCTION.strip()} {LAYERS[norm]}."


def grouped(c: Any) -> Any:
    """Whole groups of several channels, whose number is neither the channels' in a group nor that of samples."""
    return (c.channels % c.groups == 0) & (c.channels > c.groups) & (c.channels != c.groups**2) & (c.batch != c.groups)


def layer(p: Params) -> Layer:
    """The normalisation layer of a point whose shape begins with its kind."""
    channels = p["channels"]
    match p.shape[0]:
        case "BN":
            return BatchNorm2d(channels)
        case "LN":
            return LayerNorm((channels, p["height"], p["width"]))
        case "IN":
            return InstanceNorm2d(channels)
        case _:
            return GroupNorm(p["groups"], channels)


def input_shape(p: Params) -> tuple[int, int, int]:
    """Channels, height and width of one sample."""
    return p["channels"], p["height"], p["width"]


def apart(c: Any) -> Any:
    """Sizes of which none is another one or its double, so that wrong counts differ."""
    positions = c.height * c.width
    pairs = ((positions, c.channels), (positions, c.batch), (c.channels, c.batch))
    masks = [(one != other) & (one != 2 * other) & (other != 2 * one) for one, other in pairs]
    return masks[0] & masks[1] & masks[2]


def groups_of(p: Params) -> int:
    """Groups of channels by which a sample is normalised: one for LN, one a channel for IN."""
    return {"LN": 1, "IN": p["channels"]}.get(p.shape[0], p.values.get("groups", 1))


def compose(trees: Trees, shape: Shape) -> Trees:
    """The count of a shape from those of batch and of group normalisation: LN is one group, IN a group a channel."""
    batch_norm, group_norm = trees
    match shape[0]:
        case "BN":
            return (batch_norm,)
        case "LN":
            return (substitute(group_norm, {"groups": Num(1)}),)
        case "IN":
            return (substitute(group_norm, {"groups": Sym("channels")}),)
        case _:
            return (group_norm,)


def network(p: Params) -> Network:
    """The layer of a point on one sample."""
    return Network(input_shape(p), (layer(p),))


def axes(p: Params) -> tuple[Figure, ...]:
    """What shares a mean, among samples, channels and positions."""
    norm, positions = NORMS[p.shape[0]], prod(input_shape(p)[1:])
    return (norm_axes(norm, p["batch"], p["channels"], positions, p.values.get("groups", 1)),)
