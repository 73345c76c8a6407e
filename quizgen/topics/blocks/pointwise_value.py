"""One output channel of a 1 × 1 convolution at one pixel, worked by hand.

The reader multiplies each input channel by its weight, adds the products up, and adds the bias. An easy layer has one
output channel; a medium one has two, of which each has weights and a bias of its own; at the hard level a second layer
reads both, after a ReLU that may have cut one of them off.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from quizgen.asking.family import Check, Example, Family
from quizgen.figures.pointwise import pointwise as drawn
from quizgen.formulas.block_values import LAST, chained_pointwise, channels, pointwise
from quizgen.layers import Conv2d, Layer, Network, ReLU
from quizgen.misconceptions.block_values import POINTWISE
from quizgen.misconceptions.kinds import Shape, Trees
from quizgen.model import Values
from quizgen.oracle.blocks import pointwise_value
from quizgen.space import Params, Rows, concat
from quizgen.space.scattered import Numbers, dice
from quizgen.text import Text

ONE = (
    "At one pixel the {count} input channels of a `Conv2d` layer with `kernel_size=1` have the values `{x}`. Its one "
    "output channel has the weights `{w}` for them and the bias {bias}. Which value does the layer give at this pixel?"
)
TWO = (
    "At one pixel the {count} input channels of a `Conv2d` layer with `kernel_size=1` have the values `{x}`. Its "
    "output channel A has the weights `{w}` for them and the bias {bias}, and its output channel B the weights "
    "`{v}` and the bias {other_bias}. "
)
ASKED = "Which value does output channel A have at this pixel?"
LATER = (
    "A ReLU follows, and then another `Conv2d` layer with `kernel_size=1`, whose one output channel has the weights "
    "`{u}` for A and B and the bias {last_bias}. Which value does this second layer give at the pixel?"
)
WORDS = """
Each input channel $x_1$, $x_2$, ... of the pixel is multiplied by its own weight $w_1$, $w_2$, ..., the products are
added up, and the bias $b$ is added to the sum:

$$y == {formula} + b$$

$$y == {numbers} + {bias} == {key}$$
"""
NETWORK = """
Each channel that a layer reads is multiplied by its own weight, the products are added up, and the bias is added to the
sum. In the first layer this gives

$$A == {numbers} + {bias} == {a}$$

$$B == {others} + {other_bias} == {b}$$

The ReLU turns a negative value into 0, and the second layer does the same with what is left:

$$y == {u_1}*max({a}, 0) + {u_2}*max({b}, 0) + {last_bias} == {key}$$
"""


def _compose(trees: Trees, shape: Shape) -> Trees:
    return (chained_pointwise(trees[0], shape),)


def _list(p: Params, letter: str) -> list[int]:
    return [p[f"{letter}_{number}"] for number in channels(p.shape)]


def _layer(p: Params) -> tuple[list[list[int]], list[int]]:
    """Weights and biases of every output channel of the first layer, the asked one first."""
    if p.shape[1] == "1":
        return [_list(p, "w")], [p["bias"]]
    return [_list(p, "w"), _list(p, "v")], [p["bias"], p["other_bias"]]


def _later(p: Params) -> tuple[list[int], int] | None:
    """Weights and bias of the layer that reads both output channels, if there is one."""
    return ([p["u_1"], p["u_2"]], p["last_bias"]) if LAST in p.shape else None


def _stem(p: Params) -> Text:
    lists = {letter: str(_list(p, letter)) for letter in ("xw" if p.shape[1] == "1" else "xwv")}
    later = _later(p)
    if later:
        lists["u"] = str(later[0])
    words = ONE if p.shape[1] == "1" else TWO + (LATER if later else ASKED)
    return Text(words, {**p.values, **lists, "count": int(p.shape[0])})


@cache
def _words(shape: Shape) -> str:
    formula = " + ".join(f"x_{number}*w_{number}" for number in channels(shape))
    numbers, others = (
        " + ".join(f"{{x_{number}}}*{{{letter}_{number}}}" for number in channels(shape)) for letter in "wv"
    )
    words = NETWORK if LAST in shape else WORDS
    return words.replace("{formula}", formula).replace("{numbers}", numbers).replace("{others}", others)


def _solution(p: Params, key: Values) -> tuple[Text, ...]:
    inner = dict(zip("ab", _first(p), strict=True)) if LAST in p.shape else {}
    return (Text(_words(p.shape), {**p.values, **inner, "key": key[0]}),)


def _first(p: Params) -> list[int]:
    """What each output channel of the first layer gives."""
    pixel = _list(p, "x")
    return [
        sum(x * w for x, w in zip(pixel, weights, strict=True)) + bias for weights, bias in zip(*_layer(p), strict=True)
    ]


def _dot(p: Params) -> int:
    given, later = _first(p), _later(p)
    if later is None:
        return given[0]
    return sum(max(value, 0) * weight for value, weight in zip(given, later[0], strict=True)) + later[1]


def _layers(p: Params) -> tuple[Layer, ...]:
    first = Conv2d(int(p.shape[0]), int(p.shape[1]), 1)
    return (first, ReLU(), Conv2d(2, 1, 1)) if LAST in p.shape else (first,)


def _givens(p: Params) -> dict[str, Any]:
    given = {"x": _list(p, "x"), "weight": _layer(p)[0], "bias": _layer(p)[1], "channel": 0}
    later = _later(p)
    return given | ({"last_weight": [later[0]], "last_bias": [later[1]]} if later else {})


def _measure(p: Params) -> Values:
    later = _later(p)
    after = ([later[0]], [later[1]]) if later else None
    return (pointwise_value(_list(p, "x"), *_layer(p), 0, after),)


def _rows(inputs: int, outputs: int, most: int, largest: int) -> Rows:
    """Scattered small numbers: weights of both signs, a bias, and no two weights alike."""
    letters = "xw" if outputs == 1 else "xwv"
    names = [f"{letter}_{number}" for letter in letters for number in range(1, inputs + 1)]
    names += ["bias"] if outputs == 1 else ["bias", "other_bias"]

    def make() -> Iterator[Numbers]:
        found: set[Numbers] = set()
        number = 0
        while len(found) < most:
            number += 1
            row = dice(len(names), -largest, largest, "pointwise", inputs, outputs, number)
            x, w = row[:inputs], row[inputs : 2 * inputs]
            mixed = min(w) < 0 < max(w) and 0 not in (*x, *w, *row[len(letters) * inputs :])
            if mixed and len({*w}) == inputs and row not in found:
                found.add(row)
                yield row

    return Rows(tuple(names), make, (str(inputs), str(outputs)))


def _network_rows(inputs: int, most: int, largest: int) -> Rows:
    """Two layers with a ReLU between them, which cuts off one of the two channels in two items of three."""
    names = [f"{letter}_{number}" for letter in "xwv" for number in range(1, inputs + 1)]
    names += ["bias", "other_bias", "u_1", "u_2", "last_bias"]

    def make() -> Iterator[Numbers]:
        found: set[Numbers] = set()
        number = 0
        while len(found) < most:
            number += 1
            row = dice(len(names), -largest, largest, "pointwise network", inputs, number)
            p = Params(dict(zip(names, row, strict=True)), (str(inputs), "2", LAST))
            lowest, highest = sorted(_first(p))
            cut = lowest < 0 if len(found) % 3 else lowest > 0
            if 0 not in row and row not in found and cut and highest > 0 and abs(_dot(p)) <= LARGEST:
                found.add(row)
                yield row

    return Rows(tuple(names), make, (str(inputs), "2", LAST))


LARGEST = 99

FAMILY = Family(
    module=__name__,
    title="One value of a 1 × 1 convolution",
    asks="pointwise_value",
    signed=True,
    levels={
        "easy": concat(_rows(3, 1, 1200, 5)),
        "medium": concat(_rows(4, 2, 1200, 6)),
        "hard": concat(_network_rows(3, 1200, 4)),
    },
    formulas=(pointwise,),
    compose=_compose,
    misconceptions=POINTWISE,
    stem=_stem,
    solution=_solution,
    network=lambda p: Network((int(p.shape[0]), 1, 1), _layers(p)),
    givens=_givens,
    measure=_measure,
    figures=lambda p: (drawn(int(p.shape[0]), int(p.shape[1])),),
    recount=(Check("products added up", lambda p: (_dot(p),)),),
    examples=(
        Example(
            {f"x_{n}": x for n, x in enumerate((0, 1, 3, 4, 1, 2, 4, 5), 1)}
            | {f"w_{n}": w for n, w in enumerate((0, 1, 2, 3, 1, 2, 3, 4), 1)}
            | {"bias": 0},
            (56,),
            "Zhang et al. (2023), Dive into Deep Learning, figure 7.4.1, the eight products of its first window",
            ("8", "1"),
        ),
    ),
)
