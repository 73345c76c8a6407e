"""What is left of a gradient after several sigmoids, with and without skip connections.

The reader multiplies the slopes along the path. In easy the weights are 1; in medium each slope has a weight, which may
turn its sign round; in hard a skip connection adds 1 to the slope of each block.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from itertools import product
from math import prod

from quizgen.asking.family import Check, Example, Family
from quizgen.formulas.activations import along, chained, residual_slope, sigmoid_slope
from quizgen.misconceptions.gradients import VANISHING
from quizgen.misconceptions.kinds import Shape, Trees
from quizgen.model import Values
from quizgen.oracle.activations import slope_along
from quizgen.space import Params, Rows, concat
from quizgen.text import Text

STEMS = {
    "plain": "A network has <count> layers with one unit each. Every unit multiplies its input by the weight 1, adds a "
    "bias and applies a sigmoid. For a certain input of the network, the units' outputs are <outputs>, from first to "
    "last. What is the derivative of the last output with respect to this input?",
    "weighted": "A network has <count> layers with one unit each. From first to last, the units multiply their input "
    "by the weights <weights>; each adds a bias and applies a sigmoid. For a certain input of the network, their "
    "outputs are <outputs>. What is the derivative of the last output with respect to this input?",
    "residual": "A network has <count> residual blocks, each with one unit, which multiplies the block's input $x$ by "
    "the weight 1, adds a bias and applies a sigmoid. With the unit's output $s$, the block gives $x + s$. For a "
    "certain input of the network, the outputs of the units are <outputs>, from first to last. What is the derivative "
    "of the last block's output with respect to this input?",
}
SLOPE = "The slope of a sigmoid whose output is $s$ is\n\n$$slope == s*(1 - s)$$"
GENERAL = {
    "plain": "By the chain rule the slopes of the sigmoids are multiplied:",
    "weighted": "A unit's slope is its weight $w$ times the slope of its sigmoid, $w*s*(1 - s)$. By the chain rule "
    "all of these factors are multiplied:",
    "residual": "The skip connection adds 1, so a block has the slope $1 + s*(1 - s)$. By the chain rule the slopes of "
    "the blocks are multiplied:",
}
FACTORS = {
    "plain": "{s_#}*(1 - {s_#})",
    "weighted": "{w_#}*{s_#}*(1 - {s_#})",
    "residual": "(1 + {s_#}*(1 - {s_#}))",
}
UNIT = 10**6
TENTHS = 10
OUTPUTS = range(1, 10)


def _compose(trees: Trees, shape: Shape) -> Trees:
    return (along(shape, trees),)


def _outputs(p: Params) -> list[Fraction]:
    return [Fraction(p[f"s_{number}"], TENTHS) for number in range(1, int(p.shape[1]) + 1)]


def _weights(p: Params) -> list[int]:
    return [p.values.get(f"w_{number}", 1) for number in range(1, int(p.shape[1]) + 1)]


def _measure(p: Params) -> Values:
    return (slope_along(_outputs(p), _weights(p), UNIT, skip=p.shape[0] == "residual"),)


def _by_fractions(p: Params) -> Values:
    steps = [w * (s - s * s) for w, s in zip(_weights(p), _outputs(p), strict=True)]
    return (prod(1 + step if p.shape[0] == "residual" else step for step in steps),)


@cache
def _templates(shape: Shape) -> tuple[str, str]:
    path, count = shape[0], int(shape[1])
    outputs, weights = (_listed([f"{{{letter}_{n}}}" for n in range(1, count + 1)]) for letter in "sw")
    stem = STEMS[path].replace("<count>", ("two", "three")[count - 2])
    factors = "*".join(FACTORS[path].replace("#", str(number)) for number in range(1, count + 1))
    stem = stem.replace("<outputs>", outputs).replace("<weights>", weights)
    return stem, f"{SLOPE}\n\n{GENERAL[path]}\n\n$$derivative == {factors}$$\n\n$$derivative == {{y}}$$"


def _listed(words: list[str]) -> str:
    return f"{', '.join(words[:-1])} and {words[-1]}"


def _values(p: Params) -> dict[str, int | Fraction]:
    return {**p.values, **{f"s_{number}": output for number, output in enumerate(_outputs(p), 1)}}


def _rows(path: str, count: int, weights: tuple[int, ...] = ()) -> Rows:
    outputs = tuple(f"s_{number}" for number in range(1, count + 1))
    names = (*outputs, *(f"w_{number}" for number in range(1, count + 1) if weights))

    def make() -> Iterator[tuple[int, ...]]:
        for row in product(OUTPUTS, repeat=count):
            if len(set(row)) == count:
                yield from ((*row, *given) for given in product(weights, repeat=count if weights else 0))

    return Rows(names, make, (path, str(count)))


FAMILY = Family(
    module=__name__,
    title="A gradient through several sigmoids",
    asks="derivative",
    levels={
        "easy": concat(_rows("plain", 2), _rows("plain", 3)),
        "medium": concat(_rows("weighted", 2, (-2, 2, 3))),
        "hard": concat(_rows("residual", 2), _rows("residual", 3)),
    },
    formulas=(sigmoid_slope, chained, residual_slope),
    compose=_compose,
    misconceptions=VANISHING,
    stem=lambda p: Text(_templates(p.shape)[0], _values(p)),
    solution=lambda p, key: (Text(_templates(p.shape)[1], {**_values(p), "y": key[0]}),),
    network=None,
    givens=lambda p: {
        "outputs": [float(output) for output in _outputs(p)],
        "weights": _weights(p),
        "skip": p.shape[0] == "residual",
    },
    measure=_measure,
    recount=(Check("exact fractions", _by_fractions),),
    examples=(
        Example(
            {"s_1": 5, "s_2": 5},
            (Fraction(1, 16),),
            "Nielsen (2015), Neural Networks and Deep Learning, chapter 5: a slope of at most 1/4 in each layer",
            ("plain", "2"),
        ),
    ),
    unit=UNIT,
    signed=True,
    numerical_only="the sizes of the usual mistakes lie apart so far that they show the key",
)
