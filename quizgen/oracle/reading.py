"""Somebody's ``torch.nn.Sequential`` as layers that questions can be made of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from quizgen import layers
from quizgen.errors import UsageError
from quizgen.layers import Layer
from quizgen.oracle.running import loaded

PLAIN = ("ReLU", "ReLU6", "Sigmoid", "Tanh", "Dropout", "Flatten")
CONV = ("in_channels", "out_channels", "kernel_size", "stride", "padding", "dilation", "groups")
ARGUMENTS: Mapping[str, tuple[str, ...]] = {
    "Conv2d": CONV,
    "ConvTranspose2d": (*CONV, "output_padding"),
    "MaxPool2d": ("kernel_size", "stride", "padding", "dilation", "ceil_mode"),
    "AvgPool2d": ("kernel_size", "stride", "padding", "ceil_mode"),
    "AdaptiveAvgPool2d": ("output_size",),
    "BatchNorm2d": ("num_features", "affine"),
    "InstanceNorm2d": ("num_features", "affine"),
    "GroupNorm": ("num_groups", "num_channels", "affine"),
    "Linear": ("in_features", "out_features"),
}


def layers_of(module: Any) -> tuple[tuple[Layer, ...], tuple[str, ...]]:
    """The layers of a ``Sequential``, those within it included, and their names.

    Raises UsageError, with the layer's name, for anything else, as only its author knows how it puts layers together.
    """
    found = list(_visited(module, ""))
    return tuple(layer for _, layer in found), tuple(name for name, _ in found)


def _visited(module: Any, name: str) -> Iterator[tuple[str, Layer]]:
    nn = loaded().nn
    if type(module) is nn.Sequential:
        for child, inner in module.named_children():
            yield from _visited(inner, f"{name}.{child}" if name else child)
    elif type(module) is not nn.Identity:
        yield name or type(module).__name__, _layer(module, name or "it")


def _layer(module: Any, name: str) -> Layer:
    kind = type(module).__name__
    if type(module) is not getattr(loaded().nn, kind, None) or kind not in {*PLAIN, *ARGUMENTS}:
        raise UsageError(
            f"{name} is of the type {kind}, and questions are made of torch.nn.Sequential with layers such as "
            f"{', '.join(list(ARGUMENTS)[:4])}; 'quizgen explain' takes any module"
        )
    if getattr(module, "padding_mode", "zeros") != "zeros":
        raise UsageError(f"{name}: padding_mode is '{module.padding_mode}'; questions are made of 'zeros'")
    if isinstance(getattr(module, "padding", 0), str):
        raise UsageError(f"{name}: padding is '{module.padding}'; questions are made of numbers")
    if kind in PLAIN:
        return getattr(layers, kind)()  # type: ignore[no-any-return]  # every plain layer is one
    values = {argument: _size(getattr(module, argument)) for argument in ARGUMENTS[kind]}
    if hasattr(module, "bias") and kind in {"Conv2d", "ConvTranspose2d", "Linear"}:
        values["bias"] = module.bias is not None
    return getattr(layers, kind)(**values)  # type: ignore[no-any-return]  # every kind is a layer


def _size(value: Any) -> Any:
    """One number where both axes have the same."""
    return value[0] if isinstance(value, tuple) and len(set(value)) == 1 else value
