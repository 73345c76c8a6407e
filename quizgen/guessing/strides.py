"""The first guess at a map's size: the input's over all strides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any


def input_over_strides(params: Mapping[str, Any]) -> Fraction | None:
    """The last axis of the input over the strides along it, from an item's ``params``; None where there are no such.

    Transposed layers multiply by theirs. Of blocks the first branch counts, of several networks the first.
    """
    size = _last(params.get("input") or 0)
    layers = params.get("layers") or next(iter(params.get("networks", {}).values()), None)
    return size * _scale(layers) if isinstance(size, int) and size and layers else None


def _scale(layers: Sequence[Mapping[str, Any]]) -> Fraction:
    scale = Fraction(1)
    for layer in layers:
        branches = layer.get("branches") or [layer.get("body", [])]
        stride = Fraction(_last(layer.get("stride") or 1))
        own = stride if "Transpose" in layer["type"] else 1 / stride
        scale *= own * _scale(branches[0])
    return scale


def _last(size: Any) -> Any:
    return size[-1] if isinstance(size, list) else size
