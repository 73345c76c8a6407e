"""What a convolution costs on signals, on maps whose axes it treats in different ways, and on volumes."""

from __future__ import annotations

from quizgen.math.reader import formula

PYTORCH = "PyTorch documentation"


@formula(source=f"{PYTORCH}, torch.nn.Conv1d, shape of the weight with groups")
def line_macs(kernel_size: int, in_channels: int, out_channels: int, groups: int, out: int) -> float:
    """At each of ``out`` positions every filter multiplies a row of weights for each channel of its group."""
    return kernel_size * (in_channels / groups) * out_channels * out


@formula(source=f"{PYTORCH}, torch.nn.Conv2d, shape of the weight with groups")
def uneven_macs(  # noqa: PLR0913, PLR0917 - a layer has seven numbers
    kernel_size_h: int, kernel_size_w: int, in_channels: int, out_channels: int, groups: int, out_h: int, out_w: int
) -> float:
    """As on signals, with a kernel of ``kernel_size_h`` by ``kernel_size_w`` weights."""
    return kernel_size_h * kernel_size_w * (in_channels / groups) * out_channels * (out_h * out_w)


@formula(source=f"{PYTORCH}, torch.nn.Conv3d, shape of the weight with groups")
def volume_macs(  # noqa: PLR0913, PLR0917 - a layer has nine numbers
    kernel_size_d: int,
    kernel_size_h: int,
    kernel_size_w: int,
    in_channels: int,
    out_channels: int,
    groups: int,
    out_d: int,
    out_h: int,
    out_w: int,
) -> float:
    """As on maps, with a kernel that is ``kernel_size_d`` deep, too."""
    return (
        kernel_size_d * kernel_size_h * kernel_size_w * (in_channels / groups) * out_channels * (out_d * out_h * out_w)
    )
