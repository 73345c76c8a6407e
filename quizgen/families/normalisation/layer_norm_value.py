"""What layer normalisation makes of one value, worked by hand.

The reader takes mean and variance over the features of one sample. Easy has one sample; in medium there are two, of
which the other one does not count; in hard features stand in rows, and ``normalized_shape`` says that rows share one
mean.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import cache

from quizgen.asking.family import Check, Example, Family
from quizgen.families.normalisation.shared import samples
from quizgen.families.normalisation.shared.values import (
    ORDINALS,
    around_a_mean,
    mean_and_variance,
    root,
    squares,
    terms,
    vanishes,
)
from quizgen.formulas.normalisation import (
    mean_of,
    scaled_and_shifted,
    squared_distance,
    standardised,
    variance_of,
)
from quizgen.math.rewrites import substitute
from quizgen.math.tree import Sym
from quizgen.misconceptions.kinds import Shape, Trees
from quizgen.misconceptions.normalized_values import NORMALIZED, ROWS, Sample, symbols_of
from quizgen.model import Values
from quizgen.oracle.normalisation import layer_normalized
from quizgen.space import Concat, Dice, Params, Rows, concat, drawn
from quizgen.text import Text

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
NESTED = """
A batch holds two samples, each of two rows with <wide> features. The first sample is

`[<nested_0>]`

and the second one is

`[<nested_1>]`

A `LayerNorm` layer with `normalized_shape=(2, <last>)` normalises it. For the <feature> feature of the <line> row its
`weight` (gamma) is {gamma} and its `bias` (beta) is {beta}; take the biased variance, as PyTorch does here, and
`eps=0`. What does it give for this feature of this row of the <sample> sample?
"""
SOLUTION = """
The value's distance from the mean is divided by the standard deviation, the root of the variance, then multiplied by
gamma, and beta is added:

$$y == gamma*(x - mean)/sqrt(variance) + beta$$

Mean and variance are taken over the features of the sample<both>. The variance is the biased one, whose divisor is
their number:

$$mean == (<terms>)/<across> == {mean}$$

$$variance == (<squares>)/<across> == {variance}$$

The value in question is {x}:

$$y == {gamma}*({x} - {mean})/sqrt({variance}) + {beta} == {y}$$
"""
UNIT = 400
COUNT = 150
NUMBERS = {2: "two", 3: "three"}


def _compose(trees: Trees, shape: Shape) -> Trees:
    standard, scaled, distance = trees
    sample = Sample.of(shape)
    entries = symbols_of(sample.row)
    values = {"x": Sym(f"x_{sample.place}"), "mean": mean_of(entries), "variance": variance_of(entries, distance)}
    return (substitute(scaled, {"standard": substitute(standard, values)}),)


def _measure(p: Params) -> Values:
    return (layer_normalized(samples.rows(p), _shape(p.shape), (p["gamma"], p["beta"]), samples.place(p), UNIT),)


def _shape(shape: Shape) -> tuple[int, ...]:
    """The layer's ``normalized_shape``."""
    across = Sample.of(shape).across
    return (2, across // 2) if ROWS in shape else (across,)


def _by_fractions(p: Params) -> Values:
    row, feature = samples.place(p)
    features = samples.rows(p)[row]
    mean, variance = mean_and_variance(features)
    found = p["gamma"] * (features[feature] - mean) / root(variance) + p["beta"]
    return (int(found) if found.denominator == 1 else found,)


@cache
def _templates(shape: Shape) -> tuple[str, str]:
    sample = Sample.of(shape)
    row, feature = divmod(sample.place - 1, sample.across)
    wide = _shape(shape)[-1]
    starts = range(0, len(sample.names), wide)
    lines = [", ".join(f"{{{name}}}" for name in sample.names[start : start + wide]) for start in starts]
    texts = {
        "number": NUMBERS.get(sample.rows, "one"),
        "rows": lines[0] if sample.rows == 1 else _joined(lines),
        "across": str(sample.across),
        "wide": NUMBERS.get(wide, str(wide)),
        **{f"nested_{place}": _joined(lines[2 * place : 2 * place + 2]) for place in range(sample.rows)},
        "last": str(wide),
        "feature": ORDINALS[feature % wide],
        "line": ORDINALS[feature // wide],
        "both": ", which are those of both rows" if ROWS in shape else "",
        "sample": ORDINALS[row],
        "terms": terms(sample.row),
        "squares": squares(sample.row),
    }
    stem, solution = NESTED if ROWS in shape else ONE if sample.rows == 1 else SEVERAL, SOLUTION
    for name, text in texts.items():
        stem, solution = stem.replace(f"<{name}>", text), solution.replace(f"<{name}>", text)
    return stem, solution


def _joined(lines: Sequence[str]) -> str:
    return ", ".join(f"[{line}]" for line in lines)


def _solution(p: Params, key: Values) -> tuple[Text, ...]:
    sample = Sample.of(p.shape)
    mean, variance = mean_and_variance([p[name] for name in sample.row])
    worked: dict[str, int | Fraction] = {"x": p[f"x_{sample.place}"], "mean": mean, "variance": variance, "y": key[0]}
    return (Text(_templates(p.shape)[1], {**p.values, **worked}),)


def _rows(sample: Sample, means: range, nested: Shape) -> Rows:
    def draw(dice: Dice) -> list[int] | None:
        rows = [around_a_mean(dice, sample.across, 7, means) for _ in range(sample.rows)]
        row, feature = divmod(sample.place - 1, sample.across)
        if rows[row][feature] * sample.across == sum(rows[row]):
            return None
        beta, gamma = (-4, -3, -2, -1, 1, 2, 3, 4)[dice.below(8)], 2 + dice.below(4)
        if vanishes(rows[row], rows[row][feature], gamma, beta):
            return None
        return [*(value for one in rows for value in one), gamma, beta]

    return drawn("normalisation", (*sample.names, "gamma", "beta"), draw, COUNT, (*sample.words, *nested))


def _level(rows: int, across: int, means: range, nested: Shape = ()) -> Concat:
    places = range(1, rows * across + 1, rows * across // 4)
    every = (Sample(rows, across, place, joined=False, affine=True) for place in places)
    return concat(*(_rows(sample, means, nested) for sample in every))


FAMILY = Family(
    module=__name__,
    title="Layer normalisation of one value",
    asks="layer_normalized_value",
    levels={
        "easy": _level(1, 4, range(6, 13)),
        "medium": _level(2, 4, range(3, 10)),
        "hard": _level(2, 6, range(-3, 5), (ROWS,)),
    },
    formulas=(standardised, scaled_and_shifted, squared_distance),
    compose=_compose,
    misconceptions=NORMALIZED,
    stem=lambda p: Text(_templates(p.shape)[0], p.values),
    solution=_solution,
    network=None,
    givens=lambda p: {
        "x": samples.rows(p),
        "weight": p["gamma"],
        "bias": p["beta"],
        "normalized_shape": list(_shape(p.shape)) if ROWS in p.shape else Sample.of(p.shape).across,
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
