"""The side of the feature map after three to five layers of convolution and pooling.

The reader goes through the table line by line and takes each result as the next input. In easy items convolutions have
stride 1; in medium ones strides divide in a convolution too, with something left over; in hard ones a kernel has holes
besides, so that it covers more than its size says.
"""

from __future__ import annotations

from msgspec.structs import replace

from quizgen.asking.family import Check, Example, Family
from quizgen.chains.sizes import CHAIN_LINES, chain_lines, chain_stem
from quizgen.formulas.sizes import FORMULAS
from quizgen.misconceptions import chains, sizes
from quizgen.model import Values
from quizgen.space import Params, concat
from quizgen.text import Text
from quizgen.topics.output_size.shared.rows import Row, rows

ROW = Row(FORMULAS)
IMAGES = (64, 75, 84, 96, 100, 112, 128, 150, 160, 192, 200, 224, 225, 227, 256)
PLAIN = ((3, 1, 0), (3, 1, 1), (5, 1, 0), (5, 1, 2), (4, 1, 1), (7, 1, 3), (7, 1, 0), (5, 1, 1), (7, 1, 2), (7, 1, 1))
STRIDED = ((3, 2, 1), (3, 2, 0), (5, 2, 2), (7, 2, 3), (11, 4, 2), (11, 4, 0), (5, 2, 1), (7, 2, 2), (5, 3, 1))
POOLS = ((2, 2), (3, 2))
ATROUS = ((3, 1, 0, 2), (3, 1, 2, 2), (3, 1, 4, 4), (3, 1, 1, 2), (3, 1, 2, 3))
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


def _solution(p: Params, key: Values) -> tuple[Text, ...]:
    del key
    values = {**p.values, **ROW.sizes(p)}
    general = (Text(GENERAL), Text(DILATED)) if "dilated" in p.shape else (Text(GENERAL),)
    return (*general, *(Text(line, values) for line in chain_lines(p.shape, LINES)))


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
        "easy": concat(rows(("conv", "pool", "conv"), range(20, 129, 4), PLAIN, POOLS, PLAIN[:4]), real=ROW.real),
        "medium": concat(
            rows(("conv", "pool", "conv", "pool"), IMAGES, STRIDED, POOLS, PLAIN[:5], ((2, 2),)),
            rows(("conv", "conv", "pool", "conv"), IMAGES, STRIDED, PLAIN[:4], POOLS, ((3, 1, 1), (3, 1, 0))),
            real=ROW.real,
        ),
        "hard": concat(
            rows(("conv", "pool", "dilated", "conv", "pool"), IMAGES, STRIDED, POOLS, ATROUS, PLAIN[:3], ((2, 2),)),
            rows(("conv", "pool", "conv", "pool", "dilated"), IMAGES, PLAIN[:5], POOLS, PLAIN[:2], POOLS, ATROUS),
            real=ROW.real,
        ),
    },
    formulas=tuple(FORMULAS.values()),
    compose=ROW.compose,
    misconceptions=(
        *sizes.OF_A_LAYER,
        *(replace(one, optional=True) for one in sizes.OF_HOLES),
        chains.SKIPS_POOLS,
        chains.SAME_CONVOLUTIONS,
        chains.SKIPS_LAST,
        chains.ONLY_LAST,
        chains.ADDED_STRIDES,
    ),
    stem=lambda p: chain_stem(STEM, p, ROW.network(p).layers, SHOWN),
    solution=_solution,
    network=ROW.network,
    measure=ROW.measure,
    recount=(Check("sliding window", ROW.slide),),
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
