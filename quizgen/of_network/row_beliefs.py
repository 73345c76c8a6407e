"""What somebody believes who is wrong about a row after a change: that it differs, or that it does not."""

from __future__ import annotations

from collections.abc import Mapping

from quizgen.layers import BatchNorm2d, Flatten, Layer, Linear
from quizgen.misconceptions import change_rows as mistakes
from quizgen.misconceptions.kinds import Misconception
from quizgen.of_network.rows_apart import ADAPTIVE, CONVOLUTIONS, Altered

COUNTED: Mapping[type[Layer], Misconception] = {
    Flatten: mistakes.FLATTEN_COUNTED,
    Linear: mistakes.READS_THE_SAME,
    BatchNorm2d: mistakes.NORM_FOLLOWS_SIZE,
}
"""Of layers that convolve nothing, beside pooling: what somebody believes who expects another number of parameters."""
LEFT_OUT: Mapping[type[Layer], Misconception] = {
    Linear: mistakes.OVERLOOKS_IN_FEATURES,
    BatchNorm2d: mistakes.OVERLOOKS_NORM,
}
"""Of layers behind the change, beside convolutions: what somebody overlooks who leaves one out."""


def expected_parameters(one: Altered, place: int) -> Misconception:
    """What somebody believes who expects a row to learn another number of parameters that does not."""
    layer = one.rows[place].layer
    if place < one.at:
        return mistakes.EARLIER
    if not isinstance(layer, CONVOLUTIONS):
        return COUNTED.get(type(layer), mistakes.POOLING_COUNTED)
    if place == one.at:
        return mistakes.MOVES_ARE_WEIGHTS
    return mistakes.READS_THE_SAME if one.argument == "out_channels" else mistakes.MAP_SETS_WEIGHTS


def expected_shape(one: Altered, place: int) -> Misconception:
    """What somebody believes who expects a row to give another shape that does not."""
    if place < one.at:
        return mistakes.EARLIER
    layer = one.rows[place].layer
    if not one.reshaped[place - 1]:
        return mistakes.PASSED_ON
    if isinstance(layer, Linear):
        return mistakes.LINEAR_FOLLOWS
    if isinstance(layer, ADAPTIVE):
        return mistakes.ADAPTIVE_FOLLOWS
    same_channels = one.rows[place - 1].after[0] == one.shapes[place - 1][0]
    if isinstance(layer, CONVOLUTIONS) and not same_channels:
        return mistakes.CHANNELS_FOLLOW
    return mistakes.ROUNDED_AWAY


def overlooked_shape(one: Altered, place: int) -> Misconception:
    """What somebody overlooks who leaves out a row that gives another shape."""
    return mistakes.OVERLOOKS_ITSELF if place == one.at else mistakes.OVERLOOKS_LATER


def overlooked_parameters(one: Altered, place: int) -> Misconception:
    """What somebody overlooks who leaves out a row that learns another number of parameters."""
    if place == one.at:
        return mistakes.OVERLOOKS_OWN_WEIGHTS
    return LEFT_OUT.get(type(one.rows[place].layer), mistakes.OVERLOOKS_IN_CHANNELS)
