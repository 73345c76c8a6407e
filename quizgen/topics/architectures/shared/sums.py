"""The parameters of several convolutions of a published network, added up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from typing import TypeAlias

import numpy as np

from quizgen.formulas.stages import normalized_parameters, summed
from quizgen.layers import BatchNorm2d, Conv2d, ConvTranspose2d, Layer, axis
from quizgen.layers.channels import is_pair
from quizgen.layers.windows import is_real
from quizgen.math.nested import Exact, nested
from quizgen.misconceptions.kinds import Shape
from quizgen.model import Number
from quizgen.space import Params
from quizgen.text import Text

Filters: TypeAlias = Conv2d | ConvTranspose2d
"""What has a kernel for each pair of an input and an output channel."""


def counted(convolutions: Sequence[Filters], *, norm: bool) -> int:
    """Learnable parameters, group by group and filter by filter."""
    total = 0
    for layer, times in Counter(convolutions).items():
        gives, groups = layer.out_channels or 0, layer.groups or 1
        reads = np.bincount(np.arange(layer.in_channels) * groups // layer.in_channels)
        weights = axis(layer.kernel_size, 0) ** 2 * reads[np.arange(gives) * groups // gives]
        total += times * int((weights + layer.bias + 2 * norm).sum())
    return total


def published(convolutions: Iterable[Filters]) -> bool:
    """Whether all have windows and channels of published networks; a network of another width may have others."""
    return all(is_real(layer) and is_pair(layer.in_channels, layer.out_channels) for layer in convolutions)


def learning(convolutions: Sequence[Filters], *, norm: bool) -> tuple[Layer, ...]:
    """The layers with what is learned: each convolution, and the normalisation behind it."""
    pairs = ((layer, BatchNorm2d(layer.out_channels)) if norm else (layer,) for layer in convolutions)
    return tuple(layer for pair in pairs for layer in pair)


GENERAL = """
A filter has a square kernel for each input channel, so with kernel size $kernel_size$, $in_channels$ input channels and
$out_channels$ output channels a convolution has as many weights as

$$kernel_size**2*in_channels*out_channels$$
"""
GROUPED = """
A filter has a square kernel for each input channel of its group, so with kernel size $kernel_size$, $in_channels$ input
channels, $out_channels$ output channels and $groups$ groups a convolution has as many weights as

$$kernel_size**2*(in_channels/groups)*out_channels$$
"""
BIASES = "Each output channel has a bias as well."
NORMS = "The `BatchNorm2d` layer after it has two more numbers for each output channel, a weight and a bias."


@cache
def sum_words(shape: Shape, grouped: tuple[bool, ...], *, bias: bool, norm: bool) -> str:
    """The solution's template for a sum over rows: ``name_1`` and the numbers of ``quizgen.formulas.stages``.

    The counts of the rows are ``count_1`` ..., their sum ``parameters``.
    """
    parts = [GROUPED if any(grouped) else GENERAL, *([BIASES] if bias else []), *([NORMS] if norm else [])]
    for number, (form, groups) in enumerate(zip(shape, grouped, strict=True), 1):
        reads = "({in_channels_#}/{groups_#})" if groups else "{in_channels_#}"
        more = " + {out_channels_#}" * bias + " + 2*{out_channels_#}" * norm
        count = f"{{kernel_size_#}}**2*{reads}*{{out_channels_#}}{more}"
        if form == "many":
            count = f"{{times_#}}*({count})"
        lines = ("`{name_#}`:", f"$$P_# == {count} == {{count_#}}$$")
        parts += [line.replace("#", str(number)) for line in lines]
    if len(shape) > 1:
        every = " + ".join(f"{{count_{number}}}" for number in range(1, len(shape) + 1))
        parts += ["Together:", f"$$P == {every} == {{parameters}}$$"]
    return "\n\n".join(parts)


def sum_solution(p: Params, names: Sequence[str], key: Number, also: str = "") -> tuple[Text, ...]:
    """The solution of a sum over the rows of a point; ``also`` is what else is to be said first."""
    numbers = range(1, len(p.shape) + 1)
    words = sum_words(
        p.shape, tuple(p[f"groups_{number}"] > 1 for number in numbers), bias=p["bias"] == 1, norm=p["norm"] == 1
    )
    counts = {f"count_{number}": int(_row(number, p.shape[number - 1])(p.values)) for number in numbers}
    named = {f"name_{number}": name for number, name in zip(numbers, names, strict=True)}
    return (Text(also + words, {**p.values, **counts, **named, "parameters": key}),)


@cache
def _row(number: int, form: str) -> Exact:
    return nested(summed([(number, form)], normalized_parameters.tree))
