"""Layers of an item's JSON as PyTorch code that a teacher would write: defaults are left out, one layer a line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeAlias

Given: TypeAlias = Mapping[str, Any]
"""A layer as the JSON has it."""
Asked: TypeAlias = Mapping[str, str]
"""The names of variables that stand for what is asked, by argument."""
NOTHING: Asked = {}
INDENT = "    "
_POSITIONAL = (
    "in_channels",
    "out_channels",
    "in_features",
    "out_features",
    "num_features",
    "num_groups",
    "num_channels",
)
_USUAL: Mapping[str, object] = {
    "padding": 0,
    "output_padding": 0,
    "dilation": 1,
    "groups": 1,
    "bias": True,
    "affine": True,
    "ceil_mode": False,
    "count_include_pad": True,
}
"""What each argument is unless somebody says so, in all layers that have it."""
_NORMS = ("BatchNorm1d", "BatchNorm2d", "BatchNorm3d", "InstanceNorm2d")
"""Layers that look at their samples while they are trained."""
_JOINS = ("Residual", "Parallel", "Sum", "Product")
_OWN: Mapping[str, str] = {
    **{name: name for name in (*_JOINS, "LayerScale", "SqueezeExcitation", "Channels", "StochasticDepth")},
    **{f"LayerNorm{axes}d": "ChannelNorm" for axes in (1, 2, 3)},
    **{f"MaxUnpool{axes}d": "Unpool" for axes in (1, 2, 3)},
}
"""Classes that are none of torch's, which our templates define, by the types of layers; unpooling is put into one."""


def network(layers: Sequence[Given], asked: Asked = NOTHING) -> str:
    """The layers one after the other; those that look at samples in training are set to evaluation."""
    evaluated = any(layer["type"] in _NORMS for layer in every(layers))
    return sequential(layers, asked=asked) + (".eval()" if evaluated else "")


def sequential(layers: Sequence[Given], depth: int = 0, asked: Asked = NOTHING) -> str:
    """``nn.Sequential(...)`` over several lines, the first of which stands so deep already."""
    if not layers:
        return "nn.Sequential()"
    inner = INDENT * (depth + 1)
    lines = "".join(f"{inner}{call(layer, depth + 1, asked)},\n" for layer in layers)
    return f"nn.Sequential(\n{lines}{INDENT * depth})"


def call(layer: Given, depth: int = 0, asked: Asked = NOTHING) -> str:
    """One layer: ``nn.Conv2d(3, 8, kernel_size=5, stride=2)``."""
    match layer["type"]:
        case "Residual":
            paths = [_path(layer["body"], depth + 1, asked), _path(layer["shortcut"], depth + 1, asked)]
            return _block("Residual", paths, depth)
        case "Parallel" | "Sum" | "Product" as kind:
            return _block(kind, [_path(branch, depth + 1, asked) for branch in layer["branches"]], depth)
        case "Unflatten":
            return f"nn.Unflatten(1, {_shown(layer['unflattened_size'])})"
        case kind:
            given, own = ", ".join(_arguments(layer, asked)), _OWN.get(kind)
            if own and own != "Unpool":
                return f"{own}({given})"
            return f"{own}(nn.{kind}({given}))" if own else f"nn.{kind}({given})"


def classes(layers: Sequence[Given]) -> tuple[str, ...]:
    """The names of the classes, which are none of torch's, that the layers need."""
    used = {layer["type"] for layer in every(layers)}
    return tuple(dict.fromkeys(own for name, own in _OWN.items() if name in used))


def every(layers: Sequence[Given]) -> Iterator[Given]:
    """The layers and all that are within them."""
    for layer in layers:
        yield layer
        for path in (layer.get("body", ()), layer.get("shortcut", ()), *layer.get("branches", ())):
            yield from every(path)


def _path(layers: Sequence[Given], depth: int, asked: Asked) -> str:
    if len(layers) == 1:
        return call(layers[0], depth, asked)
    return sequential(layers, depth, asked) if layers else "nn.Identity()"


def _block(name: str, paths: Sequence[str], depth: int) -> str:
    inner = INDENT * (depth + 1)
    return f"{name}(\n{''.join(f'{inner}{path},{chr(10)}' for path in paths)}{INDENT * depth})"


def _arguments(layer: Given, asked: Asked) -> Iterator[str]:
    """The channels by their places, all else by its name; ``stride`` of a convolution only where it is not 1."""
    for name, value in layer.items():
        if name == "type" or (name in _USUAL and _USUAL[name] == value and layer["type"] != "InstanceNorm2d"):
            continue
        if name == "stride" and value == 1 and "in_channels" in layer:
            continue
        shown = asked.get(name, "None") if value is None else _shown(value)
        yield shown if name in _POSITIONAL else f"{name}={shown}"


def _shown(value: Any) -> str:
    return repr(tuple(value) if isinstance(value, list) else value)
