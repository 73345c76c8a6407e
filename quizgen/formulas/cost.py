"""What a pass costs: multiply-accumulate operations (MACs) and the memory of feature maps, for square kernels.

``out_h`` and ``out_w`` are the sides of a layer's output; the families put the formula for the size in their place.
"""

from __future__ import annotations

from quizgen.math.reader import formula

MOBILENETS = "Howard et al. (2017), MobileNets, section 3.1"
MOBILENETS_2 = "Sandler et al. (2018), MobileNetV2, section 3.3"
RESNET = "He et al. (2016), Deep residual learning, section 4.1"
INCEPTION = "Szegedy et al. (2015), Going deeper with convolutions, section 4"
PYTORCH = "PyTorch documentation"


@formula(source=f"{MOBILENETS}, cost of a standard convolution")
def conv_macs(kernel_size: int, in_channels: int, out_channels: int, out_h: int, out_w: int) -> int:
    """At each output position every filter multiplies its whole kernel with what lies under it."""
    return kernel_size**2 * in_channels * out_channels * (out_h * out_w)


@formula(source=f"{PYTORCH}, torch.nn.Conv2d, shape of the weight with groups")
def grouped_macs(  # noqa: PLR0913, PLR0917 - a layer has six numbers
    kernel_size: int, in_channels: int, out_channels: int, groups: int, out_h: int, out_w: int
) -> float:
    """As ``conv_macs``, where a filter sees the channels of its own group only."""
    return kernel_size**2 * (in_channels / groups) * out_channels * (out_h * out_w)


@formula(source=f"{PYTORCH}, torch.nn.Linear, shape of the weight")
def linear_macs(features_in: int, features_out: int) -> int:
    """Every output multiplies each input with a weight of its own."""
    return features_in * features_out


@formula(source=f"{MOBILENETS}, cost of a depthwise separable convolution")
def separable_macs(kernel_size: int, in_channels: int, out_channels: int, out: int) -> int:
    """A kernel of its own for each channel, then a 1x1 convolution, both on maps of ``out``."""
    return kernel_size**2 * in_channels * out**2 + in_channels * out_channels * out**2


@formula(source=f"{MOBILENETS_2}, cost of a bottleneck with expansion")
def expanded_macs(  # noqa: PLR0913, PLR0917 - three layers have six numbers
    kernel_size: int, in_channels: int, mid_channels: int, out_channels: int, n: int, out: int
) -> int:
    """A 1x1 expansion on maps of ``n``, then a depthwise convolution to ``out`` and a 1x1 projection."""
    return (
        in_channels * mid_channels * n**2
        + kernel_size**2 * mid_channels * out**2
        + mid_channels * out_channels * out**2
    )


@formula(source=f"{INCEPTION}, 1x1 reduction before a costly convolution")
def reduced_macs(  # noqa: PLR0913, PLR0917 - two layers have six numbers
    kernel_size: int, in_channels: int, mid_channels: int, out_channels: int, n: int, out: int
) -> int:
    """A 1x1 reduction on maps of ``n``, then a large kernel on the reduced channels."""
    return in_channels * mid_channels * n**2 + kernel_size**2 * mid_channels * out_channels * out**2


@formula(source=f"{RESNET}, deeper bottleneck architectures")
def bottleneck_macs(  # noqa: PLR0913, PLR0917 - three layers have six numbers
    kernel_size: int, in_channels: int, mid_channels: int, out_channels: int, n: int, out: int
) -> int:
    """A 1x1 reduction on maps of ``n``, a large kernel within the reduced channels, and a 1x1 expansion."""
    return (
        in_channels * mid_channels * n**2
        + kernel_size**2 * mid_channels**2 * out**2
        + mid_channels * out_channels * out**2
    )


@formula(source="PyTorch, torch.utils.flop_counter, conv_flop_count")
def grouped_flops(  # noqa: PLR0913, PLR0917 - a layer has six numbers
    kernel_size: int, in_channels: int, out_channels: int, groups: int, out_h: int, out_w: int
) -> float:
    """Two operations for each multiply-accumulate operation of a convolution without bias."""
    return 2 * kernel_size**2 * (in_channels / groups) * out_channels * (out_h * out_w)


@formula(source=f"{PYTORCH}, torch.Tensor.element_size and torch.numel")
def activation_memory(batch: int, channels: int, out: int, bytes_each: int) -> int:
    """Bytes of the square maps of ``out`` for a whole batch."""
    return batch * channels * out**2 * bytes_each
