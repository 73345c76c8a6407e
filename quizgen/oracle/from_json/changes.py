"""What a network gives after a change, and the one wrong number in a table of sizes, from an item's JSON."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from quizgen.oracle.from_json.built import ItemParams, shape, through


def _changed(params: ItemParams) -> list[ItemParams]:
    """The layers, the first of which has another argument now."""
    first, *others = params["layers"]
    change = params["change"]
    return [first | {change["argument"]: change["value"]}, *others]


def corrected_size(params: ItemParams) -> int:
    """The size of the only row whose number is another one."""
    real = [size[-1] for size in through(params["layers"], params["input"])]
    (wrong,) = (size for size, printed in zip(real, params["sizes"], strict=True) if size != printed)
    return wrong


ALONE: dict[str, Callable[[ItemParams], Any]] = {
    "changed_size": lambda params: shape(params, _changed(params))[-1],
    "needed_features": lambda params: shape(params, _changed(params))[0],
    "corrected_size": corrected_size,
}
