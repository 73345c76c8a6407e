"""What dropout in training mode makes of values that it keeps and of those that it drops.

The reader divides what is kept by 1 - p and sets the rest to zero. Easy adds the outputs up; in medium they enter a
unit with weights and a bias; hard compares the unit's output with that in evaluation mode, where dropout does nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import cache

from quizgen.asking.family import Check, Example, Family
from quizgen.formulas.regularisation import added, each, kept
from quizgen.math.tree import Op, Sym
from quizgen.math.whole import whole_if_so
from quizgen.misconceptions.dropout import SCALED, DropoutMask, summed
from quizgen.misconceptions.kinds import Shape, Trees
from quizgen.model import Number, Values
from quizgen.oracle.regularisation import dropped_out
from quizgen.space import Concat, Dice, Params, Rows, concat, drawn
from quizgen.text import Text
from quizgen.topics.regularisation.shared.numbers import HUNDREDTHS, ORDINALS, chosen, ends, listed

STEMS = {
    "one": "In training mode a `Dropout` layer with `p={p}` keeps a value of {x_1}. What does it give for this value?",
    "sum": "In training mode a `Dropout` layer with `p={p}` is given `[<values>]`. This time it drops the <dropped> "
    "value and keeps the others. What is the sum of its outputs?",
    "unit": "In training mode a `Dropout` layer with `p={p}` is given `[<values>]`. This time it drops the <dropped> "
    "value and keeps the others. Its outputs enter a linear unit with the weights `[<weights>]` and the bias {bias}. "
    "What is the output of this unit?",
    "change": "A `Dropout` layer with `p={p}` is given `[<values>]`, and its outputs enter a linear unit with the "
    "weights `[<weights>]` and the bias {bias}. In training mode, the layer drops the <dropped> value this time and "
    "keeps the others. What is the unit's output then, minus its output for the same values in evaluation mode?",
}
SOLUTION = """
The probability of dropping a value is $p$. In training PyTorch sets dropped values to zero and divides what it keeps by
$1 - p$, so that the expected value stays as it was:

$$kept == x/(1 - p)$$

<together>

$$y == <worked> == {y}$$
"""
TOGETHER = {
    "one": "With the numbers of the question:",
    "sum": "The values that are kept are added up:",
    "unit": "The unit multiplies each value that is kept by its weight, and adds the products and its bias:",
    "change": "In evaluation mode dropout passes every value as it is. The bias is in both outputs, so it is no part "
    "of their difference. The unit multiplies by its weights and adds up:",
}
DROPS = (10, 20, 25, 30, 40, 60, 70, 75, 80)
UNIT = 1000
COUNT = 240


def _compose(trees: Trees, shape: Shape) -> Trees:
    mask = DropoutMask.of(shape)
    terms = each(trees[0], [mask.values(place) for place in mask.kept])
    if mask.weighted:
        weighted = [Op("*", Sym(f"w_{place}"), term) for place, term in zip(mask.kept, terms, strict=True)]
        if mask.form == "change":
            return (Op("-", added(weighted), summed(mask, mask.every, "w*x")),)
        return (Op("+", added(weighted), Sym("bias")),)
    return (added(terms),)


def _numbers(p: Params, letter: str) -> list[int]:
    return [p.values.get(f"{letter}_{place}", 1) for place in DropoutMask.of(p.shape).every]


def _share(p: Params) -> Fraction:
    return Fraction(p["p"], HUNDREDTHS)


def _measure(p: Params) -> Values:
    mask = DropoutMask.of(p.shape)
    stays = [place in mask.kept for place in mask.every]
    learned = (_numbers(p, "w"), p.values.get("bias", 0))
    training = dropped_out(_numbers(p, "x"), stays, _share(p), UNIT, learned)
    return (whole_if_so(Fraction(training - _evaluated(p))) if mask.form == "change" else training,)


def _evaluated(p: Params) -> Number:
    """What the unit gives in evaluation mode, which drops nothing at all."""
    numbers = _numbers(p, "x")
    return dropped_out(numbers, [True] * len(numbers), Fraction(0), UNIT, (_numbers(p, "w"), p["bias"]))


def _by_fractions(p: Params) -> Values:
    total = sum(p[f"x_{place}"] * p.values.get(f"w_{place}", 1) for place in DropoutMask.of(p.shape).kept)
    return (
        whole_if_so(Fraction(total * HUNDREDTHS, HUNDREDTHS - p["p"]) + _besides(DropoutMask.of(p.shape), p.values)),
    )


def _besides(mask: DropoutMask, numbers: Mapping[str, int]) -> int:
    """What is added to the sum over the values that are kept."""
    if mask.form == "change":
        return -sum(numbers[f"x_{place}"] * numbers[f"w_{place}"] for place in mask.every)
    return numbers.get("bias", 0)


@cache
def _templates(shape: Shape) -> tuple[str, str]:
    mask = DropoutMask.of(shape)
    holes = {letter: ", ".join(f"{{{letter}_{place}}}" for place in mask.every) for letter in "xw"}
    weight = "{w_#}*" if mask.weighted else ""
    worked = " + ".join(f"{weight}{{x_#}}/(1 - {{p}})".replace("#", str(place)) for place in mask.kept)
    worked += " + {bias}" if mask.form == "unit" else ""
    products = " + ".join("{w_#}*{x_#}".replace("#", str(place)) for place in mask.every)
    worked += f" - ({products})" if mask.form == "change" else ""
    dropped = listed([ORDINALS[place - 1] for place in mask.dropped]) if mask.dropped else ""
    stem = STEMS[mask.form].replace("<values>", holes["x"]).replace("<weights>", holes["w"])
    stem = stem.replace("<dropped> value and", "<dropped> values and") if len(mask.dropped) > 1 else stem
    solution = SOLUTION.replace("<together>", TOGETHER[mask.form]).replace("<worked>", worked)
    return stem.replace("<dropped>", dropped), solution


def _shown(p: Params) -> dict[str, int | Fraction]:
    return {**p.values, "p": _share(p)}


def _givens(p: Params) -> dict[str, object]:
    mask = DropoutMask.of(p.shape)
    given = {"x": _numbers(p, "x"), "weights": _numbers(p, "w"), "bias": p.values.get("bias", 0)}
    return {
        **given,
        "p": p["p"] / HUNDREDTHS,
        "compared": mask.form == "change",
        "kept": [place in mask.kept for place in mask.every],
    }


def _rows(form: str, count: int, dropped: str = "") -> Rows:
    shape = (form, str(count), *([dropped] if dropped else []))
    mask = DropoutMask.of(shape)
    values = [f"x_{place}" for place in mask.every]
    weights = [f"w_{place}" for place in mask.every] if mask.weighted else []

    names = (*values, *weights, *(("bias",) if weights else ()), "p")

    def draw(dice: Dice) -> list[int] | None:
        p = chosen(dice, DROPS)
        x = [dice.below(13) - 6 for _ in values]
        w = [chosen(dice, (-3, -2, -1, 1, 2, 3)) for _ in weights]
        learned = [*w, chosen(dice, (-4, -3, -2, -1, 1, 2, 3, 4))] if weights else []
        total = sum(x[place - 1] * (w[place - 1] if w else 1) for place in mask.kept)
        row = [*x, *learned, p]
        output = Fraction(total * HUNDREDTHS, HUNDREDTHS - p) + _besides(mask, dict(zip(names, row, strict=True)))
        fine = total and output and 0 not in x and ends(output, UNIT)
        return row if fine else None

    return drawn("regularisation", names, draw, COUNT, shape)


def _level(form: str, count: int, masks: tuple[str, ...]) -> Concat:
    return concat(*(_rows(form, count, dropped) for dropped in masks))


FAMILY = Family(
    module=__name__,
    title="Outputs of dropout in training",
    weight="core",
    asks="dropout_value",
    levels={
        "easy": _level("sum", 3, ("1", "2", "3")),
        "medium": _level("unit", 3, ("1", "2", "3")),
        "hard": _level("change", 3, ("1", "2", "3")),
    },
    formulas=(kept,),
    compose=_compose,
    misconceptions=SCALED,
    stem=lambda p: Text(_templates(p.shape)[0], _shown(p)),
    solution=lambda p, key: (Text(_templates(p.shape)[1], {**_shown(p), "y": key[0]}),),
    network=None,
    givens=_givens,
    measure=_measure,
    recount=(Check("exact fractions", _by_fractions),),
    examples=(
        Example(
            {"x_1": 3, "p": 50},
            (6,),
            "Zhang et al. (2023), Dive into Deep Learning, section 5.6: h/(1 - p) is kept; dropout of 0.5 doubles 3",
            ("one", "1"),
        ),
    ),
    unit=UNIT,
    signed=True,
    as_numbers=("easy",),
    options={"easy": 3, "medium": 4, "hard": 4},
)
