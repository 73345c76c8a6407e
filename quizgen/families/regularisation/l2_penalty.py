"""The L2 penalty that regularisation adds to the loss.

The reader squares each weight, adds the squares, multiplies by λ, and leaves the biases out.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cache

from quizgen.asking.family import Check, Example, Family
from quizgen.families.regularisation.shared.numbers import chosen, whole_if_so
from quizgen.formulas.regularisation import added, penalty
from quizgen.math.reader import read
from quizgen.math.rewrites import substitute
from quizgen.math.tree import Op
from quizgen.misconceptions.kinds import Shape, Trees
from quizgen.misconceptions.penalties import PENALTIES, weights_of
from quizgen.model import Values
from quizgen.oracle.regularisation import squared_norm
from quizgen.space import Dice, Params, Rows, concat, drawn
from quizgen.text import Text

DEFINED = (
    "The L2 penalty is defined as λ times the sum of the squared weights, without a factor 1/2; biases are not "
    "penalised. λ is {strength}."
)
STEMS = {
    "weights": f"A linear layer has the weights `[<weights>]` and the biases `[<biases>]`. {DEFINED} How large is the "
    "penalty?",
    "loss": f"A model with the weights `[<weights>]`<and> has the loss {{loss}} on a batch. {DEFINED} How large is the "
    "sum of the loss and the penalty?",
}
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
    return (whole_if_so(_loss(p) + Fraction(p["strength"], THOUSANDTHS) * squared_norm(_weights(p))),)


def _by_loop(p: Params) -> Values:
    total = _loss(p)
    for weight in _weights(p):
        total += Fraction(p["strength"] * weight * weight, THOUSANDTHS)
    return (whole_if_so(total),)


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
    }
    stem, solution = STEMS[shape[0]], SOLUTION
    for name, text in texts.items():
        stem, solution = stem.replace(f"<{name}>", text), solution.replace(f"<{name}>", text)
    return stem, solution


def _shown(p: Params) -> dict[str, int | Fraction]:
    loss = {"loss": _loss(p)} if "loss" in p.values else {}
    return {**p.values, "strength": Fraction(p["strength"], THOUSANDTHS), **loss}


def _solution(p: Params, key: Values) -> tuple[Text, ...]:
    squares = sum(weight**2 for weight in _weights(p))
    return (Text(_templates(p.shape)[1], {**_shown(p), "squares": squares, "result": key[0]}),)


def _givens(p: Params) -> dict[str, object]:
    given = {"weights": _weights(p), "biases": _biases(p), "strength": p["strength"] / THOUSANDTHS}
    return {**given, "loss": float(_loss(p))}


def _rows(asked: str, weights: int, biases: int = 0) -> Rows:
    shape = (asked, str(weights), *([str(biases)] if biases else []))
    names = [f"w_{place}" for place in range(1, weights + 1)] + [f"b_{place}" for place in range(1, biases + 1)]

    def draw(dice: Dice) -> list[int] | None:
        numbers = [dice.below(13) - 6 for _ in names]
        row = [*numbers, chosen(dice, STRENGTHS), *([1 + dice.below(60)] if asked == "loss" else [])]
        return None if 0 in numbers or not sum(numbers[:weights]) else row

    return drawn("regularisation", (*names, "strength", *(("loss",) if asked == "loss" else ())), draw, COUNT, shape)


FAMILY = Family(
    module=__name__,
    title="L2 penalty on weights",
    weight="core",
    asks="penalty",
    levels={
        "easy": concat(_rows("weights", 3, 3), _rows("weights", 4, 4)),
        "medium": concat(_rows("loss", 3), _rows("loss", 3, 2)),
        "hard": concat(_rows("loss", 4, 2), _rows("loss", 4, 3)),
    },
    formulas=(penalty,),
    compose=_compose,
    misconceptions=PENALTIES,
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
