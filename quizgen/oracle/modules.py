"""Whole modules of ``torch.nn`` on the meta device, for their parameters, and the shapes that whole maps take."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from math import prod
from typing import Any, cast

from msgspec.structs import replace

from quizgen import layers as values
from quizgen.layers import (
    AdaptiveAvgPool2d,
    AvgPool2d,
    BatchNorm,
    BatchNorm2d,
    Conv2d,
    Convolution,
    ConvTranspose2d,
    GroupNorm,
    InstanceNorm,
    InstanceNorm2d,
    Joining,
    Layer,
    LayerNorm,
    Linear,
    MaxPool2d,
    Padded,
    PReLU,
    ReLU,
    Transposed,
    arguments,
    branches,
    kind,
)
from quizgen.oracle.composed import composed
from quizgen.oracle.running import loaded
from quizgen.oracle.whole import blank, through

LARGE = (Conv2d, ConvTranspose2d, Linear, BatchNorm2d, InstanceNorm2d, GroupNorm, LayerNorm)
STORED = (Convolution, Transposed, Linear, BatchNorm, InstanceNorm, GroupNorm, LayerNorm, PReLU, Padded)
"""Layers whose modules have weights."""
KINDS = (
    *LARGE,
    *(values.Conv1d, values.Conv3d, values.ConvTranspose1d, values.ConvTranspose3d, values.BatchNorm1d),
    *(values.BatchNorm3d, values.InstanceNorm1d, values.InstanceNorm3d, MaxPool2d, AvgPool2d, AdaptiveAvgPool2d, ReLU),
)
KEPT = 256
PLAIN = frozenset({int, float, bool, str, tuple, list, type(None)})


@cache
def unfilled() -> dict[str, type[Any]]:
    """Common modules of ``torch.nn`` by name, without the first random weights.

    Drawing those would be two thirds of a layer's cost. Half of the rest is torch's search, at each number, parameter
    and buffer that is set, for another one of that name.
    """
    nn = loaded().nn

    def leave(module: Any) -> None:
        del module

    def set_plainly(module: Any, name: str, value: object) -> None:
        if type(value) is nn.Parameter:
            register_parameter(module, name, value)
        else:
            (object if type(value) in PLAIN else nn.Module).__setattr__(module, name, value)

    def register_parameter(module: Any, name: str, parameter: object) -> None:
        vars(module)["_parameters"][name] = parameter

    def register_buffer(module: Any, name: str, buffer: object) -> None:
        vars(module)["_buffers"][name] = buffer

    own = {
        "reset_parameters": leave,
        "__setattr__": set_plainly,
        "register_parameter": register_parameter,
        "register_buffer": register_buffer,
    }
    return {kind.__name__: type(kind.__name__, (getattr(nn, kind.__name__),), own) for kind in KINDS}


@cache
def _meta() -> Any:
    return loaded().device("meta")


def module(layer: Layer) -> Any:
    """The real module of a layer without branches; the names of its arguments are PyTorch's own.

    What is learned is on the meta device, where nothing is stored.
    """
    if found := composed(layer):
        return found
    made = unfilled().get(kind(layer)) or getattr(loaded().nn, kind(layer))
    return made(**arguments(layer), device=_meta()) if isinstance(layer, STORED) else made(**arguments(layer))


def parameters(layers: Sequence[Layer]) -> int:
    """The number of learnable parameters of the real modules, of those in branches too: the sum of ``p.numel()``.

    Of equal layers one module is made; those of the layers that were asked about last are kept, and counted each time.
    """
    return sum(map(_parameters, layers))


def _parameters(layer: Layer) -> int:
    if isinstance(layer, Joining):
        return sum(map(parameters, branches(layer)))
    made = _kept(layer)
    if vars(made)["_modules"]:
        return sum(parameter.numel() for parameter in made.parameters())
    return sum(parameter.numel() for parameter in vars(made)["_parameters"].values() if parameter is not None)


@lru_cache(KEPT)
def _kept(layer: Layer) -> Any:
    return module(layer)


def output_shape(layers: Sequence[Layer], shape: tuple[int, ...]) -> tuple[int, ...]:
    """The shape, without the batch, that the real layers in evaluation give for an input of ``shape``.

    Torch's own RuntimeError or ValueError says what does not fit.
    """
    with loaded().inference_mode():
        return tuple(through(layers, blank(shape)).shape[1:])


def fitted_parameters(layers: Sequence[Layer], shape: tuple[int, ...], start: int = 0) -> int:
    """As ``parameters``, for an input of ``shape``: ``Linear(in_features=None)`` takes what really reaches it.

    Layers before the place ``start``, from 0, are run and not counted.
    """
    place = next((place for place, layer in enumerate(layers) if isinstance(layer, Linear)), None)
    if place is None:
        return parameters(layers[start:])
    features = prod(output_shape(layers[:place], shape))
    linear = replace(cast(Linear, layers[place]), in_features=features)
    return parameters([*layers[:place], linear, *layers[place + 1 :]][start:])
