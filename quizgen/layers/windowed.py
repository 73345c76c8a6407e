"""Layers made for maps of one, two or three axes, by PyTorch's names."""

from __future__ import annotations

from typing import ClassVar

from quizgen.layers.bases import (
    AdaptivePooling,
    AvgPooling,
    BatchNorm,
    ChannelNorm,
    Convolution,
    InstanceNorm,
    MaxPooling,
    Padding,
    Transposed,
    Unpooling,
)


class Conv2d(Convolution, frozen=True):
    """``torch.nn.Conv2d``."""


class Conv1d(Convolution, frozen=True):
    """``torch.nn.Conv1d``."""

    axes: ClassVar[int] = 1


class Conv3d(Convolution, frozen=True):
    """``torch.nn.Conv3d``."""

    axes: ClassVar[int] = 3


class ConvTranspose2d(Transposed, frozen=True):
    """``torch.nn.ConvTranspose2d``."""


class ConvTranspose1d(Transposed, frozen=True):
    """``torch.nn.ConvTranspose1d``."""

    axes: ClassVar[int] = 1


class ConvTranspose3d(Transposed, frozen=True):
    """``torch.nn.ConvTranspose3d``."""

    axes: ClassVar[int] = 3


class MaxPool2d(MaxPooling, frozen=True):
    """``torch.nn.MaxPool2d``."""


class MaxPool1d(MaxPooling, frozen=True):
    """``torch.nn.MaxPool1d``."""

    axes: ClassVar[int] = 1


class MaxPool3d(MaxPooling, frozen=True):
    """``torch.nn.MaxPool3d``."""

    axes: ClassVar[int] = 3


class AvgPool2d(AvgPooling, frozen=True):
    """``torch.nn.AvgPool2d``."""


class AvgPool1d(AvgPooling, frozen=True):
    """``torch.nn.AvgPool1d``."""

    axes: ClassVar[int] = 1


class AvgPool3d(AvgPooling, frozen=True):
    """``torch.nn.AvgPool3d``."""

    axes: ClassVar[int] = 3


class MaxUnpool2d(Unpooling, frozen=True):
    """``torch.nn.MaxUnpool2d``."""


class MaxUnpool1d(Unpooling, frozen=True):
    """``torch.nn.MaxUnpool1d``."""

    axes: ClassVar[int] = 1


class MaxUnpool3d(Unpooling, frozen=True):
    """``torch.nn.MaxUnpool3d``."""

    axes: ClassVar[int] = 3


class AdaptiveAvgPool2d(AdaptivePooling, frozen=True):
    """``torch.nn.AdaptiveAvgPool2d``."""


class AdaptiveAvgPool1d(AdaptivePooling, frozen=True):
    """``torch.nn.AdaptiveAvgPool1d``."""

    axes: ClassVar[int] = 1


class AdaptiveAvgPool3d(AdaptivePooling, frozen=True):
    """``torch.nn.AdaptiveAvgPool3d``."""

    axes: ClassVar[int] = 3


class AdaptiveMaxPool2d(AdaptivePooling, frozen=True):
    """``torch.nn.AdaptiveMaxPool2d``."""


class AdaptiveMaxPool1d(AdaptivePooling, frozen=True):
    """``torch.nn.AdaptiveMaxPool1d``."""

    axes: ClassVar[int] = 1


class AdaptiveMaxPool3d(AdaptivePooling, frozen=True):
    """``torch.nn.AdaptiveMaxPool3d``."""

    axes: ClassVar[int] = 3


class ZeroPad2d(Padding, frozen=True):
    """``torch.nn.ZeroPad2d``."""


class ZeroPad1d(Padding, frozen=True):
    """``torch.nn.ZeroPad1d``."""

    axes: ClassVar[int] = 1


class ZeroPad3d(Padding, frozen=True):
    """``torch.nn.ZeroPad3d``."""

    axes: ClassVar[int] = 3


class ReflectionPad2d(Padding, frozen=True):
    """``torch.nn.ReflectionPad2d``."""


class ReflectionPad1d(Padding, frozen=True):
    """``torch.nn.ReflectionPad1d``."""

    axes: ClassVar[int] = 1


class ReflectionPad3d(Padding, frozen=True):
    """``torch.nn.ReflectionPad3d``."""

    axes: ClassVar[int] = 3


class ReplicationPad2d(Padding, frozen=True):
    """``torch.nn.ReplicationPad2d``."""


class ReplicationPad1d(Padding, frozen=True):
    """``torch.nn.ReplicationPad1d``."""

    axes: ClassVar[int] = 1


class ReplicationPad3d(Padding, frozen=True):
    """``torch.nn.ReplicationPad3d``."""

    axes: ClassVar[int] = 3


class CircularPad2d(Padding, frozen=True):
    """``torch.nn.CircularPad2d``."""


class CircularPad1d(Padding, frozen=True):
    """``torch.nn.CircularPad1d``."""

    axes: ClassVar[int] = 1


class CircularPad3d(Padding, frozen=True):
    """``torch.nn.CircularPad3d``."""

    axes: ClassVar[int] = 3


class BatchNorm2d(BatchNorm, frozen=True):
    """``torch.nn.BatchNorm2d``."""


class BatchNorm1d(BatchNorm, frozen=True):
    """``torch.nn.BatchNorm1d``."""

    axes: ClassVar[int] = 1


class BatchNorm3d(BatchNorm, frozen=True):
    """``torch.nn.BatchNorm3d``."""

    axes: ClassVar[int] = 3


class InstanceNorm2d(InstanceNorm, frozen=True):
    """``torch.nn.InstanceNorm2d``."""


class InstanceNorm1d(InstanceNorm, frozen=True):
    """``torch.nn.InstanceNorm1d``."""

    axes: ClassVar[int] = 1


class InstanceNorm3d(InstanceNorm, frozen=True):
    """``torch.nn.InstanceNorm3d``."""

    axes: ClassVar[int] = 3


class LayerNorm2d(ChannelNorm, frozen=True):
    """ConvNeXt's ``LayerNorm2d``, as torchvision has it."""


class LayerNorm1d(ChannelNorm, frozen=True):
    """``LayerNorm2d`` for maps of one axis."""

    axes: ClassVar[int] = 1


class LayerNorm3d(ChannelNorm, frozen=True):
    """``LayerNorm2d`` for maps of three axes."""

    axes: ClassVar[int] = 3
