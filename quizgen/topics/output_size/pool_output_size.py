"""The side of the feature map that max pooling gives, where the last window may not fit.

In easy items, without padding, the reader tells window from stride, and drops a window that would hang over the edge;
in medium ones the map is padded and so widened first; in hard ones the pooling stands behind a convolution and is given
what that has made.
"""

from __future__ import annotations

from quizgen.asking.family import Check, Example, Family
from quizgen.formulas.sizes import conv_output_size, pool_output_size
from quizgen.misconceptions import chains, sizes
from quizgen.model import Values
from quizgen.space import Combinations, Params, concat
from quizgen.text import Text
from quizgen.topics.output_size.shared.rows import Row, rows

ONE = (
    "A feature map of {n} × {n} goes through a `MaxPool2d` layer with `kernel_size={kernel_size}`, `stride={stride}`, "
    "`padding={padding}`, `dilation=1` and `ceil_mode=False`. How many rows does its output have? As in PyTorch, "
    "`padding` counts the positions added on each side."
)
TWO = (
    "A feature map of {n} × {n} goes through a `Conv2d` layer with `kernel_size={kernel_size_1}`, "
    "`stride={stride_1}` and `padding={padding_1}`, and its output through a `MaxPool2d` layer with "
    "`kernel_size={kernel_size_2}`, `stride={stride_2}`, `padding={padding_2}` and `ceil_mode=False`; both have "
    "`dilation=1`. How many rows does the last output have? As in PyTorch, `padding` counts the positions added on "
    "each side, and fractions are rounded down."
)
GENERAL = """
With input size $n$, window size $kernel_size$, stride $stride$ and padding $padding$, and rounded down because of
`ceil_mode=False`, the output size $o$ is

$$o == floor((n + 2*padding - kernel_size)/stride) + 1$$
"""
STEPS = """
$$o == floor(({n} + 2*{padding} - {kernel_size})/{stride}) + 1$$

$$o == floor({room}/{stride}) + 1 == {o}$$
"""
TWO_STEPS = """
The same formula holds for the convolution, which gives

$$o_1 == floor(({n} + 2*{padding_1} - {kernel_size_1})/{stride_1}) + 1 == {o_1}$$

and for the pooling, which is given these {o_1} rows:

$$o_2 == floor(({o_1} + 2*{padding_2} - {kernel_size_2})/{stride_2}) + 1 == {o_2}$$
"""
ROW = Row({"pool": pool_output_size, "conv": conv_output_size})
MAPS = sorted({32, 48, 64, 84, 96, 112, 128, 160, 192, 224, 227, 256, 299, *range(70, 250, 13)})
CONVOLUTIONS = (
    *((7, 2, 3), (11, 4, 2), (11, 4, 0), (3, 1, 1), (3, 1, 0), (5, 1, 0), (5, 1, 2), (3, 2, 1), (3, 2, 0), (5, 2, 2)),
    (7, 1, 0),
)
POOLS = ((2, 2, 0), (3, 2, 0), (3, 2, 1))
STRANGE = ((3, 3, 0), (3, 3, 1), (5, 2, 1), (5, 3, 1), (4, 3, 1))


def _solution(p: Params, key: Values) -> tuple[Text, ...]:
    if p.shape:
        return Text(GENERAL), Text(TWO_STEPS, {**p.values, **ROW.sizes(p)})
    room = p["n"] + 2 * p["padding"] - p["kernel_size"]
    return Text(GENERAL), Text(STEPS, {**p.values, "room": room, "o": key[0]})


def _grid(n: range, kernel_size: tuple[int, ...], stride: tuple[int, ...], padding: tuple[int, ...]) -> Combinations:
    """PyTorch allows no more padding than half the window; windows touch or overlap."""
    axes = {"n": n, "kernel_size": kernel_size, "stride": stride, "padding": padding}
    return Combinations(axes, lambda c: (2 * c.padding <= c.kernel_size) & (c.kernel_size >= c.stride))


FAMILY = Family(
    module=__name__,
    title="Output size of max pooling",
    weight="core",
    asks="output_size",
    levels={
        "easy": concat(
            _grid(range(12, 257), (2, 3), (2,), (0,)),
            _grid(range(20, 129, 2), (4, 5), (2, 3), (0,)),
            _grid(range(20, 129, 3), (3,), (3,), (0,)),
            real=ROW.real,
        ),
        "medium": concat(
            _grid(range(12, 257), (3,), (2,), (1,)),
            _grid(range(20, 129, 3), (4, 5, 6, 7), (2, 3), (1, 2)),
            _grid(range(20, 129, 3), (3,), (3,), (1,)),
            real=ROW.real,
        ),
        "hard": concat(
            rows(("conv", "pool"), MAPS, CONVOLUTIONS, POOLS),
            rows(("conv", "pool"), MAPS, CONVOLUTIONS, STRANGE),
            real=ROW.real,
        ),
    },
    formulas=(pool_output_size, conv_output_size),
    compose=ROW.compose,
    misconceptions=(
        sizes.NO_PLUS_ONE,
        sizes.ROUNDS_UP,
        sizes.IGNORES_PADDING,
        sizes.PAD_ONCE,
        sizes.FORGETS_KERNEL,
        sizes.SKIPS_STRIDE,
        sizes.DIVIDES_BY_KERNEL,
        sizes.SUBTRACTS_PADDING,
        sizes.PADS_OUTPUT,
        sizes.IGNORES_STRIDE,
    ),
    beside=chains.of_two(sizes.NO_PLUS_ONE, sizes.PAD_ONCE),
    numerical_only="many mistakes about small windows give one value, and input over stride is the key or beside it",
    stem=lambda p: Text(TWO if p.shape else ONE, p.values),
    solution=_solution,
    network=ROW.network,
    measure=ROW.measure,
    recount=(Check("sliding window", ROW.slide),),
    examples=(
        Example({"n": 5, "kernel_size": 3, "stride": 1, "padding": 0}, (3,), "Dumoulin and Visin (2016), figure 1.6"),
        Example(
            {"n": 55, "kernel_size": 3, "stride": 2, "padding": 0},
            (27,),
            "CS231n (2017), lecture 9, first max pooling of AlexNet",
        ),
    ),
)
