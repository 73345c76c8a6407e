"""Tables of whole networks from an item's JSON."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from quizgen.oracle.from_json.built import ItemParams, field, parameters, through


def network_table(params: ItemParams) -> list[list[Any]]:
    """Output shape, one number where it is flat, parameters and receptive field after each layer."""
    layers = params["layers"]
    return [
        [list(found) if len(found) > 1 else found[0], parameters([layer]), field(layers[:place])[0]]
        for place, (layer, found) in enumerate(zip(layers, through(layers, params["input"]), strict=True), 1)
    ]


ALONE: dict[str, Callable[[ItemParams], Any]] = {"network_table": network_table}
