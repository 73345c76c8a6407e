"""Parameters that a cheaper block saves against one ordinary convolution; the biases of its last layer cancel."""

from __future__ import annotations

from quizgen.math.reader import formula

MOBILENETS = "Howard et al. (2017), MobileNets, section 3.1"
INCEPTION = "Szegedy et al. (2015), Going deeper with convolutions, section 4"


@formula(source=f"{MOBILENETS}, standard against depthwise separable convolution")
def separable_saves(kernel_size: int, in_channels: int, mid_channels: int, out_channels: int, bias: int) -> int:
    """An ordinary convolution less a depthwise one, which gives ``mid_channels``, and a pointwise one."""
    return (
        kernel_size**2 * in_channels * out_channels
        - kernel_size**2 * mid_channels
        - mid_channels * out_channels
        - bias * mid_channels
    )


@formula(source=f"{INCEPTION}, 1x1 reduction before a costly convolution")
def reduction_saves(kernel_size: int, in_channels: int, mid_channels: int, out_channels: int) -> int:
    """An ordinary convolution less a 1x1 reduction and the same kernel on the reduced channels, no biases."""
    return (
        kernel_size**2 * in_channels * out_channels
        - in_channels * mid_channels
        - kernel_size**2 * mid_channels * out_channels
    )


@formula(source="He et al. (2016), Deep residual learning, section 4.1: deeper bottleneck architectures")
def bottleneck_saves(kernel_size: int, in_channels: int, mid_channels: int, out_channels: int, bias: int) -> int:
    """An ordinary convolution less a 1x1 reduction, the kernel within the reduced channels, and a 1x1 expansion."""
    return (
        kernel_size**2 * in_channels * out_channels
        - in_channels * mid_channels
        - kernel_size**2 * mid_channels**2
        - mid_channels * out_channels
        - 2 * bias * mid_channels
    )
