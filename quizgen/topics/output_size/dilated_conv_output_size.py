"""The side of the feature map that dilated square convolutions give.

In easy items the reader finds how many positions one dilated kernel covers; in medium ones there are two dilated layers
in a row, and the padding gives back a part of what each takes away; in hard ones a layer with a stride stands before
the dilated one.
"""

from __future__ import annotations

from quizgen.asking.family import Check, Example, Family
from quizgen.figures.dilated import dilated_kernels
from quizgen.formulas.sizes import conv_output_size, dilated_conv_output_size
from quizgen.layers import real
from quizgen.misconceptions import chains, sizes
from quizgen.misconceptions.twice import with_pairs
from quizgen.model import Figure, Values
from quizgen.space import Combinations, Params, concat
from quizgen.text import Text
from quizgen.topics.output_size.shared.rows import Row, rows

ENDING = " As in PyTorch, `dilation=1` is an ordinary convolution; `padding` counts the zeros on each side{rest}."
STEMS = {
    (): (
        "A feature map of {n} × {n} goes through a `Conv2d` layer with `kernel_size={kernel_size}`, `stride={stride}`, "
        "`padding={padding}` and `dilation={dilation}`. How many rows does its output have?"
    ),
    ("dilated", "dilated"): (
        "A feature map of {n} × {n} goes through a `Conv2d` layer with `kernel_size={kernel_size_1}`, "
        "`padding={padding_1}` and `dilation={dilation_1}`, and its output through one with "
        "`kernel_size={kernel_size_2}`, `padding={padding_2}` and `dilation={dilation_2}`; both have `stride=1`. How "
        "many rows does the last output have?"
    ),
    ("conv", "dilated"): (
        "A feature map of {n} × {n} goes through a `Conv2d` layer with `kernel_size={kernel_size_1}`, "
        "`stride={stride_1}`, `padding={padding_1}` and `dilation=1`, and its output through one with "
        "`kernel_size={kernel_size_2}`, `stride={stride_2}`, `padding={padding_2}` and `dilation={dilation_2}`. How "
        "many rows does the last output have?"
    ),
}
GENERAL = """
With input size $n$, kernel size $kernel_size$, stride $stride$, padding $padding$ and dilation $dilation$, a dilated
kernel covers $dilation*(kernel_size - 1) + 1$ positions, and the output size $o$ is

$$o == floor((n + 2*padding - (dilation*(kernel_size - 1) + 1))/stride) + 1$$
"""
ONE = """
$$span == {dilation}*({kernel_size} - 1) + 1 == {span}$$

$$o == floor(({n} + 2*{padding} - {span})/{stride}) + 1 == {o}$$
"""
FIRST = {
    "dilated": "The first kernel covers ${dilation_1}*({kernel_size_1} - 1) + 1 == {span_1}$ positions, and its layer "
    "gives\n\n$$o_1 == floor(({n} + 2*{padding_1} - {span_1})/1) + 1 == {o_1}$$",
    "conv": "The first layer, which is not dilated, gives\n\n"
    "$$o_1 == floor(({n} + 2*{padding_1} - {kernel_size_1})/{stride_1}) + 1 == {o_1}$$",
}
SECOND = """
The second kernel covers ${dilation_2}*({kernel_size_2} - 1) + 1 == {span_2}$ positions, and its layer turns these
{o_1} rows into

$$o_2 == floor(({o_1} + 2*{padding_2} - {span_2})/{stride_2}) + 1 == {o_2}$$
"""
ROW = Row({"dilated": dilated_conv_output_size, "conv": conv_output_size})
MAPS = (33, 38, 45, 50, 56, 59, 64, 71, 75, 80, 93, 97, 109, 112, 127, 150)
IMAGES = sorted({97, 112, 129, 160, 192, 224, 256, 299, 321, 385, 513, *range(85, 331, 12)})
BARE = tuple((3, 1, 0, rate) for rate in (2, 4, 6, 8, 12, 16))
PADDED = tuple((3, 1, rate, rate) for rate in (2, 4, 6, 8, 12))
STRANGE = ((3, 1, 1, 2), (3, 1, 2, 4), (3, 1, 2, 3), (5, 1, 2, 2), (5, 1, 4, 3), (5, 1, 0, 2))
STRIDED = ((3, 2, 1), (3, 2, 0), (7, 2, 3), (5, 2, 2), (4, 2, 1), (7, 4, 3), (4, 4, 0))
MOVING = ((3, 2, 2, 2), (3, 2, 0, 2), (3, 2, 1, 2), (5, 2, 2, 2), (3, 2, 2, 3), (5, 1, 2, 2), (5, 1, 0, 2))


def _span(p: Params, end: str) -> int:
    return p.values.get(f"dilation{end}", 1) * (p[f"kernel_size{end}"] - 1) + 1


def _stem(p: Params) -> Text:
    rest = {(): ", and a fraction is rounded down", ("conv", "dilated"): ", and fractions are rounded down"}
    return Text(STEMS[p.shape] + ENDING.replace("{rest}", rest.get(p.shape, "")), p.values)


def _solution(p: Params, key: Values) -> tuple[Text, ...]:
    if not p.shape:
        return Text(GENERAL), Text(ONE, {**p.values, "span": _span(p, ""), "o": key[0]})
    values = {**p.values, **ROW.sizes(p), "span_1": _span(p, "_1"), "span_2": _span(p, "_2")}
    return Text(GENERAL), Text(FIRST[p.shape[0]], values), Text(SECOND, values)


def _figures(p: Params) -> tuple[Figure, ...]:
    end = "_2" if p.shape else ""
    return (dilated_kernels(p[f"kernel_size{end}"], (1, p[f"dilation{end}"])),)


FAMILY = Family(
    module=__name__,
    title="Output size of a dilated convolution",
    asks="output_size",
    levels={
        "easy": concat(
            Combinations(
                {
                    "n": range(16, 129),
                    "kernel_size": (2, 3, 4, 5),
                    "stride": (1,),
                    "padding": (0,),
                    "dilation": (2, 3, 4, 6, 8, 12, 16),
                },
                lambda c: (
                    (c.n > c.dilation * c.kernel_size + 4)
                    & ((c.kernel_size == 3) | (c.n % 4 == 0))
                    & (real.convolution(c) | (c.dilation <= 4))
                ),
            ),
            real=ROW.real,
        ),
        "medium": concat(
            rows(("dilated", "dilated"), MAPS, BARE, BARE),
            rows(("dilated", "dilated"), MAPS, PADDED, BARE),
            rows(("dilated", "dilated"), MAPS, BARE, PADDED),
            rows(("dilated", "dilated"), MAPS, STRANGE, (*BARE, *PADDED)),
            rows(("dilated", "dilated"), MAPS, (*BARE, *PADDED), STRANGE),
            real=ROW.real,
        ),
        "hard": concat(
            rows(("conv", "dilated"), IMAGES, STRIDED, (*BARE, *PADDED[:3])),
            rows(("conv", "dilated"), IMAGES, STRIDED, MOVING),
            real=ROW.real,
        ),
    },
    formulas=(dilated_conv_output_size, conv_output_size),
    compose=ROW.compose,
    misconceptions=(
        *with_pairs(
            sizes.NO_PLUS_ONE,
            sizes.PAD_ONCE,
            sizes.IGNORES_PADDING,
            sizes.IGNORES_DILATION,
            sizes.STRETCHES_TAPS,
            sizes.STRETCHES_ONCE,
            sizes.COUNTS_HOLES,
            sizes.ONLY_GAPS,
            sizes.FORGETS_KERNEL,
        ),
        sizes.SUBTRACTS_PADDING,
        sizes.PADS_OUTPUT,
        sizes.IGNORES_STRIDE,
        sizes.SKIPS_STRIDE,
        sizes.OVER_STRIDES,
    ),
    beside=chains.of_two(sizes.NO_PLUS_ONE, sizes.PAD_ONCE),
    stem=_stem,
    solution=_solution,
    figures=_figures,
    network=ROW.network,
    measure=ROW.measure,
    recount=(Check("sliding window", ROW.slide),),
    examples=(
        Example(
            {"n": 7, "kernel_size": 3, "stride": 1, "padding": 0, "dilation": 2},
            (3,),
            "Dumoulin and Visin (2016), section 5.1, dilated convolution of a 7 × 7 input by a 3 × 3 kernel",
        ),
    ),
)
