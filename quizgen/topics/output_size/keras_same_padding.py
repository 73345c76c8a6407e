"""The zeros that Keras adds with `padding="same"`.

In easy items, at stride 1, the reader gives back what the kernel takes away; in medium ones, at a larger stride, the
output, input size over stride and rounded up, comes first, and then what its last window lacks; in hard ones the two
ends share that unevenly.
"""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from quizgen import oracle
from quizgen.asking.family import Check, Example, Family
from quizgen.formulas.inverse_sizes import same_zeros, same_zeros_behind
from quizgen.layers import Conv2d, Network, real
from quizgen.misconceptions import same_zeros as mistakes
from quizgen.misconceptions.kinds import Shape, Trees
from quizgen.model import Values
from quizgen.space import Combinations, Concat, Mask, Params, concat
from quizgen.text import Text

ANSWER = "Stack Overflow, question 37674306 on SAME padding in TensorFlow: width 13, filter 6, stride 5"
STEM = (
    "In Keras with TensorFlow, a `Conv2D` layer with `kernel_size={kernel_size}`, `strides={stride}`, "
    '`padding="same"` and `dilation_rate=1` is applied to a feature map of {n} × {n}. '
)
QUESTIONS = {
    "all": "How many zeros are added around each channel of the map?",
    "below": "How many zeros stand in the rows that are added below each channel of the map, corners included?",
}
SOLUTION = """
With `padding="same"` the output size $o$ is the input size $n$ divided by the stride $stride$, rounded up:

$$o == ceil({n}/{stride}) == {o}$$

Its $o$ windows start $stride$ rows apart, and the last one covers as many rows as the kernel size $kernel_size$ says.
What the input lacks for them is added to its rows, and as much to its columns:

$$total == ({o} - 1)*{stride} + {kernel_size} - {n} == {total}$$

So the padded map has {padded} rows and columns.
"""
ENDS = {
    "all": """
All that is not the map itself is zeros:

$$zeros == {padded}**2 - {n}**2 == {key}$$
""",
    "below": """
Half of these rows goes to each end, and where that leaves one over, it is added below:

$$below == ceil({total}/2) == {below}$$

$$zeros == {below}*{padded} == {key}$$
""",
}


def _compose(trees: Trees, shape: Shape) -> Trees:
    return trees[1:] if shape == ("below",) else trees[:1]


def _solution(p: Params, key: Values) -> tuple[Text, ...]:
    outputs = -(-p["n"] // p["stride"])
    total = (outputs - 1) * p["stride"] + p["kernel_size"] - p["n"]
    values = {
        **p.values,
        "o": outputs,
        "total": total,
        "padded": p["n"] + total,
        "below": -(-total // 2),
        "key": key[0],
    }
    return (Text(SOLUTION + ENDS[p.shape[0]], values),)


def _counted(p: Params, total: int) -> Values:
    """The zeros if an axis gets ``total``, row by row; TensorFlow puts the extra row behind."""
    before, padded = total // 2, p["n"] + total
    rows = [padded if row < before or row >= before + p["n"] else total for row in range(padded)]
    return (sum(rows[before + p["n"] :] if p.shape == ("below",) else rows),)


def _measure(p: Params) -> Values:
    """The fewest zeros with which torch's convolution makes as many outputs as there are strides begun."""
    outputs = len(range(0, p["n"], p["stride"]))
    for total in range(p["kernel_size"]):
        before = total // 2
        padded = oracle.padded_length(p["n"], p["kernel_size"], p["stride"], before, total - before)
        if padded == outputs:
            return _counted(p, total)
    return ()


def _windows(p: Params) -> Values:
    """A window is put down at every stride begun; the last one says how far the rows have to reach."""
    starts = range(0, p["n"], p["stride"])
    return _counted(p, starts[-1] + p["kernel_size"] - p["n"])


def _padded(c: Any) -> Any:
    """Windows overlap or touch, and zeros are added; in most of the strange ones one end gets more."""
    total = (-(-c.n // c.stride) - 1) * c.stride + c.kernel_size - c.n
    return (c.kernel_size >= c.stride) & (total > 0) & (_real(c) | (c.n % 3 == 0))


def _real(c: Any) -> Mask:
    """Where a published layer has this kernel and stride and pads about half of the kernel."""
    return real.convolution(
        SimpleNamespace(kernel_size=c.kernel_size, stride=c.stride, padding=(c.kernel_size - 1) // 2)
    )


def _level(shape: str, n: range, kernel_size: tuple[int, ...], stride: tuple[int, ...]) -> Concat:
    axes = {"n": n, "kernel_size": kernel_size, "stride": stride}
    return concat(Combinations(axes, _padded, (shape,)), real=_real)


FAMILY = Family(
    module=__name__,
    title="Zeros added by “same” padding in Keras",
    weight="special",
    asks="zeros",
    levels={
        "easy": _level("all", range(7, 65), (2, 3, 4, 5, 6, 7), (1,)),
        "medium": _level("all", range(7, 113), (2, 3, 4, 5, 6, 7), (2, 3, 4)),
        "hard": _level("below", range(7, 113), (2, 3, 4, 5, 6, 7), (2, 3, 4)),
    },
    formulas=(same_zeros, same_zeros_behind),
    compose=_compose,
    misconceptions=(
        mistakes.STRIDE_ONE,
        mistakes.STEP_FOR_EACH,
        mistakes.NO_WINDOW,
        mistakes.KEEPS_INPUT,
        mistakes.ROUNDS_DOWN,
        mistakes.ONE_SIDE_OF_TOTAL,
        mistakes.BOTH_SIDES_ALL,
        mistakes.WHOLE_BEHIND,
        mistakes.SHARE_BEFORE,
        mistakes.ONE_AXIS,
        mistakes.CORNERS_FORGOTTEN,
        mistakes.WHOLE_MAP,
    ),
    numerical_only="so few rows are added that known mistakes do not give three values on both sides of the key",
    stem=lambda p: Text(STEM + QUESTIONS[p.shape[0]], p.values),
    solution=_solution,
    network=lambda p: Network((1, p["n"], p["n"]), (Conv2d(1, 1, p["kernel_size"], p["stride"], None),)),
    givens=lambda p: {"same": "TensorFlow", "side": p.shape[0]},
    measure=_measure,
    recount=(Check("windows put down", _windows),),
    examples=(
        Example(
            {"n": 13, "kernel_size": 6, "stride": 5}, (87,), f"{ANSWER}: 3 zeros, so 16 × 16 less 13 × 13", ("all",)
        ),
        Example({"n": 13, "kernel_size": 6, "stride": 5}, (32,), f"{ANSWER}: 2 of them behind, 2 × 16", ("below",)),
    ),
)
