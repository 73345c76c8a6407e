"""The noise that dropout adds in training: the variance of what it gives, over all its random masks.

The reader adds up what each value contributes, x squared times p over 1 - p, since values are dropped independently.
Easy has a sum of the outputs; in medium a unit weights them, whose bias adds nothing; hard asks for the mean of the
square of the unit's output, to which the mean and so the bias belong as well.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from itertools import compress, product
from math import prod

from quizgen.asking.family import Check, Example, Family
from quizgen.formulas.regularisation import added, dropout_variance, each
from quizgen.math.tree import Op
from quizgen.math.whole import whole_if_so
from quizgen.misconceptions.dropout import DropoutMask
from quizgen.misconceptions.dropout_variance import VARIANCES, with_mean
from quizgen.misconceptions.kinds import Shape, Trees
from quizgen.model import Values
from quizgen.oracle.regularisation import variance_over_masks
from quizgen.space import Dice, Params, Rows, concat, drawn
from quizgen.text import Text
from quizgen.topics.regularisation.shared.numbers import HUNDREDTHS, chosen, ends

STEMS = {
    "one": "In training mode a `Dropout` layer with `p={p}` is given the value {x_1}. What is the variance of its "
    "output, over the random choice to drop the value or to keep it?",
    "sum": "In training mode a `Dropout` layer with `p={p}` is given `[<values>]` and drops each of them independently "
    "of the others. What is the variance of the sum of its outputs, over the random choice of what is dropped?",
    "unit": "In training mode a `Dropout` layer with `p={p}` is given `[<values>]` and drops each of them "
    "independently of the others. Its outputs enter a linear unit with the weights `[<weights>]` and a bias of {bias}. "
    "What is the variance of the unit's output, over the random choice of what is dropped?",
    "square": "In training mode a `Dropout` layer with `p={p}` is given `[<values>]` and drops each of them "
    "independently of the others. Its outputs enter a linear unit with the weights `[<weights>]` and a bias of {bias}. "
    "What is the mean of the square of the unit's output, over the random choice of what is dropped?",
}
ONE = """
A value $x$ comes out as 0 with the probability $p$, and as $x/(1 - p)$ with the probability $1 - p$. Its mean is $x$.
The variance is the mean of the squared distances from it, $p*x**2 + (1 - p)*(x/(1 - p) - x)**2$, which simplifies to

$$variance == x**2*p/(1 - p)$$
"""
TOGETHER = {
    "one": "",
    "sum": "The values are dropped independently, so their variances are added:",
    "unit": "A weight multiplies a variance by its own square, the variances of independent terms are added, and the "
    "bias adds none:",
    "square": "A weight multiplies a variance by its own square, and the variances of independent terms are added:",
}
SQUARE = """
The mean output is that without dropout, since what is kept is divided by $1 - p$:

$$mean == <products> + {bias} == {mean}$$

A variance is the mean of the square less the square of the mean, so the mean of the square is

$$y == {spread} + ({mean})**2 == {y}$$
"""
UNIT = 10_000
DROPS = (10, 20, 25, 40, 60, 75, 80)


def _compose(trees: Trees, shape: Shape) -> Trees:
    mask = DropoutMask.of(shape)
    places = [mask.values(place) for place in mask.every]
    if mask.weighted:
        places = [{**values, "x": Op("*", values["w"], values["x"])} for values in places]
    return (with_mean(mask, added(each(trees[0], places))),)


def _numbers(p: Params, letter: str) -> list[int]:
    return [p.values.get(f"{letter}_{place}", 1) for place in DropoutMask.of(p.shape).every]


def _share(p: Params) -> Fraction:
    return Fraction(p["p"], HUNDREDTHS)


def _measure(p: Params) -> Values:
    spread = variance_over_masks(_numbers(p, "x"), _numbers(p, "w"), _share(p), UNIT)
    return (whole_if_so(spread + Fraction(_mean(p) ** 2)) if p.shape[0] == "square" else spread,)


def _mean(p: Params) -> int:
    """The output without dropout, which is the mean one."""
    return sum(x * w for x, w in zip(_numbers(p, "x"), _numbers(p, "w"), strict=True)) + p.values.get("bias", 0)


def _by_masks(p: Params) -> Values:
    """Mean square less squared mean, over every mask with its exact probability.

    Outputs are counted in parts of what stays, and probabilities in hundredths of hundredths.
    """
    drop, stay = p["p"], HUNDREDTHS - p["p"]
    terms = [HUNDREDTHS * x * w for x, w in zip(_numbers(p, "x"), _numbers(p, "w"), strict=True)]
    bias = stay * p["bias"] if p.shape[0] == "square" else 0
    mean = square = 0
    for mask in product((False, True), repeat=len(terms)):
        chance = prod(stay if stays else drop for stays in mask)
        total = bias + sum(compress(terms, mask))
        mean, square = mean + chance * total, square + chance * total**2
    every = HUNDREDTHS ** len(terms)
    mean_square = Fraction(square, every * stay**2)
    return (whole_if_so(mean_square if p.shape[0] == "square" else mean_square - Fraction(mean, every * stay) ** 2),)


@cache
def _templates(shape: Shape) -> tuple[str, str]:
    mask = DropoutMask.of(shape)
    values, weights = (", ".join(f"{{{letter}_{place}}}" for place in mask.every) for letter in "xw")
    stem = STEMS[mask.form].replace("<values>", values).replace("<weights>", weights)
    term = "({w_#}*{x_#})**2" if mask.weighted else "({x_#})**2"
    squares = " + ".join(term.replace("#", str(place)) for place in mask.every)
    worked = f"$$variance == ({squares})*{{p}}/(1 - {{p}}) == {{spread}}$$"
    products = " + ".join("{w_#}*{x_#}".replace("#", str(place)) for place in mask.every)
    rest = SQUARE.strip().replace("<products>", products) if mask.form == "square" else ""
    return stem, "\n\n".join(part for part in (ONE.strip(), TOGETHER[mask.form], worked, rest) if part)


def _shown(p: Params) -> dict[str, int | Fraction]:
    return {**p.values, "p": _share(p)}


def _solution(p: Params, key: Values) -> tuple[Text, ...]:
    worked = {"mean": _mean(p), "spread": key[0], "y": key[0]}
    if p.shape[0] == "square":
        worked["spread"] = whole_if_so(Fraction(key[0]) - _mean(p) ** 2)
    return (Text(_templates(p.shape)[1], {**_shown(p), **worked}),)


def _givens(p: Params) -> dict[str, object]:
    given = {"x": _numbers(p, "x"), "weights": _numbers(p, "w"), "p": p["p"] / HUNDREDTHS}
    return {**given, "bias": p.values.get("bias", 0), "squared": p.shape[0] == "square"}


def _rows(form: str, count: int, points: int) -> Rows:
    shape = (form, str(count))
    values, weights = ([f"{letter}_{place}" for place in DropoutMask.of(shape).every] for letter in "xw")
    weighted = DropoutMask.of(shape).weighted

    def draw(dice: Dice) -> list[int] | None:
        p = chosen(dice, DROPS)
        x = [1 + dice.below(24) if count == 1 else dice.below(11) - 5 for _ in values]
        w = [chosen(dice, (-3, -2, -1, 1, 2, 3)) for _ in weights] if weighted else []
        total = sum((value * weight) ** 2 for value, weight in zip(x, w or [1] * count, strict=True))
        fine = 0 not in x and ends(Fraction(total * p, HUNDREDTHS - p), UNIT)
        return [*x, *w, *([chosen(dice, (-3, -2, -1, 1, 2, 3))] if weighted else []), p] if fine else None

    names = (*values, *((*weights, "bias") if weighted else ()), "p")
    return drawn("regularisation", names, draw, points, shape)


FAMILY = Family(
    module=__name__,
    title="Variance that dropout adds in training",
    weight="special",
    asks="variance",
    levels={
        "easy": concat(_rows("sum", 2, 500), _rows("sum", 3, 700)),
        "medium": concat(_rows("unit", 2, 500), _rows("unit", 3, 700)),
        "hard": concat(_rows("square", 2, 500), _rows("square", 3, 700)),
    },
    formulas=(dropout_variance,),
    compose=_compose,
    misconceptions=VARIANCES,
    stem=lambda p: Text(_templates(p.shape)[0], _shown(p)),
    solution=_solution,
    network=None,
    givens=_givens,
    measure=_measure,
    recount=(Check("every mask", _by_masks),),
    examples=(
        Example(
            {"x_1": 1, "p": 50},
            (1,),
            "Srivastava et al. (2014), Dropout, section 10: noise of mean 1 and variance 1 matches dropping with 0.5",
            ("one", "1"),
        ),
    ),
    unit=UNIT,
    options={"easy": 0, "medium": 0, "hard": 4},
)
