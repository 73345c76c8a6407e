"""The side of the feature map that max pooling gives with `ceil_mode=True`.

Easy items have no padding: the reader keeps a last window that hangs over the edge. In medium ones padding widens the
map first. In hard ones the last window starts beyond the input and is dropped, or a convolution comes before the
pooling layer, and of two divisions that leave something over one is rounded down and the other up.
"""

from __future__ import annotations

from typing import Any

from quizgen import oracle
from quizgen.asking.family import Check, Example, Family
from quizgen.formulas.inverse_sizes import behind, ceil_pool_output_size
from quizgen.layers import Conv2d, MaxPool2d, Network, real
from quizgen.misconceptions import ceil_pool as mistakes
from quizgen.misconceptions import chains
from quizgen.misconceptions.kinds import Shape, Trees
from quizgen.model import Values
from quizgen.space import Combinations, Params, Rows, Where, concat
from quizgen.text import Text
from quizgen.topics.output_size.shared.windows import slide

STEM = (
    "A feature map of {n} × {n} goes through a `MaxPool2d` layer with `kernel_size={kernel_size}`, `stride={stride}`, "
    "`padding={padding}`, `dilation=1` and `ceil_mode=True`. How many rows does its output have? As in PyTorch, "
    "`padding` counts the positions added on each side."
)
BEHIND = (
    "A feature map of {n} × {n} goes through a `Conv2d` layer with `kernel_size={kernel_size_1}`, `stride={stride_1}`, "
    "`padding={padding_1}` and `dilation=1`, and then through a `MaxPool2d` layer with `kernel_size={kernel_size}`, "
    "`stride={stride}`, `padding={padding}`, `dilation=1` and `ceil_mode=True`. How many rows does the output of the "
    "pooling layer have? As in PyTorch, `padding` counts the positions added on each side."
)
BEFORE = """
A convolution rounds down: a last step for which its input does not suffice is left out. So it gives maps of the size

$$floor(({n} + 2*{padding_1} - {kernel_size_1})/{stride_1}) + 1 == {m}$$
"""
SOLUTION = """
With `ceil_mode=True` the last step is rounded up, so that the last window may reach beyond the padded input. With input
size $m$, window size $kernel_size$, stride $stride$ and padding $padding$ the number of windows is

$$windows == ceil((m + 2*padding - kernel_size)/stride) + 1$$

$$windows == ceil(({m} + 2*{padding} - {kernel_size})/{stride}) + 1 == {windows}$$

PyTorch drops a last window that starts beyond the input. Counted from 0 on the padded input, that is position
$m + padding$ or a later one. Here the last window starts at

$$start == ({windows} - 1)*{stride} == {start}$$

$${start} {sign} {m} + {padding}$$

so it is {fate}, and the output size is

$$o == {o}$$
"""


def _compose(trees: Trees, shape: Shape) -> Trees:
    return tuple(behind(tree, shape) for tree in trees)


def _given(p: Params) -> int:
    """The size of the map that is pooled, found by moving the kernel of a convolution before."""
    return slide(p["n"], *(p[name] for name in BEFORE_IT)) if p.shape else p["n"]


def _stem(p: Params) -> Text:
    return Text(BEHIND if p.shape else STEM, p.values)


def _solution(p: Params, key: Values) -> tuple[Text, ...]:
    given = _given(p)
    windows = -(-(given + 2 * p["padding"] - p["kernel_size"]) // p["stride"]) + 1
    kept = windows == key[0]
    words = SOLUTION.replace("{sign}", "<" if kept else ">=").replace("{fate}", "kept" if kept else "dropped")
    values = {**p.values, "m": given, "windows": windows, "start": (windows - 1) * p["stride"], "o": key[0]}
    return (Text(BEFORE + words if p.shape else words, values),)


def _network(p: Params) -> Network:
    pool = MaxPool2d(p["kernel_size"], p["stride"], p["padding"], ceil_mode=True)
    before = (Conv2d(1, 1, p["kernel_size_1"], p["stride_1"], p["padding_1"]),) if p.shape else ()
    return Network((1, p["n"], p["n"]), (*before, pool))


def _measure(p: Params) -> Values:
    return (oracle.output_length(_network(p).layers, p["n"]),)


def _covering(p: Params) -> Values:
    """Windows are put down until one reaches the end of the padded input; one without any input is no window."""
    n, padding, start, count = _given(p), p["padding"], -p["padding"], 0
    while start < n:
        count += 1
        if start + p["kernel_size"] >= n + padding:
            break
        start += p["stride"]
    return (count,)


def _left_over(c: Any) -> Any:
    """PyTorch allows no more padding than half the window, and the last window does not fit."""
    rest = (c.n + 2 * c.padding - c.kernel_size) % c.stride
    return (2 * c.padding <= c.kernel_size) & (rest != 0)


def _dropped(c: Any) -> Any:
    windows = -(-(c.n + 2 * c.padding - c.kernel_size) // c.stride) + 1
    return _left_over(c) & ((windows - 1) * c.stride >= c.n + c.padding)


def _kept(c: Any) -> Any:
    return _left_over(c) & ~_dropped(c)


def _grid(
    n: range, kernel_size: tuple[int, ...], stride: tuple[int, ...], padding: range, where: Where
) -> Combinations:
    return Combinations({"n": n, "kernel_size": kernel_size, "stride": stride, "padding": padding}, where)


def _strange(c: Any) -> Any:
    return _left_over(c) & ~real.pool(c)


def _touching(c: Any) -> Any:
    """The last window is dropped; windows touch or overlap."""
    return (c.kernel_size >= c.stride) & _dropped(c)


def _behind() -> Rows:
    """Published layers in a row, a convolution and a pooling layer: neither division comes out."""
    every = [
        (n, *before, *pool)
        for n in SIDES
        for before in CONVOLUTIONS
        for pool in POOLS
        if _rest(n, *before) and _rest(slide(n, *before), *pool)
    ]
    return Rows(("n", *BEFORE_IT, "kernel_size", "stride", "padding"), lambda: every, ("conv", "pool"))


def _rest(n: int, kernel_size: int, stride: int, padding: int) -> int:
    return (n + 2 * padding - kernel_size) % stride


def _published(c: Any) -> Any:
    return real.pool(c) & real.convolution(c, "_1") if c.shape else real.pool(c)


BEFORE_IT = ("kernel_size_1", "stride_1", "padding_1")
SIDES = range(26, 257, 2)
CONVOLUTIONS = ((3, 2, 0), (3, 2, 1), (7, 2, 3), (7, 2, 0), (5, 2, 2), (11, 4, 2))
POOLS = ((3, 2, 0), (3, 2, 1), (2, 2, 0))


FAMILY = Family(
    module=__name__,
    title="Output size of pooling that rounds up",
    weight="special",
    asks="output_size",
    levels={
        "easy": concat(
            _grid(range(13, 257), (2, 3), (2,), range(1), _left_over),
            _grid(range(13, 128, 3), (3, 4, 5), (2, 3), range(1), _strange),
            real=real.pool,
        ),
        "medium": concat(
            _grid(range(16, 513, 4), (3,), (2,), range(1, 2), _kept),
            _grid(range(17, 129, 3), (4, 5, 6, 7), (2, 3, 4), range(1, 3), _kept),
            real=real.pool,
        ),
        "hard": concat(
            _behind(), _grid(range(18, 129), (5, 4, 3, 2), (2, 3, 4), range(1, 3), _touching), real=_published
        ),
    },
    formulas=(ceil_pool_output_size,),
    compose=_compose,
    misconceptions=(
        mistakes.ROUNDS_DOWN,
        mistakes.KEEPS_ALL,
        mistakes.PADDED_OVER_STRIDE,
        mistakes.STEPS_BY_WINDOW,
        mistakes.EVERY_POSITION,
        mistakes.WIDER_STEPS,
        mistakes.ROUNDS_BOTH,
    ),
    beside=chains.of_two(),
    numerical_only="rounding up or down makes a difference of one, so that too few mistakes give different values",
    stem=_stem,
    solution=_solution,
    network=_network,
    measure=_measure,
    recount=(Check("windows put down", _covering),),
    examples=(
        Example(
            {"n": 224, "kernel_size_1": 7, "stride_1": 2, "padding_1": 3, "kernel_size": 3, "stride": 2, "padding": 0},
            (56,),
            "Szegedy et al. (2015), Going deeper with convolutions, table 1: first convolution and max pooling",
            ("conv", "pool"),
        ),
        Example(
            {"n": 112, "kernel_size": 3, "stride": 2, "padding": 0},
            (56,),
            "Szegedy et al. (2015), Going deeper with convolutions, table 1: first max pooling, as torchvision runs it",
        ),
    ),
)
