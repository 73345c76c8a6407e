"""What a pass through real layers costs, told by torch from the shapes that they really take and give."""

from __future__ import annotations

from collections.abc import Sequence
from math import prod
from typing import Any

from quizgen.layers import Convolution, Joining, Layer, Linear, Padded, SqueezeExcitation, Transposed
from quizgen.oracle.running import flop_formulas, loaded
from quizgen.oracle.whole import applied, blank, through, weight


def macs(layers: Sequence[Layer], shape: tuple[int, ...]) -> int:
    """Multiply-accumulate operations for one sample of ``shape``: half of what torch counts as ``flops``."""
    return flops(layers, shape) // 2


def flops(layers: Sequence[Layer], shape: tuple[int, ...]) -> int:
    """Multiplications and additions for one sample, two for each multiply-accumulate operation.

    They are those of convolutions and linear layers, with padded zeros too, and neither biases nor pooling.
    ``Linear(in_features=None)`` takes what reaches it. Raises TypeError for branches.
    """
    total = 0
    with loaded().inference_mode():
        signal = blank(shape)
        for layer in layers:
            before, signal = signal, applied(layer, signal)
            total += flops_between(layer, before, signal)
    return total


def flops_between(layer: Layer, before: Any, after: Any) -> int:
    """What torch's ``FlopCounterMode`` would count for one sample between a layer's input and its output."""
    match layer:
        case Convolution() | Transposed():
            taken, given = ([1, *signal.shape[1:]] for signal in (before, after))
            transposed = isinstance(layer, Transposed)
            return int(flop_formulas().conv_flop_count(taken, weight(layer, before).shape, given, transposed))
        case Padded():
            return flops_between(layer.layer, before, after)
        case Linear():
            rows = prod(before.shape[1:-1])
            return int(flop_formulas().mm_flop((rows, before.shape[-1]), (before.shape[-1], after.shape[-1])))
        case SqueezeExcitation():
            inner = layer.input_channels, layer.squeeze_channels
            return sum(int(flop_formulas().mm_flop((1, one), (one, other))) for one, other in (inner, inner[::-1]))
        case Joining():
            raise TypeError(f"the cost of {type(layer).__name__} is not counted")
        case _:
            return 0


def memory(layers: Sequence[Layer], shape: tuple[int, ...], dtype: str = "float32") -> int:
    """Bytes of what the layers give for a batch of ``shape`` in numbers of torch's ``dtype``."""
    torch = loaded()
    with torch.inference_mode():
        output = through(layers, blank(shape[1:], getattr(torch, dtype)))
    return int(shape[0] * prod(output.shape[1:]) * output.element_size())
