"""How many parameters each kind of layer learns, by the names that questions about networks have for the kinds."""

from __future__ import annotations

from quizgen.formulas.parameters import conv_parameters, grouped_parameters, linear_parameters, rectangular_parameters
from quizgen.math.reader import formula
from quizgen.math.tree import Expr

CONV1D = "PyTorch documentation, torch.nn.Conv1d, shapes of weight and bias"
CONV3D = "PyTorch documentation, torch.nn.Conv3d, shapes of weight and bias"


@formula(source="PyTorch documentation, torch.nn.BatchNorm2d: weight and bias have one number for each channel")
def norm_parameters(channels: int) -> int:
    """A scale and a shift for each channel."""
    return 2 * channels


@formula(source=CONV1D)
def line_parameters(kernel_size: int, in_channels: int, out_channels: int, bias: int) -> int:
    """A filter on lines has a row of weights for each input channel."""
    return kernel_size * in_channels * out_channels + bias * out_channels


@formula(source=CONV1D)
def grouped_line_parameters(kernel_size: int, in_channels: int, out_channels: int, groups: int, bias: int) -> float:
    """A filter on lines has a row of weights for each input channel of its own group."""
    return kernel_size * (in_channels / groups) * out_channels + bias * out_channels


@formula(source=CONV3D)
def cubic_parameters(kernel_size: int, in_channels: int, out_channels: int, bias: int) -> int:
    """A filter on volumes has a cube of weights for each input channel."""
    return kernel_size**3 * in_channels * out_channels + bias * out_channels


@formula(source=CONV3D)
def grouped_cubic_parameters(kernel_size: int, in_channels: int, out_channels: int, groups: int, bias: int) -> float:
    """A filter on volumes has a cube of weights for each input channel of its own group."""
    return kernel_size**3 * (in_channels / groups) * out_channels + bias * out_channels


@formula(source=CONV3D)
def box_parameters(  # noqa: PLR0913, PLR0917 - a layer has six numbers
    kernel_size_d: int, kernel_size_h: int, kernel_size_w: int, in_channels: int, out_channels: int, bias: int
) -> int:
    """As with a cube of weights, of which each axis has a size of its own."""
    return kernel_size_d * kernel_size_h * kernel_size_w * in_channels * out_channels + bias * out_channels


TREES: dict[str, Expr] = {
    "line": line_parameters.tree,
    "grouped line": grouped_line_parameters.tree,
    "placed": conv_parameters.tree,
    "rectangular": rectangular_parameters.tree,
    "grouped": grouped_parameters.tree,
    "cube": cubic_parameters.tree,
    "grouped cube": grouped_cubic_parameters.tree,
    "box": box_parameters.tree,
    "linear": linear_parameters.tree,
    "norm": norm_parameters.tree,
}
