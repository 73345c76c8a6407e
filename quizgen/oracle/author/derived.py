"""A class that somebody derived from a layer of torch's own, and whose forward calls that layer's function."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import SimpleNamespace
from typing import Any

from quizgen.oracle.author import modules
from quizgen.oracle.author.calls import Read

ARGUMENTS: Mapping[str, tuple[str, ...]] = {
    "conv": ("input", "weight", "bias", "stride", "padding", "dilation", "groups"),
    "linear": ("input", "weight", "bias"),
}
USUAL: Mapping[str, Any] = {"bias": None, "stride": 1, "padding": 0, "dilation": 1, "groups": 1}
SIZES = ("stride", "padding", "dilation")


def layer(owner: Any, name: str, arguments: Sequence[Any], named: Mapping[str, Any]) -> tuple[str, Read] | None:
    """The layer's own type and what it is; None where the function is given other weights than the layer's.

    ``owner`` is the module whose forward runs, ``name`` and the rest are the function that it calls. What the function
    is given counts: a forward may pad by itself and convolve without padding.
    """
    base = name.rstrip("123d") if name.startswith("conv") else name
    kind = "Linear" if name == "linear" else name.capitalize()
    own = next((one.__name__ for one in type(owner).__mro__ if one.__module__.startswith("torch.nn.modules")), "")
    if base not in ARGUMENTS or own != kind:
        return None
    given = {**USUAL, **dict(zip(ARGUMENTS[base], arguments, strict=False)), **named}
    if given.get("weight") is not owner.weight or hasattr(owner, "parametrizations"):
        return None
    if base == "linear":
        return kind, modules.read_as(_like(owner, given, "in_features", "out_features"), kind)
    found = _like(owner, given, "in_channels", "out_channels", "kernel_size")
    axes = len(owner.kernel_size)
    vars(found).update({size: _each(given[size], axes) for size in SIZES}, groups=given["groups"])
    return kind, modules.read_as(found, kind)


def _like(owner: Any, given: Mapping[str, Any], *names: str) -> SimpleNamespace:
    """What has the owner's sizes, and the bias that the function was given."""
    return SimpleNamespace(**{name: getattr(owner, name) for name in names}, bias=given["bias"])


def _each(value: Any, axes: int) -> Any:
    return (value,) * axes if isinstance(value, int) else value
