"""Layers that give every position on as it stands, whatever they make of its values."""

from __future__ import annotations

from typing import ClassVar

from quizgen.layers.bases import Layer


class Pointwise(Layer, frozen=True):
    """A layer whose output has its input's shape and sees, at each position, that position alone."""


class Identity(Pointwise, frozen=True):
    """``torch.nn.Identity``."""


class ReLU(Pointwise, frozen=True):
    """``torch.nn.ReLU``."""


class ReLU6(Pointwise, frozen=True):
    """``torch.nn.ReLU6``: as ReLU, and never above 6."""


class LeakyReLU(Pointwise, frozen=True):
    """``torch.nn.LeakyReLU``; PyTorch's slope below zero is 1/100."""

    negative_slope: float = 0.01


class PReLU(Pointwise, frozen=True):
    """``torch.nn.PReLU``: the slope below zero is learned, one for all channels or one for each."""

    num_parameters: int = 1


class ELU(Pointwise, frozen=True):
    """``torch.nn.ELU``."""

    alpha: float = 1.0


class SELU(Pointwise, frozen=True):
    """``torch.nn.SELU``."""


class CELU(Pointwise, frozen=True):
    """``torch.nn.CELU``."""

    alpha: float = 1.0


class GELU(Pointwise, frozen=True):
    """``torch.nn.GELU``."""


class SiLU(Pointwise, frozen=True):
    """``torch.nn.SiLU``, also called swish."""


class Mish(Pointwise, frozen=True):
    """``torch.nn.Mish``."""


class Hardswish(Pointwise, frozen=True):
    """``torch.nn.Hardswish``."""


class Hardsigmoid(Pointwise, frozen=True):
    """``torch.nn.Hardsigmoid``."""


class Hardtanh(Pointwise, frozen=True):
    """``torch.nn.Hardtanh``."""


class Sigmoid(Pointwise, frozen=True):
    """``torch.nn.Sigmoid``."""


class LogSigmoid(Pointwise, frozen=True):
    """``torch.nn.LogSigmoid``."""


class Tanh(Pointwise, frozen=True):
    """``torch.nn.Tanh``."""


class Softplus(Pointwise, frozen=True):
    """``torch.nn.Softplus``."""


class Softsign(Pointwise, frozen=True):
    """``torch.nn.Softsign``."""


class Softmax(Pointwise, frozen=True):
    """``torch.nn.Softmax`` over the channels, or over the features of a flat input."""

    dim: int = 1


class LogSoftmax(Pointwise, frozen=True):
    """``torch.nn.LogSoftmax`` over the channels, or over the features of a flat input."""

    dim: int = 1


class Dropout(Pointwise, frozen=True):
    """``torch.nn.Dropout``; PyTorch's ``p`` is 0.5."""

    p: float = 0.5


class ChannelDropout(Dropout, frozen=True):
    """Dropout of whole channels of maps of ``axes`` axes."""

    axes: ClassVar[int] = 2


class Dropout1d(ChannelDropout, frozen=True):
    """``torch.nn.Dropout1d``."""

    axes: ClassVar[int] = 1


class Dropout2d(ChannelDropout, frozen=True):
    """``torch.nn.Dropout2d``."""


class Dropout3d(ChannelDropout, frozen=True):
    """``torch.nn.Dropout3d``."""

    axes: ClassVar[int] = 3


class AlphaDropout(Dropout, frozen=True):
    """``torch.nn.AlphaDropout``."""


class StochasticDepth(Dropout, frozen=True):
    """torchvision's ``StochasticDepth``, also called drop path: whole samples of a branch are dropped in training."""


class LayerScale(Pointwise, frozen=True):
    """A learned factor for each channel, as in ConvNeXt and CaiT."""

    num_channels: int


class ChannelShuffle(Pointwise, frozen=True):
    """``torch.nn.ChannelShuffle``: the channels of groups in turns, as in ShuffleNet."""

    groups: int
