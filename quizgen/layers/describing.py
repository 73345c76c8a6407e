"""Layers in words: their arguments by PyTorch's names, as JSON, as a call, as a row of a table."""

from __future__ import annotations

from collections.abc import Mapping

from quizgen.layers.bases import Layer
from quizgen.layers.padded import Padded, kind
from quizgen.layers.values import Network

PLAIN = (int, bool, str, type(None))
"""What most arguments are, and is in JSON as it is; to ask whether something is a layer takes long."""


def arguments(layer: Layer) -> dict[str, object]:
    """Every argument of a layer by PyTorch's name."""
    if isinstance(layer, Padded):
        inner = arguments(layer.layer)
        return {**inner, "padding": "same" if layer.same else inner["padding"], "padding_mode": layer.padding_mode}
    return {**layer.fixed, **{name: getattr(layer, name) for name in layer.__struct_fields__}}


def layer_json(layer: Layer) -> dict[str, object]:
    """The layer as a JSON object: its type and every argument, sizes of two axes and layers within it as lists."""
    if isinstance(layer, Padded):
        return {"type": kind(layer), **{name: _json(value) for name, value in arguments(layer).items()}}
    shown: dict[str, object] = {"type": type(layer).__name__, **layer.fixed}
    for name in layer.__struct_fields__:
        value = getattr(layer, name)
        shown[name] = value if type(value) in PLAIN else _json(value)
    return shown


def _json(value: object) -> object:
    if type(value) in PLAIN:
        return value
    if isinstance(value, tuple):
        return [_json(part) for part in value]
    return layer_json(value) if isinstance(value, Layer) else value


def network_json(network: Network) -> dict[str, object]:
    """The input shape and the layers as JSON."""
    return {"input": list(network.input), "layers": [layer_json(layer) for layer in network.layers]}


def networks_json(networks: Mapping[str, Network]) -> dict[str, object]:
    """Networks that are given the same input, by name, as JSON; raises ValueError if their inputs differ."""
    (shape,) = {network.input for network in networks.values()}
    named = {name: [layer_json(layer) for layer in network.layers] for name, network in networks.items()}
    return {"input": list(shape), "networks": named}


def code(layer: Layer, show: tuple[str, ...]) -> str:
    """The layer as a call with the named arguments written out: ``Conv2d(kernel_size=3, stride=2)``."""
    values = arguments(layer)
    return f"{kind(layer)}({', '.join(f'{name}={_shown(values[name])}' for name in show)})"


def _shown(value: object) -> str:
    return "?" if value is None else str(value)


def row(layer: Layer, show: tuple[str, ...], *, blank: str = "–") -> tuple[str, ...]:
    """The layer's type and the named arguments as table cells; ``blank`` where it has no such argument."""
    values: Mapping[str, object] = arguments(layer)
    return (kind(layer), *(_shown(values[name]) if name in values else blank for name in show))
