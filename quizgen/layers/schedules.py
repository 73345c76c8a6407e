"""Dilations of layers with one kernel size that follow each other in published networks, along one axis."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain
from typing import TypeAlias

Schedule: TypeAlias = tuple[int, tuple[int, ...]]
"""Kernel size and the dilations of the layers in their order."""


def _doubling(layers: int, times: int = 1) -> tuple[int, ...]:
    """Rates from 1 that double, each for so many layers."""
    return tuple(2**power for power in range(layers) for _ in range(times))


SCHEDULES: tuple[Schedule, ...] = (
    *((3, rates) for rates in ((1, 2, 3), (1, 2, 5), (2, 2, 2), (1, 2, 5, 9), (3, 4, 5), (5, 9, 17))),  # Wang et al.
    (3, (1, 1, 2, 4, 8, 16, 1)),  # the context module of Yu and Koltun (2016)
    (3, (2, 2, 2, 2, 4, 4, 4, 4, 2, 2, 1, 1)),  # the end of a dilated residual network (DRN-C) of theirs
    (3, (1, 2, 4, 8)),  # D-LinkNet
    *((3, tuple(unit * grid for grid in (1, 2, 4))) for unit in (2, 4)),  # DeepLabv3, the last block, as the next ones
    *((3, rates) for rates in ((2, 4, 2), (4, 8, 4), (2, 4, 6), (4, 8, 12), (4, 4, 4))),
    (3, (2, 2, 2, 4, 4, 4, 8, 8, 8, 16, 16, 16)),  # DeepLabv3, blocks 4 to 7 one behind the other
    (3, (3, 6, 12, 18, 24)),  # DenseASPP
    (3, (2, 2, 2, 2, 2, 2)),  # CSRNet
    (3, (1, 2, 3, 4, 3, 2, 1)),  # IRCNN
    (3, (1, 2, 4, 8, 16, 32, 64, 1)),  # CAN of Chen, Xu and Koltun (2017)
    (3, (1, 2, 1, 4, 1, 8, 1, 16, 1, 2, 1, 4, 1, 8, 1, 16)),  # ERFNet, along each axis
    (3, (1, 3, 9, 27, 81)),  # VideoPose3D; the first three MelGAN
    *((kernel_size, (1, 1, 3, 1, 5, 1)) for kernel_size in (3, 7)),  # HiFi-GAN
    (2, _doubling(10) + _doubling(10)),  # WaveNet
    (3, _doubling(10) + _doubling(10)),  # its versions with three taps, Parallel WaveGAN, MS-TCN
    (3, _doubling(8) + _doubling(8)),  # Conv-TasNet
    (3, _doubling(5) + _doubling(5)),  # ByteNet
    *((kernel_size, _doubling(4, 2)) for kernel_size in (3, 5)),  # TCN, by task: words and letters, music ...
    (4, _doubling(5, 2)),  # ... LAMBADA ...
    *((kernel_size, _doubling(8, 2)) for kernel_size in (7, 8)),  # ... the rows of MNIST's digits, copying
)


@cache
def runs(length: int) -> tuple[Schedule, ...]:
    """So many layers in a row out of a published schedule, each run once, in the order of the schedules."""
    return tuple(dict.fromkeys(chain.from_iterable(_cut(*schedule, length) for schedule in SCHEDULES)))


def _cut(kernel_size: int, rates: Sequence[int], length: int) -> Iterator[Schedule]:
    for start in range(len(rates) - length + 1):
        yield kernel_size, tuple(rates[start : start + length])


def is_repeated(stack: Sequence[tuple[object, object]]) -> bool:
    """Whether the stack is such a run, or equal blocks of layers, each of which is one, as WaveNet has them."""
    lengths = (length for length in range(2, len(stack) + 1) if len(stack) % length == 0)
    return any(is_run(stack[:n]) and list(stack) == [*stack[:n]] * (len(stack) // n) for n in lengths)


def is_run(stack: Sequence[tuple[object, object]]) -> bool:
    """Whether these kernel sizes and dilations follow each other in a published schedule."""
    sizes, rates = {size for size, _ in stack}, tuple(rate for _, rate in stack)
    return len(sizes) == 1 and (*sizes, rates) in runs(len(stack))
