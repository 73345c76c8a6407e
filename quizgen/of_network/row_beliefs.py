"""What somebody believes who is wrong about a row after a change: that it differs, or that it does not."""

from __future__ import annotations

from typing import Literal, TypeAlias

from quizgen.layers import BatchNorm, Flatten, Layer, Linear
from quizgen.misconceptions import change_rows as mistakes
from quizgen.misconceptions.kinds import Misconception
from quizgen.of_network.rows_apart import ADAPTIVE, CONVOLUTIONS, Altered

Quantity: TypeAlias = Literal["shape", "parameters"]


def expected(one: Altered, place: int, quantity: Quantity) -> Misconception:
    """What somebody believes who expects a row to differ that does not."""
    if place < one.at:
        return mistakes.EARLIER
    layer = one.rows[place].layer
    return _unshaped(one, place, layer) if quantity == "shape" else _unweighted(one, layer, moved=place == one.at)


def _unweighted(one: Altered, layer: Layer, *, moved: bool) -> Misconception:
    match layer:
        case Flatten():
            return mistakes.FLATTEN_COUNTED
        case Linear():
            return mistakes.READS_THE_SAME
        case BatchNorm():
            return mistakes.NORM_FOLLOWS_SIZE
        case _ if not isinstance(layer, CONVOLUTIONS):
            return mistakes.POOLING_COUNTED
        case _ if moved:
            return mistakes.MOVES_ARE_WEIGHTS
        case _:
            return mistakes.READS_THE_SAME if one.argument == "out_channels" else mistakes.MAP_SETS_WEIGHTS


def _unshaped(one: Altered, place: int, layer: Layer) -> Misconception:
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


def overlooked(one: Altered, place: int, quantity: Quantity) -> Misconception:
    """What somebody overlooks who leaves out a row that differs."""
    if quantity == "shape":
        return mistakes.OVERLOOKS_ITSELF if place == one.at else mistakes.OVERLOOKS_LATER
    if place == one.at:
        return mistakes.OVERLOOKS_OWN_WEIGHTS
    match one.rows[place].layer:
        case Linear():
            return mistakes.OVERLOOKS_IN_FEATURES
        case BatchNorm():
            return mistakes.OVERLOOKS_NORM
        case _:
            return mistakes.OVERLOOKS_IN_CHANNELS
