"""What layer normalisation makes of one value, worked by hand.

The reader takes mean and variance over the features of one sample; the other samples of the batch do not count. Easy
has one sample, medium two, of which one does not count; in hard scale and shift are listed for all features, so that
statistics go by the row and scale and shift by the column.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cache

from quizgen.asking.family import Check, Example, Family
from quizgen.formulas.normalisation import (
    mean_of,
    scaled_and_shifted,
    squared_distance,
    standardised,
    variance_of,
)
from quizgen.math.rewrites import substitute
from quizgen.math.tree import Sym
from quizgen.math.whole import whole_if_so
from quizgen.misconceptions.kinds import Shape, Trees
from quizgen.misconceptions.normalized_values import NORMALIZED, Sample, symbols_of
from quizgen.model import Values
from quizgen.oracle.normalisation import layer_normalized
from quizgen.space import Concat, Dice, Params, Rows, concat, drawn
from quizgen.text import Text
from quizgen.topics.normalisation.shared import samples
from quizgen.topics.normalisation.shared.values import (
    ORDINALS,
    around_a_mean,
    mean_and_variance,
    root,
    squares,
    terms,
    vanishes,
)

ONE = """
A sample has the features `[<rows>]`. A `LayerNorm` layer with `normalized_shape=<across>` normalises it. For the
<feature> feature its `weight` (gamma) is {gamma} and its `bias` (beta) is {beta}; take the biased variance, as PyTorch
does here, and `eps=0`. What does the layer give for this feature?
"""
SEVERAL = """
A batch holds <number> samples with <across> features each, one sample a row:

`[<rows>]`

A `LayerNorm` layer with `normalized_shape=<across>` normalises it. For the <feature> feature its `weight` (gamma) is
{gamma} and its `bias` (beta) is {beta}; take the biased variance, as PyTorch does here, and `eps=0`. What does it give
for this feature of the <sample> sample?
"""
LISTED = """
A batch holds <number> samples with <across> features each, one sample a row:

`[<rows>]`

A `LayerNorm` layer with `normalized_shape=<across>` normalises it. Its `weight` (gamma) is `[<gammas>]` and its `bias`
(beta) is `[<betas>]`; take the biased variance, as PyTorch does here, and `eps=0`. What does it give for the <feature>
feature of the <sample> sample?
"""
SOLUTION = """
The value's distance from the mean is divided by the standard deviation, the root of the variance, then multiplied by
gamma, and beta is added:

$$y == gamma*(x - mean)/sqrt(variance) + beta$$

Mean and variance are taken over the features of the sample.<learned> The variance is the biased one, whose divisor is
their number:

$$mean == (<terms>)/<across> == {mean}$$

$$variance == (<squares>)/<across> == {variance}$$

The value in question is {x}:

$$y == {gamma}*({x} - {mean})/sqrt({variance}) + {beta} == {y}$$
"""
LEARNED = " Gamma and beta are those of the feature, {gamma} and {beta}."
UNIT = 400
COUNT = 150
NUMBERS = {2: "two"}


def _compose(trees: Trees, shape: Shape) -> Trees:
    standard, scaled, distance = trees
    sample = Sample.of(shape)
    entries = symbols_of(sample.row)
    values = {"x": Sym(f"x_{sample.place}"), "mean": mean_of(entries), "variance": variance_of(entries, distance)}
    return (substitute(scaled, {"standard": substitute(standard, values)}),)


def _measure(p: Params) -> Values:
    return (layer_normalized(samples.rows(p), _learned(p, "gamma"), _learned(p, "beta"), samples.place(p), UNIT),)


def _learned(p: Params, name: str) -> int | list[int]:
    """Scale or shift: that of the asked feature, or those of all features where they are listed."""
    sample = Sample.of(p.shape)
    return [p[one] for one in sample.learned(name)] if sample.listed else p[name]


def _by_fractions(p: Params) -> Values:
    row, feature = samples.place(p)
    features = samples.rows(p)[row]
    mean, variance = mean_and_variance(features)
    found = p["gamma"] * (features[feature] - mean) / root(variance) + p["beta"]
    return (whole_if_so(found),)


@cache
def _templates(shape: Shape) -> tuple[str, str]:
    sample = Sample.of(shape)
    row, feature = divmod(sample.place - 1, sample.across)
    starts = range(0, len(sample.names), sample.across)
    lines = [", ".join(f"{{{name}}}" for name in sample.names[start : start + sample.across]) for start in starts]
    texts = {
        "number": NUMBERS.get(sample.rows, "one"),
        "rows": lines[0] if sample.rows == 1 else ", ".join(f"[{line}]" for line in lines),
        "across": str(sample.across),
        "feature": ORDINALS[feature],
        "sample": ORDINALS[row],
        "terms": terms(sample.row),
        "squares": squares(sample.row),
        "gammas": ", ".join(f"{{{name}}}" for name in sample.learned("gamma")),
        "betas": ", ".join(f"{{{name}}}" for name in sample.learned("beta")),
        "learned": LEARNED if sample.listed else "",
    }
    stem, solution = LISTED if sample.listed else ONE if sample.rows == 1 else SEVERAL, SOLUTION
    for name, text in texts.items():
        stem, solution = stem.replace(f"<{name}>", text), solution.replace(f"<{name}>", text)
    return stem, solution


def _solution(p: Params, key: Values) -> tuple[Text, ...]:
    sample = Sample.of(p.shape)
    mean, variance = mean_and_variance([p[name] for name in sample.row])
    worked: dict[str, int | Fraction] = {"x": p[f"x_{sample.place}"], "mean": mean, "variance": variance, "y": key[0]}
    return (Text(_templates(p.shape)[1], {**p.values, **worked}),)


def _rows(sample: Sample, means: range) -> Rows:
    def draw(dice: Dice) -> list[int] | None:
        rows = [around_a_mean(dice, sample.across, 7, means) for _ in range(sample.rows)]
        row, feature = divmod(sample.place - 1, sample.across)
        if rows[row][feature] * sample.across == sum(rows[row]):
            return None
        beta, gamma = BETAS[dice.below(8)], 2 + dice.below(4)
        if vanishes(rows[row], rows[row][feature], gamma, beta):
            return None
        gammas = [2 + dice.below(4) if name != "gamma" else gamma for name in learned[0]]
        betas = [BETAS[dice.below(8)] if name != "beta" else beta for name in learned[1]]
        return [*(value for one in rows for value in one), *gammas, *betas]

    learned = [sample.learned(name) if sample.listed else (name,) for name in ("gamma", "beta")]
    return drawn("normalisation", (*sample.names, *learned[0], *learned[1]), draw, COUNT, sample.words)


def _level(rows: int, across: int, means: range, *, listed: bool = False) -> Concat:
    places = range(1, rows * across + 1, rows * across // 4)
    every = (Sample(rows, across, place, joined=False, affine=True, listed=listed) for place in places)
    return concat(*(_rows(sample, means) for sample in every))


BETAS = (-4, -3, -2, -1, 1, 2, 3, 4)


FAMILY = Family(
    module=__name__,
    title="Layer normalisation of one value",
    asks="layer_normalized_value",
    levels={
        "easy": _level(1, 4, range(6, 13)),
        "medium": _level(2, 4, range(3, 10)),
        "hard": _level(2, 5, range(-3, 5), listed=True),
    },
    formulas=(standardised, scaled_and_shifted, squared_distance),
    compose=_compose,
    printed_key="values after normalisation are small whole numbers, as those of the question have to be",
    misconceptions=NORMALIZED,
    stem=lambda p: Text(_templates(p.shape)[0], p.values),
    solution=_solution,
    network=None,
    givens=lambda p: {
        "x": samples.rows(p),
        "weight": _learned(p, "gamma"),
        "bias": _learned(p, "beta"),
        "normalized_shape": Sample.of(p.shape).across,
        "eps": 0,
        "position": list(samples.place(p)),
    },
    measure=_measure,
    recount=(Check("exact fractions", _by_fractions),),
    examples=(
        Example(
            {f"x_{number}": x for number, x in enumerate((2, 4, 4, 4, 5, 5, 7, 9), 1)} | {"gamma": 1, "beta": 0},
            (Fraction(2),),
            "Wikipedia (2024), Standard deviation: 2, 4, 4, 4, 5, 5, 7, 9 have the mean 5 and the deviation 2",
            Sample(1, 8, 8, joined=False, affine=True).words,
        ),
    ),
    unit=UNIT,
    signed=True,
)
