"""Layers that keep a shape and yet do not take any: with a number for each channel, over one axis, in groups."""

from __future__ import annotations

from math import isqrt
from typing import TypeAlias

from quizgen.errors import UsageError
from quizgen.layers import (
    ChannelDropout,
    ChannelShuffle,
    Dropout,
    LayerScale,
    LogSoftmax,
    PReLU,
    Softmax,
    SqueezeExcitation,
    kind,
)
from quizgen.tracing.words import Dims, as_map, mismatch, shown

ByChannel: TypeAlias = PReLU | LayerScale | SqueezeExcitation | ChannelShuffle | Dropout | Softmax | LogSoftmax


def by_channel(layer: ByChannel, shape: Dims, name: str) -> Dims:
    """The shape that reaches the layer; raises UsageError, with the argument and what would fit."""
    match layer:
        case Dropout():
            _dropped(layer, shape, name)
        case ChannelShuffle():
            _of_map("ChannelShuffle", shape, name)
            if shape[0] % layer.groups:
                fits = ", ".join(map(str, divisors(shape[0])))
                raise UsageError(f"{name}: groups is {layer.groups}, which does not divide {shape[0]}; take {fits}")
        case SqueezeExcitation():
            _of_map("SqueezeExcitation", shape, name)
            _each("input_channels", layer.input_channels, shape, name)
        case PReLU():
            if layer.num_parameters != 1:
                _each("num_parameters", layer.num_parameters, shape, name)
        case LayerScale():
            _each("num_channels", layer.num_channels, shape, name)
        case Softmax() | LogSoftmax():
            _over(layer.dim, shape, name)
    return shape


def _dropped(layer: Dropout, shape: Dims, name: str) -> None:
    if not 0 <= layer.p <= 1:
        raise UsageError(f"{name}: p is {layer.p}, but a probability is needed; write a number from 0 to 1")
    if isinstance(layer, ChannelDropout):
        as_map(kind(layer), layer.axes, shape, name)


def _over(dim: int, shape: Dims, name: str) -> None:
    axes = len(shape) + 1
    if not -axes <= dim < axes:
        found = f"dim is {dim}, but {shown(shape)} and the batch have {axes} axes"
        raise UsageError(f"{name}: {found}; write 1 for the {'channels' if len(shape) > 1 else 'features'}")


def _each(argument: str, given: int, shape: Dims, name: str) -> None:
    if given != shape[0]:
        mismatch(argument, given, f"{shape[0]} channels reach it", shape[0], name)


def _of_map(kind: str, shape: Dims, name: str) -> None:
    if len(shape) == 1:
        raise UsageError(f"{name}: {kind} needs a map, but {shape[0]} features reach it")


def divisors(number: int) -> list[int]:
    """The numbers that divide a number, in their order."""
    low = [divisor for divisor in range(1, isqrt(number) + 1) if number % divisor == 0]
    return sorted({*low, *(number // divisor for divisor in low)})
