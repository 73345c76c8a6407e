"""Layers on lines as those on maps of a single row, as which they are asked about."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from msgspec.structs import replace

from quizgen import layers
from quizgen.errors import UsageError
from quizgen.layers import Layer, Padded, Parallel, Residual, Windowed, around
from quizgen.layers.bases import Padding

OTHER_AXIS: Mapping[str, int] = {
    "kernel_size": 1,
    "stride": 1,
    "padding": 0,
    "output_padding": 0,
    "dilation": 1,
    "output_size": 1,
}
"""What a window on a single row has on the axis that a line lacks."""
LINE = 2
"""Numbers in the shape of a line."""


def lifted(layer: Layer) -> Layer:
    """The layer on maps of one row; raises UsageError for one that has no like there."""
    match layer:
        case Residual():
            return replace(layer, body=tuple(map(lifted, layer.body)), shortcut=tuple(map(lifted, layer.shortcut)))
        case Parallel():
            return replace(layer, branches=tuple(tuple(map(lifted, branch)) for branch in layer.branches))
        case Padded():
            return replace(layer, layer=lifted(layer.layer))
        case Padding(axes=1):
            sides = layer.padding if isinstance(layer.padding, tuple) else (layer.padding,) * 2
            return cast(Layer, _wider(layer)(padding=(*sides, 0, 0)))
        case Windowed(axes=1):
            given = {name: getattr(layer, name) for name in layer.__struct_fields__}
            pairs = {name: (OTHER_AXIS[name], _alone(given[name])) for name in OTHER_AXIS if name in given}
            return cast(Layer, _wider(layer)(**given | {name: _one(pair) for name, pair in pairs.items()}))
        case _:
            return layer


def in_numbers(layer: Layer) -> tuple[Layer, str]:
    """A convolution that pads by a word as one that pads in numbers, and what was written; any other as it is."""
    if not isinstance(layer, Padded):
        return layer, ""
    sides = [around(layer, which) for which in range(layer.layer.axes)]
    if any(before != after for before, after in sides):
        return layer, ""
    words = ["padding='same'"] * layer.same
    words += [f"padding_mode='{layer.padding_mode}'"] * (layer.padding_mode != "zeros")
    added = tuple(before for before, _ in sides)
    padding = added[0] if len(set(added)) == 1 else added
    return replace(layer.layer, padding=padding), " and ".join(words)


def _wider(layer: Layer) -> type:
    """The type for maps."""
    name = type(layer).__name__
    found = getattr(layers, f"{name.removesuffix('1d')}2d", None)
    if found is None or not name.endswith("1d"):
        raise UsageError(f"no question is made of {name} on lines")
    return cast(type, found)


def _alone(value: object) -> object:
    return value[0] if isinstance(value, tuple) else value


def _one(pair: tuple[object, object]) -> object:
    return pair[0] if pair[0] == pair[1] else pair


def lifted_shape(shape: tuple[int, ...]) -> tuple[int, ...]:
    """A line as a map of one row."""
    return (shape[0], 1, shape[1]) if len(shape) == LINE else shape


def written_as(layer: Layer) -> str:
    """The type of a layer that stands for one on lines, nothing for any other."""
    found = layers.kind(layer)
    return found if found.endswith("1d") else ""
