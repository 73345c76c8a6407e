"""A module of ``torch.nn`` as a layer, from its attributes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from quizgen import layers
from quizgen.oracle.author.calls import Read
from quizgen.oracle.author.windows import lifted, measure

CONV = ("in_channels", "out_channels", "kernel_size", "stride", "padding", "dilation", "groups")
WINDOWS: Mapping[str, tuple[str, ...]] = {
    "Conv": CONV,
    "ConvTranspose": (*CONV, "output_padding"),
    "MaxPool": ("kernel_size", "stride", "padding", "dilation", "ceil_mode"),
    "AvgPool": ("kernel_size", "stride", "padding", "ceil_mode"),
    "AdaptiveAvgPool": ("output_size",),
    "BatchNorm": ("num_features", "affine"),
    "InstanceNorm": ("num_features", "affine"),
}
"""Layers for lines and maps, whose names end with the number of axes."""
OTHERS: Mapping[str, tuple[str, ...]] = {
    "GroupNorm": ("num_groups", "num_channels", "affine"),
    "Linear": ("in_features", "out_features"),
    "Flatten": (),
    "ReLU": (),
    "ReLU6": (),
    "Sigmoid": (),
    "Tanh": (),
    "Dropout": (),
}
KEEPING = frozenset(
    """
    Identity LeakyReLU PReLU RReLU ELU CELU SELU GELU SiLU Mish Softplus Softsign Softshrink Hardshrink Hardtanh
    Hardswish Hardsigmoid LogSigmoid Tanhshrink Threshold Dropout1d Dropout2d Dropout3d AlphaDropout FeatureAlphaDropout
    """.split()  # noqa: SIM905 - names in quotes are hard to read
)
"""Layers that give every position on, whatever they make of its values; only PReLU learns."""
PADDED = "padding_mode"


def read(module: Any) -> Read:
    """What a module is as a layer; its type is one of torch's own."""
    kind = type(module).__name__
    base, axes = (kind[:-2], int(kind[-2])) if kind.endswith(("1d", "2d", "3d")) else (kind, 0)
    if hasattr(module, "parametrizations"):
        return Read(reason="its weights are made anew from others at each call, as weight and spectral norm do")
    if kind in KEEPING and not list(module.parameters()):
        return Read(keeps=True)
    if base in WINDOWS and axes in {1, 2}:
        return _window(module, base, axes)
    if kind not in OTHERS:
        return Read(reason=f"no question is made of {kind}")
    if kind == "Flatten" and (module.start_dim, module.end_dim) != (1, -1):
        return Read(reason="it does not flatten all axes of a sample")
    return Read(getattr(layers, kind)(**_arguments(module, kind, OTHERS[kind])))


def _window(module: Any, base: str, axes: int) -> Read:
    values = _arguments(module, base, WINDOWS[base])
    if "output_size" in values and _open(values["output_size"]):
        return Read(reason="its output_size leaves an axis open")
    said = _padding(values, axes)
    if said is None:
        return Read(reason="padding='same' adds more on one side than on the other")
    mode = getattr(module, PADDED, "zeros")
    if mode != "zeros":
        said = f"{PADDED}='{mode}'"
    if "stride" in values and values["stride"] is None:
        values["stride"] = values["kernel_size"]
    values = {name: measure(value) for name, value in (lifted(values) if axes == 1 else values).items()}
    return Read(getattr(layers, f"{base}2d")(**values), type=f"{base}{axes}d" if axes == 1 else "", said=said)


def _arguments(module: Any, base: str, names: tuple[str, ...]) -> dict[str, Any]:
    values = {name: getattr(module, name) for name in names}
    if base in {"Conv", "ConvTranspose", "Linear"}:
        values["bias"] = module.bias is not None
    return values


def _open(size: Any) -> bool:
    return size is None or (isinstance(size, tuple) and None in size)


def _padding(values: dict[str, Any], axes: int) -> str | None:
    """Puts numbers in place of words; what was written, nothing where it was numbers, None where there are none."""
    word = values.get("padding")
    if not isinstance(word, str):
        return ""
    sides = [0] * axes
    if word == "same":
        apart = [gap * (size - 1) for gap, size in zip(values["dilation"], values["kernel_size"], strict=True)]
        if any(whole % 2 for whole in apart):
            return None
        sides = [whole // 2 for whole in apart]
    values["padding"] = tuple(sides)
    return f"padding='{word}'"
