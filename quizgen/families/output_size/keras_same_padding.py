"""The zeros that Keras adds with `padding="same"` where the stride is larger than 1.

The reader starts from the output, input size over stride and rounded up, and adds what its last window lacks.
"""

from __future__ import annotations

from typing import Any

from quizgen import oracle
from quizgen.asking.family import Check, Example, Family
from quizgen.formulas.inverse_sizes import same_zeros, same_zeros_behind
from quizgen.layers import Conv2d, Network
from quizgen.misconceptions import same_zeros as mistakes
from quizgen.misconceptions.kinds import Shape, Trees
from quizgen.model import Values
from quizgen.space import Combinations, Concat, Params, concat
from quizgen.text import Text

ANSWER = "Stack Overflow, question 37674306 on SAME padding in TensorFlow: width 13, filter 6, stride 5"
STEM = (
    "In Keras with TensorFlow a `Conv2D` layer with `kernel_size={kernel_size}`, `strides={stride}`, "
    '`padding="same"` and `dilation_rate=1` is applied to a feature map of {n} × {n}. '
)
QUESTIONS = {
    "total": "How many rows of zeros are added to the map, above and below it together?",
    "behind": "How many rows of zeros are added below the map?",
}
SOLUTION = """
With `padding="same"` the output size $o$ is input size $n$ over stride $stride$, rounded up:

$$o == ceil({n}/{stride}) == {o}$$

Its $o$ windows start $stride$ rows apart, and the last one covers as many rows as the kernel size $kernel_size$ says.
What the input lacks for them is added:

$$total == ({o} - 1)*{stride} + {kernel_size} - {n} == {total}$$
"""
SHARED = """
Both sides get half of it, and where that leaves one row over, it is added below:

$$below == ceil({total}/2) == {below}$$
"""


def _compose(trees: Trees, shape: Shape) -> Trees:
    return trees[1:] if shape == ("behind",) else trees[:1]


def _solution(p: Params, key: Values) -> tuple[Text, ...]:
    outputs = -(-p["n"] // p["stride"])
    total = (outputs - 1) * p["stride"] + p["kernel_size"] - p["n"]
    values = {**p.values, "o": outputs, "total": total, "below": key[0]}
    return (Text(SOLUTION + (SHARED if p.shape == ("behind",) else ""), values),)


def _share(p: Params, total: int) -> Values:
    """TensorFlow puts the extra zero behind."""
    return (total - total // 2 if p.shape == ("behind",) else total,)


def _measure(p: Params) -> Values:
    """The fewest zeros with which torch's convolution makes as many outputs as there are strides begun."""
    outputs = len(range(0, p["n"], p["stride"]))
    for total in range(p["kernel_size"]):
        before = total // 2
        padded = oracle.padded_length(p["n"], p["kernel_size"], p["stride"], before, total - before)
        if padded == outputs:
            return _share(p, total)
    return ()


def _windows(p: Params) -> Values:
    """A window is put down at every stride begun; the last one says how far the rows have to reach."""
    starts = range(0, p["n"], p["stride"])
    return _share(p, starts[-1] + p["kernel_size"] - p["n"])


def _padded(c: Any) -> Any:
    """Windows overlap or touch, and more than two zeros are added."""
    total = (-(-c.n // c.stride) - 1) * c.stride + c.kernel_size - c.n
    return (c.kernel_size >= c.stride) & (total > 2)


def _shared(c: Any) -> Any:
    """As ``_padded``, and the stem does not print the answer by chance; ``Conv2D`` has a 2 in it."""
    below = (-(-c.n // c.stride) * c.stride - c.stride + c.kernel_size - c.n + 1) // 2
    return _padded(c) & (below > 2) & (below != c.stride) & (below != c.kernel_size)


def _level(shape: str, n: range, kernel_size: tuple[int, ...], stride: tuple[int, ...]) -> Concat:
    return concat(
        Combinations(
            {"n": n, "kernel_size": kernel_size, "stride": stride}, _shared if shape == "behind" else _padded, (shape,)
        )
    )


FAMILY = Family(
    module=__name__,
    title="Zeros added by “same” padding in Keras",
    weight="special",
    asks="zeros",
    levels={
        "easy": _level("total", range(20, 65), (4, 5, 6, 7, 8, 9), (2,)),
        "medium": _level("total", range(28, 129), (5, 7, 9, 11), (3, 4, 5)),
        "hard": _level("behind", range(28, 129), (5, 7, 9, 11), (2, 3, 4)),
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
        mistakes.WHOLE_BEHIND,
        mistakes.SHARE_BEFORE,
        mistakes.DOUBLED,
    ),
    numerical_only="so few zeros are added that known mistakes do not give three values on both sides of the key",
    stem=lambda p: Text(STEM + QUESTIONS[p.shape[0]], p.values),
    solution=_solution,
    network=lambda p: Network((1, p["n"], p["n"]), (Conv2d(1, 1, p["kernel_size"], p["stride"], None),)),
    givens=lambda p: {"same": "TensorFlow", "side": "bottom" if p.shape == ("behind",) else "both"},
    measure=_measure,
    recount=(Check("windows put down", _windows),),
    examples=(
        Example({"n": 13, "kernel_size": 6, "stride": 5}, (3,), ANSWER, ("total",)),
        Example({"n": 13, "kernel_size": 6, "stride": 5}, (2,), ANSWER, ("behind",)),
    ),
)
