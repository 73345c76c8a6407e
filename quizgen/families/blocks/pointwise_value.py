"""One output channel of a 1 × 1 convolution at one pixel, worked by hand.

The reader multiplies each input channel by its weight, adds the products up, and adds the bias. Easy pixels
have three channels, medium ones four; in hard the layer has two output channels, and the filter that is asked about has
to be told from the other one.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from quizgen.asking.family import Check, Example, Family
from quizgen.figures.pointwise import pointwise as drawn
from quizgen.formulas.block_values import channels, pointwise, products
from quizgen.layers import Conv2d, Network
from quizgen.math.rewrites import substitute
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
    "`{v}` and the bias {other_bias}. Which value does output channel A have at this pixel?"
)
WORDS = """
Each input channel $x_1$, $x_2$, ... of the pixel is multiplied by its own weight $w_1$, $w_2$, ..., the products are
added up, and the bias $b$ is added to the sum:

$$y == {formula} + b$$

$$y == {numbers} + {bias} == {key}$$
"""


def _compose(trees: Trees, shape: Shape) -> Trees:
    return (substitute(trees[0], {"products": products(shape)}),)


def _list(p: Params, letter: str) -> list[int]:
    return [p[f"{letter}_{number}"] for number in channels(p.shape)]


def _layer(p: Params) -> tuple[list[list[int]], list[int]]:
    """Weights and biases of every output channel, the asked one first."""
    if p.shape[1] == "1":
        return [_list(p, "w")], [p["bias"]]
    return [_list(p, "w"), _list(p, "v")], [p["bias"], p["other_bias"]]


def _stem(p: Params) -> Text:
    lists = {letter: str(_list(p, letter)) for letter in ("xw" if p.shape[1] == "1" else "xwv")}
    return Text(ONE if p.shape[1] == "1" else TWO, {**p.values, **lists, "count": int(p.shape[0])})


@cache
def _words(shape: Shape) -> str:
    formula = " + ".join(f"x_{number}*w_{number}" for number in channels(shape))
    numbers = " + ".join(f"{{x_{number}}}*{{w_{number}}}" for number in channels(shape))
    return WORDS.replace("{formula}", formula).replace("{numbers}", numbers)


def _dot(p: Params) -> Values:
    return (sum(x * w for x, w in zip(_list(p, "x"), _list(p, "w"), strict=True)) + p["bias"],)


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


FAMILY = Family(
    module=__name__,
    title="One value of a 1 × 1 convolution",
    asks="pointwise_value",
    signed=True,
    levels={
        "easy": concat(_rows(3, 1, 1200, 5)),
        "medium": concat(_rows(4, 1, 1200, 6)),
        "hard": concat(_rows(4, 2, 1200, 7)),
    },
    formulas=(pointwise,),
    compose=_compose,
    misconceptions=POINTWISE,
    stem=_stem,
    solution=lambda p, key: (Text(_words(p.shape), {**p.values, "key": key[0]}),),
    network=lambda p: Network((int(p.shape[0]), 1, 1), (Conv2d(int(p.shape[0]), int(p.shape[1]), 1),)),
    givens=lambda p: {"x": _list(p, "x"), "weight": _layer(p)[0], "bias": _layer(p)[1], "channel": 0},
    measure=lambda p: (pointwise_value(_list(p, "x"), *_layer(p), 0),),
    figures=lambda p: (drawn(int(p.shape[0]), int(p.shape[1])),),
    recount=(Check("products added up", _dot),),
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
