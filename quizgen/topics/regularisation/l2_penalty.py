"""The L2 penalty that regularisation adds to the loss.

The reader squares each weight, adds the squares, multiplies by λ, and leaves the biases out. Easy asks for the penalty,
medium for the sum of loss and penalty, and hard for the derivative of this sum by one of the weights.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cache

from quizgen.asking.family import Check, Example, Family
from quizgen.formulas.regularisation import added, penalised_slope, penalty
from quizgen.math.reader import read
from quizgen.math.rewrites import substitute
from quizgen.math.tree import Op
from quizgen.math.whole import whole_if_so
from quizgen.misconceptions.kinds import Shape, Trees
from quizgen.misconceptions.penalties import PENALTIES, SLOPES, asked_of, weights_of
from quizgen.model import Number, Values
from quizgen.oracle.regularisation import penalised, squared_norm
from quizgen.space import Dice, Params, Rows, concat, drawn
from quizgen.text import Text
from quizgen.topics.regularisation.shared.numbers import ORDINALS, chosen

DEFINED = (
    "The L2 penalty is defined as λ times the sum of the squared weights, without a factor 1/2; biases are not "
    "penalised. λ is {strength}."
)
STEMS = {
    "weights": f"A linear layer has the weights `[<weights>]` and the biases `[<biases>]`. {DEFINED} How large is the "
    "penalty?",
    "loss": f"A model with the weights `[<weights>]`<and> has the loss {{loss}} on a batch. {DEFINED} How large is the "
    "sum of the loss and the penalty?",
    "slope": f"A model has the weights `[<weights>]`<and>. {DEFINED} The derivative of the loss with respect to the "
    "<ordinal> weight is {slope}. What is the derivative of the sum of the loss and the penalty with respect to this "
    "weight?",
}
SLOPE = """
Of the sum of squares only the square of this weight depends on it, and the derivative of $w**2$ is $2*w$. With
λ as the strength the penalty adds $2*strength*w$ to the slope of the loss:

$$derivative == slope + 2*strength*w$$

$$derivative == {slope} + 2*{strength}*({<asked>}) == {result}$$
"""
SOLUTION = """
The L2 penalty adds up the squares of the weights<alone>:

$$squares == <squares> == {squares}$$

It is multiplied by λ<also>:

$$<name> == <before>{strength}*{squares} == {result}$$
"""
UNIT = 10**6
STRENGTHS = (5, 10, 15, 20, 25, 30, 40, 50, 100, 150, 200)
THOUSANDTHS, TENTHS = 1000, 10
COUNT = 500


def _compose(trees: Trees, shape: Shape) -> Trees:
    if shape[0] == "slope":
        return (substitute(trees[1], {"weight": asked_of(shape), **{name: read(by) for name, by in SLOPES.items()}}),)
    squares = added([Op("**", weight, read("2")) for weight in weights_of(shape)])
    found = substitute(trees[0], {"squares": squares, "strength": read("strength/1000")})
    return (Op("+", read("loss/10"), found) if shape[0] == "loss" else found,)


def _weights(p: Params) -> list[int]:
    return [p[f"w_{place}"] for place in range(1, int(p.shape[1]) + 1)]


def _biases(p: Params) -> list[int]:
    return [p[f"b_{place}"] for place in range(1, int(p.shape[2]) + 1)] if p.shape[2:] else []


def _loss(p: Params) -> Fraction:
    return Fraction(p.values.get("loss", 0), TENTHS)


def _measure(p: Params) -> Values:
    strength = Fraction(p["strength"], THOUSANDTHS)
    if p.shape[0] == "slope":
        place = int(p.shape[3]) - 1
        return (penalised(_weights(p), place, Fraction(p["slope"], TENTHS), strength, UNIT),)
    return (whole_if_so(_loss(p) + strength * squared_norm(_weights(p))),)


def _by_loop(p: Params) -> Values:
    if p.shape[0] == "slope":
        return (_by_difference(p),)
    total = _loss(p)
    for weight in _weights(p):
        total += Fraction(p["strength"] * weight * weight, THOUSANDTHS)
    return (whole_if_so(total),)


def _by_difference(p: Params) -> Number:
    """The quotient of a difference of a square over both sides, which is exact."""
    w = p[f"w_{p.shape[3]}"]
    quotient = Fraction((w + 1) ** 2 - (w - 1) ** 2, 2)
    return whole_if_so(Fraction(p["slope"], TENTHS) + Fraction(p["strength"], THOUSANDTHS) * quotient)


def _holes(letter: str, count: str) -> list[str]:
    return [f"{{{letter}_{place}}}" for place in range(1, int(count) + 1)]


@cache
def _templates(shape: Shape) -> tuple[str, str]:
    texts = {
        "weights": ", ".join(_holes("w", shape[1])),
        "and": " and the biases `[<biases>]`" if shape[2:] else "",
        "biases": ", ".join(_holes("b", shape[2])) if shape[2:] else "",
        "squares": " + ".join(f"({hole})**2" for hole in _holes("w", shape[1])),
        "alone": ", and leaves the biases out" if shape[2:] else "",
        "also": " and added to the loss" if shape[0] == "loss" else "",
        "name": "total" if shape[0] == "loss" else "penalty",
        "before": "{loss} + " if shape[0] == "loss" else "",
        "ordinal": ORDINALS[int(shape[3]) - 1] if shape[3:] else "",
        "asked": f"w_{shape[3]}" if shape[3:] else "",
    }
    stem, solution = STEMS[shape[0]], SLOPE if shape[0] == "slope" else SOLUTION
    for name, text in texts.items():
        stem, solution = stem.replace(f"<{name}>", text), solution.replace(f"<{name}>", text)
    return stem, solution


def _shown(p: Params) -> dict[str, int | Fraction]:
    tenths = {name: Fraction(p[name], TENTHS) for name in ("loss", "slope") if name in p.values}
    return {**p.values, "strength": Fraction(p["strength"], THOUSANDTHS), **tenths}


def _solution(p: Params, key: Values) -> tuple[Text, ...]:
    squares = sum(weight**2 for weight in _weights(p))
    return (Text(_templates(p.shape)[1], {**_shown(p), "squares": squares, "result": key[0]}),)


def _givens(p: Params) -> dict[str, object]:
    given = {"weights": _weights(p), "biases": _biases(p), "strength": p["strength"] / THOUSANDTHS}
    if p.shape[0] == "slope":
        return {**given, "slope": p["slope"] / TENTHS, "place": int(p.shape[3]) - 1}
    return {**given, "loss": float(_loss(p))}


def _rows(asked: str, weights: int, biases: int = 0) -> Rows:
    shape = (asked, str(weights), *([str(biases)] if biases else []))
    names = [f"w_{place}" for place in range(1, weights + 1)] + [f"b_{place}" for place in range(1, biases + 1)]

    def draw(dice: Dice) -> list[int] | None:
        numbers = [dice.below(13) - 6 for _ in names]
        row = [*numbers, chosen(dice, STRENGTHS), *([1 + dice.below(60)] if asked == "loss" else [])]
        return None if 0 in numbers or not sum(numbers[:weights]) else row

    return drawn("regularisation", (*names, "strength", *(("loss",) if asked == "loss" else ())), draw, COUNT, shape)


def _slopes(weights: int, biases: int, place: int) -> Rows:
    names = [f"w_{number}" for number in range(1, weights + 1)] + [f"b_{number}" for number in range(1, biases + 1)]

    def draw(dice: Dice) -> list[int] | None:
        numbers = [dice.below(13) - 6 for _ in names]
        strength, slope = chosen(dice, STRENGTHS), dice.below(121) - 60
        vanishes = not slope or slope * THOUSANDTHS + 2 * TENTHS * strength * numbers[place - 1] == 0
        return None if 0 in numbers or vanishes else [*numbers, strength, slope]

    shape = ("slope", str(weights), str(biases), str(place))
    return drawn("regularisation", (*names, "strength", "slope"), draw, COUNT, shape)


FAMILY = Family(
    module=__name__,
    title="L2 penalty on weights",
    weight="core",
    asks="penalty",
    levels={
        "easy": concat(_rows("weights", 3, 3), _rows("weights", 4, 4)),
        "medium": concat(_rows("loss", 3, 2), _rows("loss", 4, 2)),
        "hard": concat(*(_slopes(3, 2, place) for place in (1, 2, 3))),
    },
    formulas=(penalty, penalised_slope),
    compose=_compose,
    misconceptions=PENALTIES,
    options={"easy": 0, "medium": 4, "hard": 4},
    stem=lambda p: Text(_templates(p.shape)[0], _shown(p)),
    solution=_solution,
    network=None,
    givens=_givens,
    measure=_measure,
    recount=(Check("a loop over the weights", _by_loop),),
    examples=(
        Example(
            {"w_1": 3, "w_2": -4, "b_1": 1, "strength": 1000},
            (25,),
            "Zhang et al. (2023), Dive into Deep Learning, section 2.3.11: the vector [3, -4] has the L2 norm 5",
            ("weights", "2", "1"),
        ),
    ),
    unit=UNIT,
    signed=True,
)
