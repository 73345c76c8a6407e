"""Tables of whole networks from an item's JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from quizgen.oracle.from_json.built import ItemParams, blank, field, parameters, sequence
from quizgen.oracle.running import loaded


def network_table(params: ItemParams) -> list[list[Any]]:
    """Output shape, parameters and receptive field after each layer."""
    layers = params["layers"]
    return [
        [found, parameters([layer]), field(layers[:place])[0]]
        for place, (layer, found) in enumerate(zip(layers, _shapes(params), strict=True), 1)
    ]


def _shapes(params: ItemParams) -> Iterator[int | list[int]]:
    """What each layer gives; one number where it is flat."""
    signal = blank(params["input"])
    for layer in sequence(params["layers"]).eval():
        with loaded().inference_mode():
            signal = layer(signal)
        found = list(signal.shape[1:])
        yield found if len(found) > 1 else found[0]


ALONE: dict[str, Callable[[ItemParams], Any]] = {"network_table": network_table}
