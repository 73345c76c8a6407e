"""What a pass through real layers costs, counted by torch itself on the meta device, where nothing is computed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from quizgen.layers import AdaptiveAvgPool2d, AvgPool2d, Conv2d, Flatten, Layer, Linear, MaxPool2d, ReLU, axis
from quizgen.oracle.running import counting, loaded


def macs(layers: Sequence[Layer], shape: tuple[int, int, int]) -> int:
    """Multiply-accumulate operations for one sample of ``shape``: half of what torch's ``FlopCounterMode`` counts.

    It counts the products of convolutions and linear layers, those with padded zeros too, and neither biases nor
    pooling. ``Linear(in_features=None)`` takes what reaches it.
    """
    with loaded().inference_mode(), counting() as counter:
        _passed(layers, (1, *shape))
    return int(counter.get_total_flops()) // 2


def flops(layers: Sequence[Layer], shape: tuple[int, int, int]) -> int:
    """Multiplications and additions for one sample, two for each multiply-accumulate operation."""
    with loaded().inference_mode(), counting() as counter:
        _passed(layers, (1, *shape))
    return int(counter.get_total_flops())


def memory(layers: Sequence[Layer], shape: tuple[int, int, int, int], dtype: str = "float32") -> int:
    """Bytes of what the layers give for a batch of ``shape`` in numbers of torch's ``dtype``."""
    torch = loaded()
    with torch.inference_mode():
        output = _passed(layers, shape, getattr(torch, dtype))
    return int(output.numel() * output.element_size())


def _passed(layers: Sequence[Layer], shape: tuple[int, int, int, int], dtype: Any = None) -> Any:
    """The output of the layers on a batch without contents."""
    signal = loaded().empty(shape, device="meta", dtype=dtype)
    for layer in layers:
        signal = _applied(layer, signal)
    return signal


def _applied(layer: Layer, signal: Any) -> Any:  # noqa: PLR0911 - one return for each layer
    functional = loaded().nn.functional
    match layer:
        case Conv2d():
            return _convolved(layer, signal)
        case Linear():
            return functional.linear(signal, signal.new_empty(layer.out_features, signal.shape[-1]))
        case MaxPool2d():
            moves = layer.kernel_size, layer.stride, layer.padding, layer.dilation
            return functional.max_pool2d(signal, *moves, ceil_mode=layer.ceil_mode)
        case AvgPool2d():
            return functional.avg_pool2d(signal, layer.kernel_size, layer.stride, layer.padding, layer.ceil_mode)
        case AdaptiveAvgPool2d():
            return functional.adaptive_avg_pool2d(signal, layer.output_size)
        case Flatten():
            return signal.flatten(1)
        case ReLU():
            return signal
        case _:
            raise TypeError(f"the cost of {type(layer).__name__} is not counted")


def _convolved(layer: Conv2d, signal: Any) -> Any:
    sides, groups = (axis(layer.kernel_size, which) for which in (0, 1)), layer.groups or 1
    weight = signal.new_empty(layer.out_channels, layer.in_channels // groups, *sides)
    moves = layer.stride, layer.padding, layer.dilation, groups
    return loaded().nn.functional.conv2d(signal, weight, None, *moves)
