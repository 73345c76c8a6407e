"""Sizes, parameters and receptive fields from an item's JSON."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from built import Json, field, parameters, shape

FOUND: dict[str, Callable[[Json], Any]] = {
    "output_size": lambda params: shape(params)[-1],
    "channels_and_size": lambda params: shape(params)[:2],
    "output_shape": lambda params: shape(params)[-2:],
    "parameters": lambda params: parameters(params["layers"]),
    "receptive_field": lambda params: field(params["layers"])[0],
    "effective_kernel": lambda params: field(params["layers"])[0],
    "jump": lambda params: field(params["layers"])[1],
}


def parameters_saved(params: Json, key: Any) -> bool:
    """Two networks differ by that many parameters."""
    small, large = (parameters(params["networks"][name]) for name in ("a", "b"))
    return bool(key == large - small)


def padding(params: Json, key: Any) -> bool:
    """With the asked padding the size stays."""
    filled = [layer | {"padding": key if layer["padding"] is None else layer["padding"]} for layer in params["layers"]]
    return bool(shape(params, filled)[-1] == params["input"][-1])


def layers(params: Json, key: Any) -> bool:
    """So many repeated layers see the target, and one less does not."""
    fields = [field([*params["layers"], *[params["repeated"]] * count])[0] for count in (key, key - 1)]
    return bool(fields[0] >= params["target"] > fields[1])


HOLDS: dict[str, Callable[[Json, Any], bool]] = {
    "parameters_saved": parameters_saved,
    "padding": padding,
    "layers": layers,
}
