"""What real normalisation layers average over, and what they make of values, in float64."""

from __future__ import annotations

from fractions import Fraction
from math import prod
from typing import Any

from quizgen.layers import BatchNorm2d, GroupNorm, InstanceNorm2d, Layer, LayerNorm
from quizgen.oracle.exactly import exact
from quizgen.oracle.running import loaded

TINY = 1e-12
"""An epsilon that leaves values exact to 1e-9: batch normalisation rejects 0 in training mode."""


def _passed(layer: Layer, shape: tuple[int, int, int, int]) -> tuple[Any, Any]:
    """Input and output of the real layer in training, with weights 1, on a fixed batch without a pattern."""
    torch = loaded()
    x = torch.arange(prod(shape), dtype=torch.float64).sin_().reshape(shape).requires_grad_()
    functional = torch.nn.functional
    match layer:
        case BatchNorm2d():
            return x, functional.batch_norm(x, None, None, x.new_ones(layer.num_features), training=True)
        case InstanceNorm2d():
            return x, functional.instance_norm(x, weight=x.new_ones(layer.num_features))
        case GroupNorm():
            return x, functional.group_norm(x, layer.num_groups, x.new_ones(layer.num_channels))
        case LayerNorm():
            return x, functional.layer_norm(x, layer.normalized_shape)
        case _:
            raise TypeError(f"{type(layer).__name__} keeps no statistics")


def sharing_a_mean(layer: Layer, shape: tuple[int, int, int, int]) -> int:
    """How many inputs of a batch (N, C, H, W) the first output depends on."""
    x, y = _passed(layer, shape)
    y[0, 0, 0, 0].backward()
    return int(x.grad.count_nonzero())


def statistics(layer: Layer, shape: tuple[int, int, int, int]) -> int:
    """How many means and deviations the layer keeps of a batch (N, C, H, W) for the backward pass."""
    _, y = _passed(layer, shape)
    step = y.grad_fn
    while not hasattr(step, "_saved_result1"):
        step = step.next_functions[0][0]
    return int(step._saved_result1.numel() + step._saved_result2.numel())  # noqa: SLF001 - autograd's way to show them


def batch_normalized(
    channels: list[list[list[int]]], learned: tuple[int, int], position: tuple[int, int], unit: int
) -> int | Fraction:
    """One output of a real batch normalisation in training mode, in the first channel.

    Each channel has a row for each sample; ``learned`` are the scale and the shift of all channels.
    """
    torch = loaded()
    with torch.inference_mode():
        values = torch.tensor(channels, dtype=torch.float64).movedim(0, 1)
        weight, bias = (torch.full((len(channels),), number, dtype=torch.float64) for number in learned)
        y = torch.nn.functional.batch_norm(values, None, None, weight, bias, training=True, eps=TINY)
    return exact(y[position[0], 0, position[1]], unit)


def layer_normalized(
    x: list[list[int]], gamma: int | list[int], beta: int | list[int], position: tuple[int, int], unit: int
) -> int | Fraction:
    """One output of a real layer normalisation over the features; ``x`` has a row for each sample.

    Scale and shift are those of all features, or one number for each.
    """
    torch = loaded()
    with torch.inference_mode():
        values = torch.tensor(x, dtype=torch.float64)
        count = values.shape[1]
        weight, bias = (torch.tensor(number, dtype=torch.float64).expand(count) for number in (gamma, beta))
        y = torch.nn.functional.layer_norm(values, (count,), weight, bias, eps=TINY)
    return exact(y[position], unit)


def evaluated(
    x: int, statistics: tuple[int, int], learned: tuple[int, int], unit: int, batch: tuple[int, ...] = ()
) -> int | Fraction:
    """One output of a real layer in evaluation mode with these running mean and variance and learned scale and shift.

    ``batch`` are the other values of the batch, which must not matter.
    """
    torch = loaded()
    mean, variance, weight, bias = (torch.tensor([n], dtype=torch.float64) for n in (*statistics, *learned))
    with torch.inference_mode():
        values = torch.tensor([[x], *([other] for other in batch)], dtype=torch.float64)
        y = torch.nn.functional.batch_norm(values, mean, variance, weight, bias, training=False, eps=TINY)
    return exact(y[0, 0], unit)


def merged_bias(bias: int, statistics: tuple[int, int], learned: tuple[int, int], unit: int) -> int | Fraction:
    """The bias of the one convolution into which torch merges a 1x1 convolution and batch normalisation."""
    torch = loaded()
    given = (torch.tensor([n], dtype=torch.float64) for n in (bias, *statistics, *learned))
    own, mean, variance, gamma, beta = given
    weight = torch.ones(1, 1, 1, 1, dtype=torch.float64)
    _, merged = torch.nn.utils.fuse_conv_bn_weights(weight, own, mean, variance, TINY, gamma, beta)
    return exact(merged.detach()[0], unit)


def running(old: int, momentum: Fraction, batches: list[list[float]], which: str, unit: int) -> int | Fraction:
    """The buffer ``which`` of a real batch normalisation after it saw these batches of one feature in training mode."""
    torch = loaded()
    buffers = {name: torch.tensor([float(old)], dtype=torch.float64) for name in ("running_mean", "running_var")}
    with torch.inference_mode():
        for batch in batches:
            values = torch.tensor(batch, dtype=torch.float64)[:, None]
            torch.nn.functional.batch_norm(values, **buffers, training=True, momentum=float(momentum))
    return exact(buffers[which], unit)
