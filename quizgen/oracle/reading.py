"""Somebody's ``torch.nn.Sequential`` as layers that questions can be made of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, cast

from quizgen import layers
from quizgen.errors import UsageError
from quizgen.layers import (
    AdaptivePooling,
    AvgPooling,
    BatchNorm,
    Convolution,
    GroupNorm,
    InstanceNorm,
    Layer,
    LayerNorm,
    Linear,
    MaxPooling,
    Padded,
    Padding,
    PixelShuffle,
    PixelUnshuffle,
    Pointwise,
    Transposed,
    Upsample,
)
from quizgen.oracle.running import loaded

CONV = ("in_channels", "out_channels", "kernel_size", "stride", "padding", "dilation", "groups")
KINDS: Mapping[type[Layer], tuple[str, ...]] = {
    Convolution: CONV,
    Transposed: (*CONV, "output_padding"),
    MaxPooling: ("kernel_size", "stride", "padding", "dilation", "ceil_mode"),
    AvgPooling: ("kernel_size", "stride", "padding", "ceil_mode"),
    AdaptivePooling: ("output_size",),
    BatchNorm: ("num_features", "affine"),
    InstanceNorm: ("num_features", "affine"),
    GroupNorm: ("num_groups", "num_channels", "affine"),
    LayerNorm: ("normalized_shape",),
    Linear: ("in_features", "out_features"),
    Padding: ("padding",),
    PixelShuffle: ("upscale_factor",),
    PixelUnshuffle: ("downscale_factor",),
    Upsample: ("size", "scale_factor", "mode", "align_corners"),
}
"""The arguments that are read of a module, by the kind of its layer."""
MODES = ("nearest", "linear", "bilinear", "trilinear", "bicubic")
SHAPES = ("normalized_shape",)
"""Arguments that are a shape, whose equal sizes do not stand for each other."""


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
        yield name or type(module).__name__, layer_of(module, name or "it")


def layer_of(module: Any, name: str) -> Layer:
    """The layer of one of torch's modules; raises UsageError, beginning with its name, for one that is no layer's."""
    word = type(module).__name__
    made: Any = getattr(layers, word, None) if type(module) is getattr(loaded().nn, word, None) else None
    if made is layers.Flatten and (module.start_dim, module.end_dim) == (1, -1):
        return layers.Flatten()
    if not isinstance(made, type) or not issubclass(made, (Pointwise, *KINDS)):
        raise UsageError(
            f"{name} is of the type {word}, and questions are made of torch.nn.Sequential with layers such as Conv2d, "
            "ConvTranspose2d, MaxPool2d, AvgPool2d; 'quizgen explain' takes any module"
        )
    if getattr(module, "elementwise_affine", True) is False or getattr(module, "return_indices", False):
        raise UsageError(f"{name}: {word} is asked about with its usual arguments alone; 'quizgen explain' takes any")
    if issubclass(made, Pointwise):
        return made(**{argument: getattr(module, argument) for argument in made.__struct_fields__})
    kind = next(kind for kind in KINDS if issubclass(made, kind))
    values = {argument: _size(getattr(module, argument), argument) for argument in KINDS[kind]}
    if issubclass(made, (Convolution, Transposed, Linear)):
        values["bias"] = module.bias is not None
    _plain(values, name)
    if issubclass(made, Convolution):
        return _convolution(made, values, module.padding_mode)
    return cast(Layer, made(**values))


def _plain(values: Mapping[str, Any], name: str) -> None:
    """Raises UsageError for sizes that are no whole numbers, and for a way of resizing that is not known."""
    for argument in ("output_size", "scale_factor", "size"):
        given = values.get(argument, 1)
        sizes = given if isinstance(given, tuple) else (1 if given is None and argument != "output_size" else given,)
        if not all(isinstance(size, int) for size in sizes):
            raise UsageError(f"{name}: {argument} is {given}; questions are made of whole numbers")
    if values.get("mode", "nearest") not in MODES:
        raise UsageError(f"{name}: mode is '{values['mode']}'; questions are made of {', '.join(MODES)}")


def _convolution(made: type[Convolution], values: dict[str, Any], mode: Any) -> Layer:
    same = values["padding"] == "same"
    if same or values["padding"] == "valid":
        values["padding"] = 0
    bare = made(**values)
    if not same:
        return bare if mode == "zeros" or bare.padding == 0 else Padded(bare, mode)
    sides = [layers.around(Padded(bare, same=True), which) for which in range(made.axes)]
    if mode == "zeros" and all(before == behind for before, behind in sides):
        return made(**{**values, "padding": _size(tuple(before for before, _ in sides), "padding")})
    return Padded(bare, mode, same=True)


def _size(value: Any, argument: str) -> Any:
    """One number where all axes have the same, whole numbers as such."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, tuple | list):
        sizes = tuple(_size(one, argument) for one in value)
        return sizes[0] if len(set(sizes)) == 1 and argument not in SHAPES else sizes
    return value
