"""Layers that have a number for each channel, or that take channels apart: whether they fit what reaches them."""

from __future__ import annotations

from math import isqrt
from typing import TypeAlias

from quizgen.errors import UsageError
from quizgen.layers import ChannelDropout, ChannelShuffle, Dropout, LayerScale, PReLU, SqueezeExcitation, kind
from quizgen.tracing.words import Dims, as_map, mismatch

ByChannel: TypeAlias = PReLU | LayerScale | SqueezeExcitation | ChannelShuffle | Dropout


def by_channel(layer: ByChannel, shape: Dims, name: str) -> Dims:
    """The shape that reaches the layer; raises UsageError, with the argument and what would fit."""
    match layer:
        case Dropout():
            if not 0 <= layer.p <= 1:
                raise UsageError(f"{name}: p is {layer.p}, but a probability is needed; write a number from 0 to 1")
            if isinstance(layer, ChannelDropout):
                as_map(kind(layer), layer.axes, shape, name)
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
    return shape


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
