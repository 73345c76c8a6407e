"""Single values that real layers give on small maps, in float64 and exact."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from quizgen.layers import AvgPool2d, Conv2d, MaxPool2d, Network
from quizgen.oracle.exactly import exact
from quizgen.oracle.running import loaded
from quizgen.oracle.whole import blank

Map = Sequence[Sequence[int]]


def conv_value(layer: Conv2d, x: Map, weight: Map, bias: int, position: tuple[int, int]) -> int | Fraction:
    """One output of a real convolution with one channel on both sides; ``position`` is row and column from 0."""
    torch = loaded()
    with torch.inference_mode():
        maps = torch.tensor([[x]], dtype=torch.float64)
        weights = torch.tensor([[weight]], dtype=torch.float64)
        biases = torch.tensor([bias], dtype=torch.float64)
        y = torch.nn.functional.conv2d(maps, weights, biases, layer.stride, layer.padding)
    row, column = position
    return exact(y[0, 0, row, column])


def pool_value(layer: MaxPool2d | AvgPool2d, x: Map, position: tuple[int, int], unit: int = 1) -> int | Fraction:
    """One output of a real pooling layer on one channel, a multiple of 1/``unit``; ``position`` counts from 0."""
    torch = loaded()
    functional = torch.nn.functional
    run = functional.max_pool2d if isinstance(layer, MaxPool2d) else functional.avg_pool2d
    with torch.inference_mode():
        y = run(torch.tensor([[x]], dtype=torch.float64), layer.kernel_size, layer.stride, layer.padding)
    row, column = position
    return exact(y[0, 0, row, column], unit)


def unfolded(network: Network) -> tuple[int, int]:
    """Rows and columns of what ``torch.nn.Unfold`` makes of one input of a network's first convolution."""
    torch = loaded()
    (layer,) = network.layers
    if not isinstance(layer, Conv2d):
        raise TypeError(f"im2col belongs to a convolution, not to {type(layer).__name__}")
    moves = layer.kernel_size, layer.dilation, layer.padding, layer.stride
    found = torch.nn.functional.unfold(blank(network.input), *moves)
    return int(found.shape[1]), int(found.shape[2])
