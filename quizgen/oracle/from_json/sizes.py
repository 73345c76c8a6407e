"""Sizes, parameters and receptive fields from an item's JSON."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from quizgen.oracle.from_json.built import ItemParams, field, most_within, parameters, shape


def jump(params: ItemParams) -> int:
    """How far apart neighbouring units look behind the layers; with a ``distance`` of two behind them, before them."""
    found = field(params["layers"])[1]
    return params["distance"] // (params["units"] * found) if "distance" in params else found


def parameters_saved(params: ItemParams) -> int:
    """How many parameters network b has more than network a."""
    small, large = (parameters(params["networks"][name]) for name in ("a", "b"))
    return large - small


def padding(params: ItemParams) -> int:
    """The padding with which the size stays: of the layer that has none, or around the input."""
    return next(zeros for zeros in range(params["input"][-1]) if _padded(params, zeros) == params["input"][-1])


def _padded(params: ItemParams, zeros: int) -> int | None:
    """The output's size with that padding; None where torch refuses it."""
    layers = [
        layer | {"padding": zeros if layer["padding"] is None else layer["padding"]} for layer in params["layers"]
    ]
    around = 0 if any(layer["padding"] is None for layer in params["layers"]) else zeros
    channels, *sides = params["input"]
    try:
        return shape(params | {"input": [channels, *(side + 2 * around for side in sides)]}, layers)[-1]
    except RuntimeError:
        return None


def layers(params: ItemParams) -> int:
    """The fewest repeated layers that see the target; one layer stands for a network of which its field is told."""
    before, repeated = params["layers"], params["repeated"]
    if "receptive_field" in params:
        before = [repeated | {"kernel_size": params["receptive_field"], "dilation": 1}]
    return most_within(before, repeated, params["target"] - 1) + 1


ALONE: dict[str, Callable[[ItemParams], Any]] = {
    "output_size": lambda params: shape(params)[-1],
    "channels_and_size": lambda params: shape(params)[:2],
    "output_shape": lambda params: shape(params)[-2:],
    "parameters": lambda params: parameters(params["layers"]),
    "receptive_field": lambda params: field(params["layers"])[0],
    "effective_kernel": lambda params: field(params["layers"])[0],
    "jump": jump,
    "parameters_saved": parameters_saved,
    "padding": padding,
    "layers": layers,
}
