"""Learnable parameters of normalisation layers, and of convolutions with one behind them."""

from __future__ import annotations

from quizgen.math.reader import formula

PYTORCH = "PyTorch documentation, torch.nn"
IOFFE = "Ioffe and Szegedy (2015), Batch normalization, section 3.2"


@formula(source=f"{IOFFE}: a pair of parameters for each feature map")
def normalised_conv_parameters(kernel_size: int, in_channels: int, out_channels: int, bias: int) -> int:
    """A convolution, then batch normalisation with a scale and a shift for each of its channels."""
    return kernel_size**2 * in_channels * out_channels + bias * out_channels + 2 * out_channels


@formula(source=f"{IOFFE}; {PYTORCH}.BatchNorm2d, affine")
def affine_conv_parameters(kernel_size: int, in_channels: int, out_channels: int, bias: int, affine: int) -> int:
    """As ``normalised_conv_parameters``; without ``affine`` the normalisation learns nothing."""
    return kernel_size**2 * in_channels * out_channels + bias * out_channels + 2 * affine * out_channels


@formula(source=f"{PYTORCH}.GroupNorm, shapes of weight and bias")
def channel_norm_parameters(channels: int) -> int:
    """A scale and a shift for each channel: batch, group and affine instance normalisation."""
    return 2 * channels


@formula(source=f"{PYTORCH}.LayerNorm, shapes of weight and bias")
def layer_norm_parameters(channels: int, n_h: int, n_w: int) -> int:
    """A scale and a shift for each value of a sample."""
    return 2 * channels * n_h * n_w
