"""Learnable parameters and multiply-accumulate operations of single layers, by formula."""

from __future__ import annotations

from math import prod

from quizgen.formulas.parameters import linear_parameters, rectangular_parameters
from quizgen.layers import (
    BatchNorm2d,
    Conv2d,
    ConvTranspose2d,
    GroupNorm,
    InstanceNorm2d,
    Layer,
    LayerNorm,
    Linear,
    axis,
)
from quizgen.math.nested import nested

_KERNELS, _MATRIX = nested(rectangular_parameters.tree), nested(linear_parameters.tree)


def parameters(layer: Layer, features: int) -> int:
    """The learnable parameters of a layer; ``features`` reach it, which only ``Linear(in_features=None)`` needs."""
    match layer:
        case Conv2d() | ConvTranspose2d():
            return _kernels(layer, bias=layer.bias)
        case Linear():
            return _matrix(layer, features, bias=layer.bias)
        case BatchNorm2d() | InstanceNorm2d():
            return 2 * (layer.num_features or 0) * layer.affine
        case GroupNorm():
            return 2 * layer.num_channels * layer.affine
        case LayerNorm():
            return 2 * prod(layer.normalized_shape)
        case _:
            return 0


def macs(layer: Layer, before: tuple[int, ...], after: tuple[int, ...]) -> int:
    """Multiply-accumulate operations for one sample, from the shapes before and after the layer.

    A convolution uses its whole kernel once at each output position, products with padded zeros included; a transposed
    one at each input position. Biases, normalisation, activations and pooling count nothing.
    """
    match layer:
        case Conv2d():
            return _kernels(layer, bias=False) * prod(after[1:])
        case ConvTranspose2d():
            return _kernels(layer, bias=False) * prod(before[1:])
        case Linear():
            return _matrix(layer, prod(before), bias=False)
        case _:
            return 0


def _kernels(layer: Conv2d | ConvTranspose2d, *, bias: bool) -> int:
    values = {
        "kernel_size_h": axis(layer.kernel_size, 0),
        "kernel_size_w": axis(layer.kernel_size, 1),
        "in_channels": layer.in_channels // (layer.groups or 1),
        "out_channels": layer.out_channels or 0,
        "bias": int(bias),
    }
    return int(_KERNELS(values))


def _matrix(layer: Linear, features: int, *, bias: bool) -> int:
    values = {"features_in": layer.in_features or features, "features_out": layer.out_features, "bias": int(bias)}
    return int(_MATRIX(values))
