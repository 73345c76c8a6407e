"""Tables of whole networks from an item's JSON."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from quizgen.oracle.from_json.built import ItemParams, field, parameters, shape


def network_table(params: ItemParams) -> list[list[Any]]:
    """Output shape, parameters and receptive field after each layer."""
    layers = params["layers"]
    return [
        [_shape(params, place), parameters([layer]), field(layers[:place])[0]] for place, layer in enumerate(layers, 1)
    ]


def _shape(params: ItemParams, place: int) -> int | list[int]:
    """One number where the output is flat."""
    found = list(shape(params, params["layers"][:place]))
    return found if len(found) > 1 else found[0]


ALONE: dict[str, Callable[[ItemParams], Any]] = {"network_table": network_table}
