"""The keys of several parts about one network, from an item's JSON."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from quizgen.oracle.from_json.built import ItemParams, field, parameters, shape


def side_parameters_field(params: ItemParams) -> list[int]:
    """The side of the map that is flattened, the parameters of the linear layers, the receptive field before them."""
    layers: list[ItemParams] = params["layers"]
    place = next(place for place, layer in enumerate(layers) if layer["type"] == "Flatten")
    return [shape(params, layers[:place])[-1], parameters(layers[place:]), field(layers[:place])[0]]


ALONE: dict[str, Callable[[ItemParams], Any]] = {"side_parameters_field": side_parameters_field}
