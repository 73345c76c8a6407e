"""The side of the feature map after three to five layers of convolution and pooling.

The reader goes through the table line by line and takes each result as the next input.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from quizgen import oracle
from quizgen.asking.family import Check, Example, Family
from quizgen.chains.sizes import CHAIN_LINES, Settings, chain, chain_lines, chain_stem, sizes_after
from quizgen.families.output_size.shared.windows import slide
from quizgen.formulas.sizes import FORMULAS, chained
from quizgen.layers import Conv2d, Layer, MaxPool2d, Network
from quizgen.math.tree import Expr
from quizgen.misconceptions import chains, sizes
from quizgen.misconceptions.kinds import Shape, Trees
from quizgen.model import Values
from quizgen.space import Combinations, Params, Where, concat
from quizgen.text import Text

NATURAL = (40, 48, 50, 56, 60, 64, 72, 75, 80, 96, 100, 112, 120, 125, 128)
LARGE = (64, 80, 96, 100, 112, 128, 150, 160, 192, 200, 224, 225, 256)
STEM = """
A feature map of {n} × {n} goes through the layers of this table, from top to bottom; both axes are treated
alike.

{layers}

How many rows does the last output have? As in PyTorch, `dilation=1` is an ordinary kernel, `padding` counts what
is added on each side, and in every layer a fraction is rounded down (pooling has `ceil_mode=False`).
"""
SHOWN = ("kernel_size", "stride", "padding", "dilation")
GENERAL = """
Every layer is given what the layer before it made. With input size $n$, kernel size $kernel_size$, stride $stride$ and
padding $padding$, its output size $o$ is

$$o == floor((n + 2*padding - kernel_size)/stride) + 1$$
"""
DILATED = """
Where the dilation $dilation$ is larger than 1, the kernel covers $dilation*(kernel_size - 1) + 1$ positions, which
take the place of $kernel_size$ in the formula.
"""
LINES = {
    **CHAIN_LINES,
    "dilated": "Layer #, `Conv2d`:\n\n$$o_# == floor(({@} + 2*{padding_#} - ({dilation_#}*({kernel_size_#} - 1) + 1))"
    "/{stride_#}) + 1 == {o_#}$$",
}


def _compose(trees: Trees, shape: Shape) -> Trees:
    return (chained(enumerate(shape, 1), dict(zip(FORMULAS, trees, strict=True))),)


def _layer(p: Params, number: int, step: str) -> Layer:
    kernel_size, stride = p[f"kernel_size_{number}"], p[f"stride_{number}"]
    if step == "pool":
        return MaxPool2d(kernel_size, stride)
    return Conv2d(1, 1, kernel_size, stride, p[f"padding_{number}"], p.values.get(f"dilation_{number}", 1))


def _network(p: Params) -> Network:
    return Network((1, p["n"], p["n"]), tuple(_layer(p, number, step) for number, step in enumerate(p.shape, 1)))


def _measure(p: Params) -> Values:
    return (oracle.output_length(_network(p).layers, p["n"]),)


def _slide(p: Params) -> Values:
    size = p["n"]
    for number in range(1, len(p.shape) + 1):
        dilation = p.values.get(f"dilation_{number}", 1)
        taps = range(0, dilation * p[f"kernel_size_{number}"], dilation)
        size = slide(size, taps[-1] + 1, p[f"stride_{number}"], p.values.get(f"padding_{number}", 0))
    return (size,)


def _size(shape: Shape) -> Expr:
    """The size after layers of these kinds."""
    return chained(enumerate(shape, 1))


def _solution(p: Params, key: Values) -> tuple[Text, ...]:
    del key
    values = {**p.values, **sizes_after(_size, p)}
    general = (Text(GENERAL), Text(DILATED)) if "dilated" in p.shape else (Text(GENERAL),)
    return (*general, *(Text(line, values) for line in chain_lines(p.shape, LINES)))


def _fits(shape: Shape) -> Where:
    """Every window finds room to move, padding is less than half the kernel, and four rows or more are left."""

    def where(c: Any) -> Any:
        size, fine = c.n, c.n > 0
        for number, step in enumerate(shape, 1):
            kernel_size, stride = getattr(c, f"kernel_size_{number}"), getattr(c, f"stride_{number}")
            padding, dilation = getattr(c, f"padding_{number}", 0), getattr(c, f"dilation_{number}", 1)
            room = size + 2 * padding - (dilation * (kernel_size - 1) + 1)
            fine = fine & (room >= stride) & (2 * padding < kernel_size)
            fine = fine & ((step != "pool") | (kernel_size >= stride))
            size = room // stride + 1
        return fine & (size >= 4)

    return where


def _chain(n: Iterable[int], **layers: Settings) -> Combinations:
    return chain(n, layers, _fits)


def _conv(*kernel_size: int, stride: tuple[int, ...] = (1,), padding: tuple[int, ...] = (0, 1, 2)) -> Settings:
    return {"kernel_size": kernel_size, "stride": stride, "padding": padding}


def _dilated(*dilation: int) -> Settings:
    return {"kernel_size": (3,), "stride": (1,), "padding": (0, 1, 2), "dilation": dilation}


def _pool(*kernel_size: int) -> Settings:
    return {"kernel_size": kernel_size, "stride": (2,)}


def _values(*layers: tuple[int, ...]) -> dict[str, int]:
    """Parameters from kernel size, stride and padding of every layer, a pooling layer's without padding."""
    return {
        f"{argument}_{number}": value
        for number, layer in enumerate(layers, 1)
        for argument, value in zip(SHOWN, layer, strict=False)
    }


FAMILY = Family(
    module=__name__,
    title="Output size of a chain of layers",
    weight="core",
    asks="output_size",
    levels={
        "easy": concat(_chain(range(20, 65, 2), conv_1=_conv(3, 5, 7), pool_2=_pool(2, 3), conv_3=_conv(3, 5))),
        "medium": concat(
            _chain(NATURAL, conv_1=_conv(5, 7, stride=(2,)), pool_2=_pool(2, 3), conv_3=_conv(3, 5), pool_4=_pool(2)),
            _chain(NATURAL, conv_1=_conv(3, 5), pool_2=_pool(2, 3), conv_3=_conv(3, 5), conv_4=_conv(3)),
            _chain(NATURAL, conv_1=_conv(3, 5), conv_2=_conv(3, stride=(2,)), pool_3=_pool(2, 3), conv_4=_conv(3)),
        ),
        "hard": concat(
            _chain(
                LARGE,
                conv_1=_conv(5, 7, stride=(2,)),
                pool_2=_pool(3),
                dilated_3=_dilated(2, 3),
                conv_4=_conv(3, 5),
                pool_5=_pool(2),
            ),
            _chain(
                LARGE,
                conv_1=_conv(3, 5),
                pool_2=_pool(2, 3),
                conv_3=_conv(3),
                pool_4=_pool(2),
                dilated_5=_dilated(2, 3),
            ),
        ),
    },
    formulas=tuple(FORMULAS.values()),
    compose=_compose,
    misconceptions=(
        *sizes.OF_A_LAYER,
        *(replace(one, optional=True) for one in sizes.OF_HOLES),
        chains.SKIPS_POOLS,
        chains.SAME_CONVOLUTIONS,
        chains.SKIPS_LAST,
        chains.ONLY_LAST,
        chains.ADDED_STRIDES,
    ),
    stem=lambda p: chain_stem(STEM, p, _network(p).layers, SHOWN),
    solution=_solution,
    network=_network,
    measure=_measure,
    recount=(Check("sliding window", _slide),),
    examples=(
        Example(
            _values((11, 4, 0), (3, 2), (5, 1, 2), (3, 2)) | {"n": 227},
            (13,),
            "CS231n (2017), lecture 9, AlexNet up to its second pooling",
            ("conv", "pool", "conv", "pool"),
        ),
        Example(
            _values((5, 1, 0), (2, 2), (5, 1, 0), (2, 2)) | {"n": 32},
            (5,),
            "LeCun et al. (1998), Gradient-based learning applied to document recognition, figure 2",
            ("conv", "pool", "conv", "pool"),
        ),
    ),
)
