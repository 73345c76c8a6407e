"""What makes questions about layers harder, as their parameters tell: a stride, dilation, a fraction to round."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeAlias

Json: TypeAlias = Mapping[str, Any]


def radicals(params: Json) -> frozenset[str]:
    """The names of what a question's parameters have; nothing of a question in words."""
    layers = list(_layers(params))
    found = {name for name, holds in _OF_LAYERS.items() if any(map(holds, layers))}
    if len(layers) > 1:
        found.add("several-layers")
    if _rounds(params, layers):
        found.add("rounding")
    size = params.get("input")
    if isinstance(size, list | tuple) and len(size) == 3 and size[1] != size[2]:
        found.add("uneven")
    return frozenset(found)


def _layers(value: object) -> Iterator[Json]:
    """Every layer, however deep it stands."""
    if isinstance(value, Mapping):
        if "type" in value:
            yield value
        for inner in value.values():
            yield from _layers(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _layers(inner)


def _numbers(layer: Json, name: str) -> list[int]:
    value = layer.get(name)
    return [one for one in (value if isinstance(value, list | tuple) else [value]) if type(one) is int]


def _above(name: str, least: int) -> Callable[[Json], bool]:
    return lambda layer: any(one > least for one in _numbers(layer, name))


def _is_conv(layer: Json) -> bool:
    return str(layer["type"]).startswith("Conv")


def _is_uneven(layer: Json) -> bool:
    return any(len(set(_numbers(layer, name))) > 1 for name in ("kernel_size", "stride", "padding", "dilation"))


def _has_even_kernel(layer: Json) -> bool:
    return _is_conv(layer) and any(one % 2 == 0 for one in _numbers(layer, "kernel_size"))


_STRIDE = _above("stride", 1)
_OF_LAYERS: Mapping[str, Callable[[Json], bool]] = {
    "stride": lambda layer: _is_conv(layer) and _STRIDE(layer),
    "padding": _above("padding", 0),
    "dilation": _above("dilation", 1),
    "groups": _above("groups", 1),
    "no-bias": lambda layer: layer.get("bias") is False,
    "even-kernel": _has_even_kernel,
    "uneven": _is_uneven,
    "ceil-mode": lambda layer: layer.get("ceil_mode") is True,
    "pooling": lambda layer: "Pool" in str(layer["type"]),
}
NAMES = (*_OF_LAYERS, "several-layers", "rounding")
"""All there are, in the order in which they are told."""


def _rounds(params: Json, layers: list[Json]) -> bool:
    """Whether a fraction is rounded anywhere on the way of the input through the layers that are known."""
    size = params.get("input")
    if not isinstance(size, list | tuple) or list(params.get("layers", ())) != layers:
        return False
    return any(_on_the_way(side, axis, layers) for axis, side in enumerate(size[-2:]))


def _on_the_way(side: object, axis: int, layers: list[Json]) -> bool:
    for layer in layers:
        found = [_axis(layer, name, axis) for name in ("kernel_size", "stride", "padding", "dilation")]
        if "kernel_size" not in layer or str(layer["type"]).startswith("ConvTranspose"):
            return False
        if not isinstance(side, int) or None in found:
            return False
        kernel, stride, padding, dilation = (one or 0 for one in found)
        room = side + 2 * padding - dilation * (kernel - 1) - 1
        if stride < 1 or room % stride:
            return stride > 0
        side = room // stride + 1
    return False


def _axis(layer: Json, name: str, axis: int) -> int | None:
    """A setting along an axis; None where it is asked, or in words."""
    value = layer.get(name, {"stride": 1, "padding": 0, "dilation": 1}.get(name))
    value = value[axis] if isinstance(value, list | tuple) and len(value) > axis else value
    return value if type(value) is int else None
