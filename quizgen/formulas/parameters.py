"""Learnable parameters: weights and biases.

``bias`` is 1 where the layer has biases and 0 where it has none. Whole networks are put together from the layers'
formulas in ``quizgen.formulas.networks``.
"""

from __future__ import annotations

from quizgen.math.reader import formula

CS231N = "CS231n notes (2023), Convolutional Networks"
PYTORCH = "PyTorch documentation, torch.nn"
MOBILENETS = "Howard et al. (2017), MobileNets, section 3.1"
INCEPTION = "Szegedy et al. (2015), Going deeper with convolutions, section 4"
VGG = "Simonyan and Zisserman (2015), Very deep convolutional networks, section 2.3"


@formula(source=f"{CS231N}, summary of the convolutional layer")
def conv_parameters(kernel_size: int, in_channels: int, out_channels: int, bias: int) -> int:
    """Each filter has a square kernel for every input channel, and one bias."""
    return kernel_size**2 * in_channels * out_channels + bias * out_channels


@formula(source=f"{PYTORCH}.Conv2d, shapes of weight and bias")
def rectangular_parameters(
    kernel_size_h: int, kernel_size_w: int, in_channels: int, out_channels: int, bias: int
) -> int:
    """As ``conv_parameters``, for a kernel of any height and width."""
    return kernel_size_h * kernel_size_w * in_channels * out_channels + bias * out_channels


@formula(source=f"{PYTORCH}.Conv2d, shapes of weight and bias")
def grouped_parameters(kernel_size: int, in_channels: int, out_channels: int, groups: int, bias: int) -> float:
    """Each filter has a kernel for every input channel of its own group, and one bias."""
    return kernel_size**2 * (in_channels / groups) * out_channels + bias * out_channels


@formula(source="Xie et al. (2017), Aggregated residual transformations, figure 3c")
def grouped_block_parameters(  # noqa: PLR0913, PLR0917 - three layers have six numbers
    kernel_size: int, channels: int, in_channels: int, out_channels: int, groups: int, bias: int
) -> float:
    """A 1x1 convolution to the ``in_channels`` of a grouped one, and another from its ``out_channels`` back."""
    return (
        channels * in_channels
        + kernel_size**2 * (in_channels / groups) * out_channels
        + out_channels * channels
        + bias * (in_channels + out_channels + channels)
    )


@formula(source=f"{MOBILENETS}, depthwise separable convolution")
def separable_parameters(kernel_size: int, mid_channels: int, out_channels: int, bias_1: int, bias_2: int) -> int:
    """A kernel of its own for each of the depthwise outputs, then a 1x1 convolution that mixes them."""
    return kernel_size**2 * mid_channels + mid_channels * out_channels + bias_1 * mid_channels + bias_2 * out_channels


@formula(source=f"{INCEPTION}, 1x1 reduction before a costly convolution")
def reduced_parameters(  # noqa: PLR0913, PLR0917 - two layers have six numbers
    kernel_size: int, in_channels: int, mid_channels: int, out_channels: int, bias_1: int, bias_2: int
) -> int:
    """A 1x1 convolution to ``mid_channels``, then a square kernel on these."""
    return (
        in_channels * mid_channels
        + kernel_size**2 * mid_channels * out_channels
        + bias_1 * mid_channels
        + bias_2 * out_channels
    )


DENSE_CHANNELS = "in_channels + (place - 1)*out_channels"
"""What a layer of a dense block reads: the input of the block, and what each layer before has added."""


@formula(source=f"{VGG}, weights of stacked and single layers")
def weights_saved(kernel_size: int, layers: int, in_channels: int, channels: int) -> int:
    """One large kernel against the stack that sees as much; every layer gives ``channels``, the first reads others."""
    return (
        (layers * (kernel_size - 1) + 1) ** 2 * in_channels * channels
        - kernel_size**2 * in_channels * channels
        - (layers - 1) * kernel_size**2 * channels**2
    )


@formula(source=f"{PYTORCH}.Linear, shapes of weight and bias")
def linear_parameters(features_in: int, features_out: int, bias: int) -> int:
    """One weight for each pair of an input and an output, one bias for each output."""
    return features_in * features_out + bias * features_out
