"""Whole modules of ``torch.nn`` on the meta device, for their parameters and the shapes that they give."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from math import prod
from types import SimpleNamespace
from typing import Any, cast

from quizgen.layers import (
    BatchNorm2d,
    Conv2d,
    ConvTranspose2d,
    Flatten,
    GroupNorm,
    InstanceNorm2d,
    Layer,
    LayerNorm,
    Linear,
    Parallel,
    Residual,
    arguments,
    branches,
)
from quizgen.oracle.running import loaded, output_length

LEARNING = (Conv2d, ConvTranspose2d, Linear, BatchNorm2d, InstanceNorm2d, GroupNorm, LayerNorm)


@cache
def _blank() -> SimpleNamespace:
    """The modules of ``torch.nn`` that have parameters, on the meta device and without the first random weights.

    Nothing is stored there, and drawing those weights would be two thirds of a layer's cost.
    """
    nn = loaded().nn

    def leave(module: Any) -> None:
        del module

    def blank(kind: type) -> type:
        return type(kind.__name__, (kind,), {"reset_parameters": leave})

    names = [kind.__name__ for kind in LEARNING]
    return SimpleNamespace(**{name: blank(getattr(nn, name)) for name in names}, device=loaded().device("meta"))


@cache
def _joints() -> SimpleNamespace:
    """The two ways to join branches as modules: their sum, and their concatenation along the channels."""
    torch = loaded()

    class Joint(torch.nn.Module):  # type: ignore[misc, name-defined]  # torch is imported late
        def __init__(self, paths: Iterable[Any]) -> None:
            super().__init__()
            self.branches = torch.nn.ModuleList(paths)

    class Sum(Joint):
        def forward(self, signal: Any) -> Any:
            ends = [branch(signal) for branch in self.branches]
            if len({end.shape for end in ends}) > 1:
                shapes = " and ".join(str(tuple(end.shape[1:])) for end in ends)
                raise ValueError(f"only equal shapes are added, not {shapes}")
            return sum(ends)

    class Concatenation(Joint):
        def forward(self, signal: Any) -> Any:
            return torch.cat([branch(signal) for branch in self.branches], 1)

    return SimpleNamespace(Sum=Sum, Concatenation=Concatenation)


def module(layer: Layer) -> Any:
    """The real module of a layer; the names of its arguments are PyTorch's own."""
    nn = loaded().nn
    match layer:
        case Residual():
            return _joints().Sum(sequence(branch) for branch in branches(layer))
        case Parallel():
            return _joints().Concatenation(sequence(branch) for branch in branches(layer))
    name = type(layer).__name__
    if isinstance(layer, LEARNING):
        return getattr(_blank(), name)(**arguments(layer), device=_blank().device)
    return getattr(nn, name)(**arguments(layer))


def sequence(layers: Sequence[Layer]) -> Any:
    """The real modules one after the other; none is the identity."""
    return loaded().nn.Sequential(*(module(layer) for layer in layers))


def parameters(layers: Sequence[Layer]) -> int:
    """The number of learnable parameters of the real modules: the sum of ``p.numel()``."""
    return sum(parameter.numel() for layer in layers for parameter in module(layer).parameters())


def output_shape(layers: Sequence[Layer], shape: tuple[int, ...]) -> tuple[int, ...]:
    """The shape, without the batch, that the real modules in evaluation give for an input of ``shape``.

    Without values, on the meta device. Torch's own RuntimeError or ValueError says what does not fit.
    """
    torch = loaded()
    with torch.inference_mode():
        whole = torch.empty(1, *shape, device=_blank().device)
        for layer in layers:
            whole = module(layer).eval()(whole)
    return tuple(whole.shape[1:])


def fitted_parameters(layers: Sequence[Layer], shape: tuple[int, int, int]) -> int:
    """As ``parameters``, for an input of ``shape``: ``Linear(in_features=None)`` takes what really reaches it.

    Both axes run through the layers before it as rows: whole maps on the meta device cost a second on first use and six
    times as much on every later one. Branches are run as whole maps all the same.
    """
    place = next((place for place, layer in enumerate(layers) if isinstance(layer, Linear)), None)
    if place is None:
        return parameters(layers)
    linear = replace(cast(Linear, layers[place]), in_features=_features(layers[:place], shape))
    return parameters([*layers[:place], linear, *layers[place + 1 :]])


def _features(layers: Sequence[Layer], shape: tuple[int, int, int]) -> int:
    if any(isinstance(layer, Residual | Parallel) for layer in layers):
        return prod(output_shape(layers, shape))
    before = [layer for layer in layers if not isinstance(layer, Flatten)]
    wide = (layer.out_channels for layer in reversed(before) if isinstance(layer, Conv2d | ConvTranspose2d))
    sides = (output_length(before, length, which) for which, length in enumerate(shape[1:]))
    return prod(sides, start=next(wide, shape[0]) or 0)
