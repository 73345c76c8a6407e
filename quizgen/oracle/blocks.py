"""Single values that real 1x1 convolutions and residual blocks of them give, in float64 and exact."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from quizgen.oracle.exactly import exact
from quizgen.oracle.running import loaded

Numbers = Sequence[int]


def _conv(signal: Any, weight: Sequence[Numbers], bias: Numbers) -> Any:
    """A real 1x1 convolution on a map (1, C, H, W); ``weight`` has a row for each output channel."""
    torch = loaded()
    kernels = torch.tensor(weight, dtype=torch.float64)[:, :, None, None]
    return torch.nn.functional.conv2d(signal, kernels, torch.tensor(bias, dtype=torch.float64))


def pointwise_value(
    pixel: Numbers,
    weight: Sequence[Numbers],
    bias: Numbers,
    channel: int,
    after: tuple[Sequence[Numbers], Numbers] | None = None,
) -> int | Fraction:
    """One output channel of a 1x1 convolution at a pixel; of a second one ``after`` it and a ReLU, if there is one."""
    torch = loaded()
    with torch.inference_mode():
        signal = _conv(torch.tensor(pixel, dtype=torch.float64)[None, :, None, None], weight, bias)
        if after:
            signal = _conv(torch.relu(signal), *after)
        return exact(signal[0, channel, 0, 0])


def residual_value(x: int, blocks: Sequence[tuple[int, int, int, int]]) -> int | Fraction:
    """What residual blocks of one channel make of ``x``: each has weight and bias of its two convolutions.

    A ReLU stands between the convolutions and another one after the addition.
    """
    torch = loaded()
    with torch.inference_mode():
        signal = torch.tensor(x, dtype=torch.float64).reshape(1, 1, 1, 1)
        for first, bias_1, second, bias_2 in blocks:
            inner = torch.relu(_conv(signal, [[first]], [bias_1]))
            signal = torch.relu(_conv(inner, [[second]], [bias_2]) + signal)
        return exact(signal[0, 0, 0, 0])
