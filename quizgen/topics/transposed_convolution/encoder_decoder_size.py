"""The side of the map after an encoder and a decoder: downsampling layers, then transposed convolutions.

The reader goes through the table line by line, and finds that the size of the input does not always come back. An easy
table goes down and up once, a medium one twice, and a hard one has remainders that are dropped and other strides too.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np

from quizgen import oracle
from quizgen.asking.family import Check, Example, Family
from quizgen.chains.decoders import ARGUMENTS, DOWN, LINES, counted
from quizgen.chains.sizes import Settings, chain, chain_lines, chain_stem, sizes_after
from quizgen.formulas.decoders import STEPS, decoded
from quizgen.layers import Conv2d, ConvTranspose2d, Layer, MaxPool2d, Network, real
from quizgen.misconceptions import decoders as mistakes
from quizgen.misconceptions.kinds import Shape, Trees
from quizgen.model import Values
from quizgen.space import Concat, Params, Where, concat
from quizgen.text import Text

STEM = """
A feature map of {n} × {n} goes through the layers of this table, from top to bottom; both axes are treated
alike.

{layers}

How many rows does the last output have? All arguments have the meaning that PyTorch gives them, every layer
has `dilation=1`, pooling has `ceil_mode=False`, and fractions are rounded down.
"""


def _compose(trees: Trees, shape: Shape) -> Trees:
    return (decoded(shape, **dict(zip(STEPS, trees, strict=True))),)


def _layer(p: Params, number: int, step: str) -> Layer:
    kernel_size, stride, padding = (p.values.get(f"{name}_{number}", 0) for name in ARGUMENTS[:3])
    if step == "pool":
        return MaxPool2d(kernel_size, stride)
    if step == "up":
        return ConvTranspose2d(1, 1, kernel_size, stride, padding, p[f"output_padding_{number}"])
    return Conv2d(1, 1, kernel_size, stride, padding)


def _network(p: Params) -> Network:
    return Network((1, p["n"], p["n"]), tuple(_layer(p, number, step) for number, step in enumerate(p.shape, 1)))


def _measure(p: Params) -> Values:
    return (oracle.output_length(_network(p).layers, p["n"]),)


def _solution(p: Params, key: Values) -> tuple[Text, ...]:
    del key
    values = {**p.values, **sizes_after(decoded, p)}
    return (Text(DOWN), *(Text(line, values) for line in chain_lines(p.shape, LINES)))


def _sensible(shape: Shape) -> Where:
    """Every window finds room, padding is less than half the kernel, and four rows or more are left in the middle."""

    def where(c: Any) -> Any:
        size, fine = c.n, c.n > 0
        for number, step in enumerate(shape, 1):
            kernel_size, padding = getattr(c, f"kernel_size_{number}"), getattr(c, f"padding_{number}", 0)
            fine = fine & (2 * padding < kernel_size)
            if step != "up":
                size = (size + 2 * padding - kernel_size) // getattr(c, f"stride_{number}") + 1
        return fine & (size >= 4)

    return where


def _published(c: Any) -> Any:
    """Where every layer is one of a published network."""
    masks = {"conv": real.convolution, "pool": real.pool, "up": real.transposed}
    return np.logical_and.reduce([masks[step](c, f"_{number}") for number, step in enumerate(c.shape, 1)])


def _chain(n: Iterable[int], **layers: Settings) -> Concat:
    return concat(chain(n, layers, _sensible), real=_published)


def _conv(*kernel_size: int, stride: int = 2, padding: tuple[int, ...] = (0, 1, 2)) -> Settings:
    return {"kernel_size": kernel_size, "stride": (stride,), "padding": padding}


def _up(
    *kernel_size: int, stride: int = 2, padding: tuple[int, ...] = (0, 1), output: tuple[int, ...] = (0, 1)
) -> Settings:
    return {"kernel_size": kernel_size, "stride": (stride,), "padding": padding, "output_padding": output}


POOL: Settings = {"kernel_size": (2,), "stride": (2,)}

FAMILY = Family(
    module=__name__,
    title="Output size after encoder and decoder",
    asks="output_size",
    options={"easy": 4, "medium": 3, "hard": 3},
    as_numbers=("easy", "medium", "hard"),
    levels={
        "easy": _chain(
            range(15, 96),
            conv_1=_conv(3, 5, stride=1),
            pool_2=POOL,
            up_3=_up(2, 3, 4, 5, padding=(0, 1, 2)),
        ),
        "medium": _chain(
            range(27, 128, 2), conv_1=_conv(3, 5), pool_2=POOL, up_3=_up(2, 3, 4), up_4=_up(3, 4, padding=(1,))
        ),
        "hard": _chain(
            range(45, 161, 5),
            conv_1=_conv(3, 5, stride=1, padding=(0, 1)),
            pool_2=POOL,
            conv_3=_conv(3, padding=(0, 1)),
            up_4=_up(2, 3, 4),
            up_5=_up(4, 5, 8, stride=4, padding=(0, 2)),
        ),
    },
    formulas=tuple(STEPS.values()),
    compose=_compose,
    misconceptions=(
        mistakes.RETURNS_INPUT,
        mistakes.SKIPS_DECODER,
        mistakes.SKIPS_POOLING,
        mistakes.SKIPS_LAST,
        mistakes.NO_START,
        mistakes.ROUNDS_UP,
        mistakes.CONV_UNPADDED,
        mistakes.CONV_PADS_ONCE,
        mistakes.CONV_HALVES,
        mistakes.UP_MULTIPLIES,
        mistakes.UP_CONVOLVES,
        mistakes.UP_STEPS,
        mistakes.UP_ADDS,
        mistakes.UP_CROPS_ONCE,
        mistakes.UP_UNCROPPED,
        mistakes.UP_DROPS,
        mistakes.UP_DOUBLES,
        mistakes.UP_POINTS,
        mistakes.UP_NO_KERNEL,
        mistakes.UP_WIDE_STEPS,
    ),
    stem=lambda p: chain_stem(STEM, p, _network(p).layers, ARGUMENTS),
    solution=_solution,
    network=_network,
    measure=_measure,
    recount=(Check("windows and inverses", lambda p: (counted(p),)),),
    examples=(
        Example(
            {
                "n": 12,
                "kernel_size_1": 3,
                "stride_1": 2,
                "padding_1": 1,
                "kernel_size_2": 3,
                "stride_2": 2,
                "padding_2": 1,
                "output_padding_2": 1,
            },
            (12,),
            "PyTorch documentation, torch.nn.ConvTranspose2d, example that restores the size before downsampling",
            ("conv", "up"),
        ),
    ),
)
