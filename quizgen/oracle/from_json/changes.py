"""What a network gives after a change, and the one wrong number in a table of sizes, from an item's JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from quizgen.oracle.from_json.built import ItemParams, parameters, shape, through

READ = ("in_channels", "in_features", "num_features")
"""What says how much a layer reads."""


def _changed(params: ItemParams) -> list[ItemParams]:
    """The layers, the first of which has another argument now."""
    first, *others = params["layers"]
    change = params["change"]
    return [first | {change["argument"]: change["value"]}, *others]


def _altered(params: ItemParams) -> list[ItemParams]:
    """The layers with a change of one of them, those behind it made to read what then reaches them."""
    change, found = params["change"], list[ItemParams]()
    reached = params["input"]
    for row, layer in enumerate(params["layers"], 1):
        made = dict(layer)
        if row == change["row"]:
            made[change["argument"]] = change["value"]
        elif row > change["row"] and layer.get("groups", 1) == 1:
            made |= {name: reached[0] for name in READ if name in layer}
        found.append(made)
        (reached,) = through([made], reached)
    return found


def _differing(old: Iterable[object], new: Iterable[object]) -> list[int]:
    """The numbers of the rows that are not the same."""
    return [row for row, (one, other) in enumerate(zip(old, new, strict=True), 1) if one != other]


def changed_shapes(params: ItemParams) -> list[int]:
    """The rows that give another shape."""
    return _differing(*(through(layers, params["input"]) for layers in (params["layers"], _altered(params))))


def changed_parameters(params: ItemParams) -> list[int]:
    """The rows with another number of parameters."""
    return _differing(*([parameters([layer]) for layer in layers] for layers in (params["layers"], _altered(params))))


def corrected_size(params: ItemParams) -> int:
    """The size of the only row whose number is another one."""
    real = [size[-1] for size in through(params["layers"], params["input"])]
    (wrong,) = (size for size, printed in zip(real, params["sizes"], strict=True) if size != printed)
    return wrong


def wrong_row(params: ItemParams) -> list[int]:
    """The first row whose layer makes something else of the size above it, and what stands there."""
    channels, *sides = params["input"]
    for row, (layer, printed) in enumerate(zip(params["layers"], params["sizes"], strict=True), 1):
        ((channels, *made),) = through([layer], (channels, *sides))
        if made[-1] != printed:
            return [row, printed]
        sides = made
    raise ValueError("no row is wrong")


ALONE: dict[str, Callable[[ItemParams], Any]] = {
    "changed_size": lambda params: shape(params, _changed(params))[-1],
    "needed_features": lambda params: shape(params, _changed(params))[0],
    "corrected_size": corrected_size,
    "wrong_row": wrong_row,
    "changed_shapes": changed_shapes,
    "changed_parameters": changed_parameters,
}
