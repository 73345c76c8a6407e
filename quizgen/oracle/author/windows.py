"""Arguments of windows: of lines as on maps of one row, and sizes as layers have them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

ONE_ROW: Mapping[str, int] = {
    "kernel_size": 1,
    "stride": 1,
    "padding": 0,
    "output_padding": 0,
    "dilation": 1,
    "output_size": 1,
}
"""What a window on a map of one row has on the other axis."""


def lifted(values: Mapping[str, Any]) -> dict[str, Any]:
    """The arguments of a layer on lines as those of the same layer on maps of one row."""
    return {name: (ONE_ROW[name], _alone(value)) if name in ONE_ROW else value for name, value in values.items()}


def measure(value: Any) -> Any:
    """One number where both axes have the same."""
    if isinstance(value, list | tuple):
        return value[0] if len(set(value)) == 1 else tuple(value)
    return value


def _alone(value: Any) -> Any:
    return value[0] if isinstance(value, list | tuple) else value
