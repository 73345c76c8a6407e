"""Layers along one axis, with weights of one: what they see follows from their moves alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from quizgen.formats.ipynb.networks import INDENT, Given

_MOVES = {"stride": 1, "padding": 0, "dilation": 1}
"""The moves beside the kernel, and what each is unless somebody says so."""


def row(layers: Sequence[Given], *, padded: bool = False, depth: int = 0) -> str:
    """Those that move, one after the other; without their padding unless it is wanted."""
    moving = [layer for layer in layers if _moves(layer)]
    if not moving:
        return "nn.Sequential()"
    inner = INDENT * (depth + 1)
    lines = "".join(f"{inner}{one(layer, padded=padded, depth=depth + 1)},\n" for layer in moving)
    return f"nn.Sequential(\n{lines}{INDENT * depth})"


def each(layers: Sequence[Given]) -> str:
    """A list with one for each layer, None for those that only look at one place."""
    lines = "".join(f"{INDENT}{one(layer, depth=1) if _moves(layer) else None},\n" for layer in layers)
    return f"[\n{lines}]"


def one(layer: Given, *, padded: bool = False, depth: int = 0) -> str:
    """One layer: ``ones(3, dilation=2)``."""
    if "branches" in layer:
        inner = INDENT * (depth + 1)
        paths = "".join(f"{inner}{row(branch, padded=padded, depth=depth + 1)},\n" for branch in layer["branches"])
        return f"Branches(\n{paths}{INDENT * depth})"
    return f"ones({', '.join(_arguments(layer, padded=padded))})"


def _moves(layer: Given) -> bool:
    return "kernel_size" in layer or "branches" in layer


def _arguments(layer: Given, *, padded: bool) -> Iterator[str]:
    yield str(_along(layer["kernel_size"]))
    for name, usual in _MOVES.items():
        value = _along(layer.get(name, usual))
        if value != usual and (padded or name != "padding"):
            yield f"{name}={name if value is None else value}"


def _along(value: Any) -> Any:
    """Along the height, where both axes are given."""
    return value[0] if isinstance(value, list) else value
