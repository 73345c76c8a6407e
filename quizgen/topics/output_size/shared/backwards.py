"""From the size of an output back to the largest or the smallest input that makes it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

from msgspec import Struct

from quizgen import oracle
from quizgen.formulas.inverse_sizes import backwards
from quizgen.layers import Conv2d, axis, layer_json, real
from quizgen.misconceptions.kinds import Shape, Trees
from quizgen.model import Level, Values
from quizgen.space import Combinations, Concat, Mask, Params, Rows, concat
from quizgen.text import Text
from quizgen.topics.output_size.shared.windows import slide

BACK_STEMS = {
    "one": (
        "A `Conv2d` layer has `kernel_size={kernel_size}`, `stride={stride}`, `padding={padding}` and `dilation=1`. "
        "Its input and output are square. What is the *#* number of rows that the input may have if the output has "
        "{target} rows? As in PyTorch, `padding` counts the zeros on each side, and a fraction is rounded down."
    ),
    "two": (
        "A `Conv2d` layer with `kernel_size={kernel_size_1}`, `stride={stride_1}` and `padding={padding_1}` is "
        "followed by one with `kernel_size={kernel_size_2}`, `stride={stride_2}` and `padding={padding_2}`, both with "
        "`dilation=1`. All maps are square. What is the *#* number of rows that the input of the first layer may have "
        "if the output of the second one has {target} rows? As in PyTorch, `padding` counts the zeros on each side, "
        "and fractions are rounded down."
    ),
}
BACK_SOLUTIONS = {
    "one": """
The $target$ windows start $stride$ positions apart, and the last one covers $kernel_size$ positions; of all these,
$2*padding$ are zeros.[ Up to $stride - 1$ more positions are too few for another step.] The # input size $n$ is

$$n == (target - 1)*stride + kernel_size - 2*padding[ + stride - 1]$$

$$n == ({target} - 1)*{stride} + {kernel_size} - 2*{padding}[ + {stride} - 1]$$

$$n == {key}$$
""",
    "two": """
The way back starts at the last layer. Where a layer makes $target$ windows, these start $stride$ positions apart, and
the last one covers $kernel_size$ positions; of all these, $2*padding$ are zeros.[ Up to $stride - 1$ more positions are
too few for another step.] The # input size $n$ of a layer is

$$n == (target - 1)*stride + kernel_size - 2*padding[ + stride - 1]$$

For the second layer and then for the first one it is

$$n_2 == ({target} - 1)*{stride_2} + {kernel_size_2} - 2*{padding_2}[ + {stride_2} - 1] == {middle}$$

$$n_1 == ({middle} - 1)*{stride_1} + {kernel_size_1} - 2*{padding_1}[ + {stride_1} - 1] == {key}$$
""",
}
"""What stands in brackets is for the largest size alone."""
_BRACKETS = re.compile(r"\[(.*?)\]", re.DOTALL)
TARGETS = (5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 18, 20, 21, 24, 25, 28, 30, 32)
PUBLISHED = (
    *((3, 2, 0), (5, 2, 0), (7, 2, 0), (4, 2, 0), (8, 4, 0), (11, 4, 0)),
    *((3, 2, 1), (5, 2, 2), (7, 2, 3), (4, 2, 1), (11, 4, 2), (7, 4, 2), (7, 4, 3)),
)
FIRST = ((7, 2, 3), (7, 2, 0), (5, 2, 2), (5, 2, 0), (3, 2, 1), (3, 2, 0), (4, 2, 1), (7, 4, 3))
SECOND = ((3, 2, 1), (3, 2, 0), (4, 2, 0), (4, 2, 1), (5, 2, 2), (3, 1, 0), (5, 1, 0))
STRANGE = ((5, 3, 1), (6, 2, 1), (7, 3, 2), (5, 2, 1), (6, 3, 1))
"""Kernel size, stride and padding; the strange ones stand in no published network."""


class End(Struct, frozen=True):
    """The largest or the smallest of the input sizes that make the wanted output; ``pick`` takes it out of them all."""

    word: str
    pick: Callable[[Iterable[int]], int]
    slack: bool

    def stem(self, p: Params) -> Text:
        """Asks for it."""
        return Text(BACK_STEMS[p.shape[0]].replace("#", self.word), p.values)

    def solution(self, p: Params, key: Values) -> tuple[Text, ...]:
        """The formula, and for two layers the size between them."""
        template = _BRACKETS.sub(r"\1" if self.slack else "", BACK_SOLUTIONS[p.shape[0]]).replace("#", self.word)
        values = {**p.values, "key": key[0]}
        if p.shape == ("two",):
            stride = p["stride_2"]
            values["middle"] = (p["target"] - 1) * stride + p["kernel_size_2"] - 2 * p["padding_2"]
            values["middle"] += (stride - 1) * self.slack
        return (Text(template, values),)

    def measure(self, p: Params) -> Values:
        """Among the sizes for which real layers give the wanted output."""
        return (self.pick(oracle.input_lengths(wanted(p), p["target"])),)

    def count(self, p: Params) -> Values:
        """Among the sizes on which the windows are as many as wanted."""
        return (self.pick(inputs(p)),)


LARGEST = End("largest", max, slack=True)
SMALLEST = End("smallest", min, slack=False)


def back_levels() -> Mapping[Level, Concat]:
    """One layer without padding, one with padding, and two layers."""
    strange = {"target": TARGETS, "kernel_size": (4, 5, 6, 7), "stride": (2, 3)}
    return {
        "easy": concat(_one(PUBLISHED, (0,)), _back("one", padding=(0,), **strange), real=real.convolution),
        "medium": concat(_one(PUBLISHED, (1, 2, 3)), _back("one", padding=(1, 2, 3), **strange), real=real.convolution),
        "hard": concat(_two(FIRST, SECOND), _two(STRANGE, SECOND), _two(FIRST, STRANGE), real=_both_real),
    }


def _both_real(c: Any) -> Mask:
    return real.convolution(c, "_1") & real.convolution(c, "_2")


def _one(windows: Iterable[tuple[int, ...]], padding: tuple[int, ...]) -> Rows:
    """Published layers with one of these paddings, for every size up to that of a first map."""
    chosen = [window for window in windows if window[2] in padding]
    names = ("target", "kernel_size", "stride", "padding")
    return Rows(names, lambda: ((target, *window) for target in range(5, 113) for window in chosen), ("one",))


def _two(first: Iterable[tuple[int, ...]], second: Iterable[tuple[int, ...]]) -> Rows:
    """Two layers in a row, their settings from these windows."""
    names = [f"{name}_{number}" for number in (1, 2) for name in ("kernel_size", "stride", "padding")]
    every = [(target, *one, *other) for target in TARGETS for one in first for other in second]
    return Rows(("target", *names), lambda: every, ("two",))


def _back(shape: str, **axes: tuple[int, ...]) -> Combinations:
    return Combinations(axes, _strange, (shape,))


def _strange(c: Any) -> Any:
    """Fits, and is no published layer."""
    return room(c, ("one",)) & ~real.convolution(c)


def back_tree(trees: Trees, shape: Shape) -> Trees:
    """The formula for one layer, put into itself for two."""
    return (backwards(trees[0], shape),)


def numbers(shape: tuple[str, ...]) -> tuple[str, ...]:
    """What the names of each layer's arguments end in."""
    return ("",) if shape == ("one",) else ("_1", "_2")


def wanted(p: Params) -> tuple[Conv2d, ...]:
    """The layers whose input is asked."""
    return tuple(
        Conv2d(1, 1, p[f"kernel_size{end}"], p[f"stride{end}"], p[f"padding{end}"]) for end in numbers(p.shape)
    )


def asked_backwards(p: Params) -> dict[str, Any]:
    """The JSON of a question about the input: its size is open, the output's is given."""
    return {"input": [1, None, None], "layers": [layer_json(layer) for layer in wanted(p)], "target": p["target"]}


def inputs(p: Params) -> range:
    """Every input size from which the layers make the wanted output: counting windows, both ends are found by halving.

    On a larger input there are never fewer windows.
    """
    many = partial(counted, wanted(p))
    longest = p["target"]
    while many(longest) <= p["target"]:
        longest *= 2
    first, beyond = (bisect_left(range(longest), count, key=many) for count in (p["target"], p["target"] + 1))
    return range(first, beyond)


def counted(layers: tuple[Conv2d, ...], length: int) -> int:
    """Output size by counting windows, layer by layer."""
    for layer in layers:
        kernel_size, stride, padding = (axis(size, 0) for size in (layer.kernel_size, layer.stride, layer.padding))
        length = slide(length, kernel_size, stride, padding)
    return length


def room(c: Any, shape: tuple[str, ...]) -> Any:
    """Less padding than half of each kernel, and no input is smaller than the kernel."""
    size, fine = c.target, c.target > 0
    for end in reversed(numbers(shape)):
        kernel_size, stride, padding = (getattr(c, f"{name}{end}") for name in ("kernel_size", "stride", "padding"))
        size = (size - 1) * stride + kernel_size - 2 * padding
        fine = fine & (2 * padding < kernel_size) & (kernel_size > stride) & (size > kernel_size)
    return fine
