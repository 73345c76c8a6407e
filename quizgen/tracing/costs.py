"""Learnable parameters and multiply-accumulate operations of single layers, by formula."""

from __future__ import annotations

from math import prod

from quizgen.formulas.parameters import linear_parameters, rectangular_parameters
from quizgen.layers import (
    BatchNorm,
    ChannelNorm,
    Convolution,
    GroupNorm,
    InstanceNorm,
    Layer,
    LayerNorm,
    LayerScale,
    Linear,
    Padded,
    PReLU,
    SqueezeExcitation,
    Transposed,
    axis,
)
from quizgen.math.nested import nested

_KERNELS, _MATRIX = nested(rectangular_parameters.tree), nested(linear_parameters.tree)


def parameters(layer: Layer, features: int) -> int:  # noqa: C901, PLR0911 - one return for each kind
    """The learnable parameters of a layer; ``features`` reach it, which only ``Linear(in_features=None)`` needs."""
    match layer:
        case Padded():
            return parameters(layer.layer, features)
        case Convolution() | Transposed():
            return _kernels(layer, bias=layer.bias)
        case Linear():
            return _matrix(layer, features, bias=layer.bias)
        case BatchNorm() | InstanceNorm():
            return 2 * (layer.num_features or 0) * layer.affine
        case GroupNorm():
            return 2 * layer.num_channels * layer.affine
        case LayerNorm():
            return 2 * prod(layer.normalized_shape)
        case ChannelNorm():
            return 2 * layer.num_channels
        case LayerScale():
            return layer.num_channels
        case PReLU():
            return layer.num_parameters
        case SqueezeExcitation():
            return _gate(layer) + (layer.squeeze_channels + layer.input_channels) * layer.bias
        case _:
            return 0


def macs(layer: Layer, before: tuple[int, ...], after: tuple[int, ...]) -> int:
    """Multiply-accumulate operations for one sample, from the shapes before and after the layer.

    A convolution uses its whole kernel once at each output position, products with padded zeros included; a transposed
    one at each input position. Biases, normalisation, activations and pooling count nothing.
    """
    match layer:
        case Padded():
            return macs(layer.layer, before, after)
        case Convolution():
            return _kernels(layer, bias=False) * prod(after[1:])
        case Transposed():
            return _kernels(layer, bias=False) * prod(before[1:])
        case Linear():
            return _matrix(layer, prod(before), bias=False)
        case SqueezeExcitation():
            return _gate(layer)
        case _:
            return 0


def _gate(layer: SqueezeExcitation) -> int:
    """The weights of its two matrices, each of which is used once."""
    return 2 * layer.input_channels * layer.squeeze_channels


def _kernels(layer: Convolution | Transposed, *, bias: bool) -> int:
    values = {
        "kernel_size_h": prod(axis(layer.kernel_size, which) for which in range(layer.axes - 1)),
        "kernel_size_w": axis(layer.kernel_size, layer.axes - 1),
        "in_channels": layer.in_channels // (layer.groups or 1),
        "out_channels": layer.out_channels or 0,
        "bias": int(bias),
    }
    return int(_KERNELS(values))


def _matrix(layer: Linear, features: int, *, bias: bool) -> int:
    values = {"features_in": layer.in_features or features, "features_out": layer.out_features, "bias": int(bias)}
    return int(_MATRIX(values))
