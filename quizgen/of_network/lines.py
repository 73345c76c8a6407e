"""Networks on lines: their layers are those of maps of one row, and are told of as what their authors wrote."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from quizgen.layers import Layer, Network, arguments, code, network_json
from quizgen.of_network.places import AskedNetwork, Place

FLAT = ("kernel_size", "stride", "padding", "output_padding", "dilation", "output_size")
"""What a layer on lines has one number of."""


def layers_json(subject: AskedNetwork, shape: tuple[int, ...], layers: Sequence[Layer]) -> dict[str, Any]:
    """Layers of a network that are given that shape, as the JSON of their author's network has them."""
    found = network_json(Network(shape, tuple(layers)))
    return on_lines(found) if subject.axes == 1 else found


def on_lines(given: Mapping[str, Any]) -> dict[str, Any]:
    """A network as JSON with layers on lines in place of those on maps of one row."""
    return {**given, "input": _flat(given["input"]), "layers": [on_line(layer) for layer in given["layers"]]}


def _flat(shape: Sequence[int]) -> list[int]:
    return [shape[0], *shape[2:]]


def on_line(layer: Mapping[str, Any]) -> dict[str, Any]:
    """A layer as JSON on lines in place of one on maps of one row."""
    if layer["type"] == "Parallel":
        return {**layer, "branches": [[on_line(one) for one in branch] for branch in layer["branches"]]}
    found = {name: value[-1] if name in FLAT and isinstance(value, list) else value for name, value in layer.items()}
    return {**found, "type": str(layer["type"]).replace("2d", "1d")}


def spelled(place: Place, shown: tuple[str, ...]) -> str:
    """A layer as a call, with these of its arguments, as its author would write it."""
    if not place.type:
        return code(place.layer, shown)
    values = arguments(place.layer)
    words = (f"{name}={_last(values[name]) if name in FLAT else values[name]}" for name in shown)
    return f"{place.type}({', '.join(words)})"


def _last(value: Any) -> Any:
    return value[-1] if isinstance(value, tuple) else value
