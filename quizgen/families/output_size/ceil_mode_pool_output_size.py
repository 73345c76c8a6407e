"""The side of the feature map that max pooling gives with `ceil_mode=True`.

Easy items have no padding: the reader keeps a last window that hangs over the edge. In medium ones padding widens the
map first. In hard ones the reader also has to see whether the last window starts beyond the input, because such a
window is dropped.
"""

from __future__ import annotations

from typing import Any

from quizgen import oracle
from quizgen.asking.family import Check, Example, Family
from quizgen.formulas.inverse_sizes import ceil_pool_output_size
from quizgen.layers import MaxPool2d, Network, real
from quizgen.misconceptions import ceil_pool as mistakes
from quizgen.model import Values
from quizgen.space import Combinations, Params, Where, concat
from quizgen.text import Text

STEM = (
    "A feature map of {n} × {n} goes through a `MaxPool2d` layer with `kernel_size={kernel_size}`, `stride={stride}`, "
    "`padding={padding}`, `dilation=1` and `ceil_mode=True`. How many rows does its output have? As in PyTorch, "
    "`padding` counts the positions added on each side."
)
SOLUTION = """
With `ceil_mode=True` the last step is rounded up, so that the last window may reach beyond the padded input. With input
size $n$, window size $kernel_size$, stride $stride$ and padding $padding$ the number of windows is

$$windows == ceil((n + 2*padding - kernel_size)/stride) + 1$$

$$windows == ceil(({n} + 2*{padding} - {kernel_size})/{stride}) + 1 == {windows}$$

PyTorch drops a last window that starts beyond the input. Counted from 0 on the padded input, that is position
$n + padding$ or a later one. Here the last window starts at

$$start == ({windows} - 1)*{stride} == {start}$$

$${start} {sign} {n} + {padding}$$

so it is {fate}, and the output size is

$$o == {o}$$
"""


def _solution(p: Params, key: Values) -> tuple[Text, ...]:
    windows = -(-(p["n"] + 2 * p["padding"] - p["kernel_size"]) // p["stride"]) + 1
    kept = windows == key[0]
    words = SOLUTION.replace("{sign}", "<" if kept else ">=").replace("{fate}", "kept" if kept else "dropped")
    values = {**p.values, "windows": windows, "start": (windows - 1) * p["stride"], "o": key[0]}
    return (Text(words, values),)


def _network(p: Params) -> Network:
    return Network((1, p["n"], p["n"]), (MaxPool2d(p["kernel_size"], p["stride"], p["padding"], ceil_mode=True),))


def _measure(p: Params) -> Values:
    return (oracle.output_length(_network(p).layers, p["n"]),)


def _covering(p: Params) -> Values:
    """Windows are put down until one reaches the end of the padded input; one without any input is no window."""
    n, padding, start, count = p["n"], p["padding"], -p["padding"], 0
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


def _hard(c: Any) -> Any:
    """Of published windows and of those whose last one is dropped; windows touch or overlap."""
    kept = _kept(c) & real.pool(c) & (c.n % 4 != 0)
    return (c.kernel_size >= c.stride) & (kept | (_dropped(c) & (c.n < 129)))


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
        "hard": concat(_grid(range(18, 257), (5, 4, 3, 2), (2, 3, 4), range(1, 3), _hard), real=real.pool),
    },
    formulas=(ceil_pool_output_size,),
    misconceptions=(
        mistakes.ROUNDS_DOWN,
        mistakes.KEEPS_ALL,
        mistakes.PADDED_OVER_STRIDE,
        mistakes.STEPS_BY_WINDOW,
        mistakes.EVERY_POSITION,
        mistakes.WIDER_STEPS,
    ),
    numerical_only="rounding up or down makes a difference of one, so that too few mistakes give different values",
    stem=lambda p: Text(STEM, p.values),
    solution=_solution,
    network=_network,
    measure=_measure,
    recount=(Check("windows put down", _covering),),
    examples=(
        Example(
            {"n": 112, "kernel_size": 3, "stride": 2, "padding": 0},
            (56,),
            "Szegedy et al. (2015), Going deeper with convolutions, table 1: first max pooling, as torchvision runs it",
        ),
    ),
)
