"""What a residual block makes of one number, worked by hand.

The reader goes along the main path, adds what the shortcut brings, and applies the last ReLU to the sum. In easy the
input is positive and passes both paths; in medium it is negative, and the shortcut brings it past the first ReLU; in
hard a second block's shortcut brings what the first block gave, and one of the main paths is cut off by its ReLU.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import TypeAlias

from quizgen.asking.family import Check, Example, Family
from quizgen.figures.residual import residual as drawn
from quizgen.formulas.block_values import chained, residual
from quizgen.formulas.blocks import RESNET
from quizgen.layers import Conv2d, Layer, Network, ReLU, Residual
from quizgen.misconceptions.block_values import RESIDUAL
from quizgen.misconceptions.kinds import Shape, Trees
from quizgen.model import Figure, Values
from quizgen.oracle.blocks import residual_value
from quizgen.space import Params, Rows, concat
from quizgen.space.scattered import Numbers, dice
from quizgen.text import Text

States: TypeAlias = list[tuple[int, int, int]]
FIRST = (
    "The main path of a residual block has a 1 × 1 convolution with weight {w_1} and bias {b_1}, a ReLU, and a 1 × 1 "
    "convolution with weight {w_2} and bias {b_2}; the shortcut passes the input on unchanged, and a ReLU comes after "
    "the addition. All maps have one channel. "
)
SECOND = "A second block is built in the same way, with weight {w_3} and bias {b_3}, then weight {w_4} and bias {b_4}. "
ASK = {
    "1": "At one pixel the input of the block is {x}. Which value does the block give there?",
    "2": "At one pixel the input of the first block is {x}. Which value does the second block give there?",
}
WORDS = """
The main path of a block with input $x$, weights $w_1$ and $w_2$ and biases $b_1$ and $b_2$ computes
$w_2*max(w_1*x + b_1, 0) + b_2$. The shortcut adds $x$, and the last ReLU turns a negative sum into 0:

$$y == max(w_2*max(w_1*x + b_1, 0) + b_2 + x, 0)$$
"""
STEPS = """
After its first ReLU {named} has

$$max({{w_{first}}}*{{x_{block}}} + {{b_{first}}}, 0) == {{inner_{block}}}$$

and it gives

$$max({{w_{second}}}*{{inner_{block}}} + {{b_{second}}} + {{x_{block}}}, 0) == {{x_{next}}}$$
"""


def _compose(trees: Trees, shape: Shape) -> Trees:
    return (chained(trees[0], shape),)


def _blocks(p: Params) -> list[tuple[int, int, int, int]]:
    """Weight and bias of the two convolutions of each block."""
    firsts = range(1, 2 * int(p.shape[0]), 2)
    return [(p[f"w_{n}"], p[f"b_{n}"], p[f"w_{n + 1}"], p[f"b_{n + 1}"]) for n in firsts]


def _stem(p: Params) -> Text:
    return Text(FIRST + (SECOND if p.shape == ("2",) else "") + ASK[p.shape[0]], p.values)


@cache
def _words(blocks: int) -> str:
    numbers = range(1, blocks + 1)
    return WORDS + "".join(
        STEPS.format(
            block=n, named=f"block {n}" if blocks > 1 else "the block", first=2 * n - 1, second=2 * n, next=n + 1
        )
        for n in numbers
    )


def _states(x: int, blocks: list[tuple[int, int, int, int]]) -> States:
    """Each block's input, what comes after its first ReLU, and its output."""
    found = []
    for first, bias_1, second, bias_2 in blocks:
        inner = max(first * x + bias_1, 0)
        found.append((x, inner, max(second * inner + bias_2 + x, 0)))
        x = found[-1][2]
    return found


def _solution(p: Params, _: Values) -> tuple[Text, ...]:
    known: dict[str, int] = {}
    for number, (x, inner, y) in enumerate(_states(p["x"], _blocks(p)), 1):
        known |= {f"x_{number}": x, f"inner_{number}": inner, f"x_{number + 1}": y}
    return (Text(_words(len(_blocks(p))), {**p.values, **known}),)


def _figures(p: Params) -> tuple[Figure, ...]:
    """Each block with its numbers, for the stem."""
    ends = ("x", "z", "y") if p.shape == ("2",) else ("x", "y")
    drawings = []
    for (w_1, b_1, w_2, b_2), start, end in zip(_blocks(p), ends, ends[1:], strict=False):
        path = (_label(w_1, b_1), "ReLU", _label(w_2, b_2))
        drawings.append(drawn(path, start=start, end=end, place="stem"))
    return tuple(drawings)


def _label(weight: int, bias: int) -> str:
    return f"1 × 1 convolution with weight {weight} and bias {bias}".replace("-", "−")


def _network(p: Params) -> Network:
    body: tuple[Layer, ...] = (Conv2d(1, 1, 1), ReLU(), Conv2d(1, 1, 1))
    return Network((1, 1, 1), (Residual(body), ReLU()) * int(p.shape[0]))


def _rows(blocks: int, most: int, fits: Callable[[States, int], bool], bias: int) -> Rows:
    """Scattered small numbers without zeros among input and weights."""
    names = ["x", *(f"{letter}_{n}" for n in range(1, 2 * blocks + 1) for letter in "wb")]

    def make() -> Iterator[Numbers]:
        found: set[Numbers] = set()
        number = 0
        while len(found) < most:
            number += 1
            weights = dice(2 * blocks + 1, -6, 6, "residual", blocks, bias, number)
            biases = dice(2 * blocks, -bias, bias, "biases", blocks, bias, number)
            row = (weights[0], *(value for pair in zip(weights[1:], biases, strict=True) for value in pair))
            both = [(row[n], row[n + 1], row[n + 2], row[n + 3]) for n in range(1, 4 * blocks, 4)]
            if 0 not in weights and row not in found and fits(_states(row[0], both), row[0]):
                found.add(row)
                yield row

    return Rows(tuple(names), make, (str(blocks),))


def _alive(states: States) -> bool:
    """Nothing is cut off to 0 at the end, something passes a main path, and the numbers stay small."""
    return all(0 < y <= LARGEST for _, _, y in states) and any(inner for _, inner, _ in states)


def _half_cut(states: States, x: int) -> bool:
    """One of two main paths is cut off by its ReLU."""
    del x
    return _alive(states) and not all(inner for _, inner, _ in states)


LARGEST = 99

FAMILY = Family(
    module=__name__,
    title="One value of a residual block",
    weight="core",
    asks="residual_value",
    signed=True,
    numerical_only="at one number the ReLU makes many foreseen wrong values equal, so too few remain",
    levels={
        "easy": concat(_rows(1, 600, lambda states, x: _alive(states) and x > 0, 3)),
        "medium": concat(_rows(1, 600, lambda states, x: _alive(states) and x < 0, 5)),
        "hard": concat(_rows(2, 800, _half_cut, 4)),
    },
    formulas=(residual,),
    compose=_compose,
    misconceptions=RESIDUAL,
    stem=_stem,
    solution=_solution,
    network=_network,
    givens=lambda p: {"x": p["x"], "blocks": [list(block) for block in _blocks(p)]},
    figures=_figures,
    measure=lambda p: (residual_value(p["x"], _blocks(p)),),
    recount=(Check("step by step", lambda p: (_states(p["x"], _blocks(p))[-1][2],)),),
    examples=(
        Example(
            {"x": 5, "w_1": 0, "b_1": 0, "w_2": 0, "b_2": 0},
            (5,),
            f"{RESNET}, section 3.1: with all weights at zero a block is the identity of a positive input",
            ("1",),
        ),
    ),
)
