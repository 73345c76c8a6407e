"""Whether a normalization can take what reaches it; the shape stays as it is."""

from __future__ import annotations

from math import prod
from typing import TypeAlias

from quizgen.errors import UsageError
from quizgen.layers import BatchNorm, ChannelNorm, GroupNorm, InstanceNorm, LayerNorm
from quizgen.tracing.by_channel import divisors
from quizgen.tracing.words import Dims, as_map, mismatch, shown

Norm: TypeAlias = BatchNorm | InstanceNorm | GroupNorm | LayerNorm | ChannelNorm


def normalized(layer: Norm, shape: Dims, name: str) -> Dims:
    """The shape that reaches the layer; raises UsageError, with the argument and what would fit."""
    if isinstance(layer, LayerNorm):
        if shape[-len(layer.normalized_shape) :] != layer.normalized_shape:
            mismatch("normalized_shape", shown(layer.normalized_shape), f"{shown(shape)} reaches it", shape, name)
        return shape
    if not isinstance(layer, GroupNorm) and not (isinstance(layer, BatchNorm) and layer.axes == 1 and len(shape) == 1):
        as_map(type(layer).__name__, layer.axes, shape, name)
    channels = shape[0]
    argument = "num_channels" if isinstance(layer, GroupNorm | ChannelNorm) else "num_features"
    given = getattr(layer, argument)
    if given != channels:
        mismatch(argument, given, f"{channels} channels reach it", channels, name)
    if isinstance(layer, GroupNorm) and (layer.num_groups is None or channels % layer.num_groups):
        fits = ", ".join(map(str, divisors(channels)))
        raise UsageError(
            f"{name}: num_groups is {layer.num_groups}, which does not divide {channels} channels; take {fits}"
        )
    if not isinstance(layer, ChannelNorm):
        _several(layer, shape, name)
    return shape


def _several(layer: BatchNorm | InstanceNorm | GroupNorm, shape: Dims, name: str) -> None:
    """Raises UsageError where torch refuses statistics over a single number."""
    if isinstance(layer, BatchNorm):
        together = 2
    else:
        together = 1 if isinstance(layer, InstanceNorm) else shape[0] // (layer.num_groups or 1)
    if together * prod(shape[1:]) == 1:
        kind = type(layer).__name__
        raise UsageError(f"{name}: {kind} takes statistics over one number where {shown(shape)} arrives; leave it out")
