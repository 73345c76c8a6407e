"""What batch normalisation in training mode makes of one value, worked by hand.

The reader finds mean and variance of all values of the channel, standardises the value, then scales and shifts it. In
medium distances and shifts are negative; in hard the channel is a map in each sample, and all maps share one mean.
"""

from __future__ import annotations

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
from quizgen.misconceptions.normalized_values import NORMALIZED, Sample, symbols_of
from quizgen.model import Values
from quizgen.oracle.normalisation import batch_normalized
from quizgen.space import Concat, Dice, Params, Rows, concat, drawn
from quizgen.text import Text

STEM = """
In a mini-batch of <count> samples, a feature takes the values <values>. A `BatchNorm1d` layer in training mode
normalises it with the `weight` (gamma) <gamma> and the `bias` (beta) <beta>; take the biased variance, as PyTorch does
here, and `eps=0`. What does the layer give for the <ordinal> sample?
"""
MAPS = """
A batch of two samples has one channel. The first sample's map is

`<first>`

and the second one's is

`<second>`

A `BatchNorm2d` layer in training mode normalises the batch with the `weight` (gamma) <gamma> and the `bias` (beta)
<beta>; take the biased variance, as PyTorch does here, and `eps=0`. What does it give in row <row>, column <column> of
the <ordinal> sample? Rows and columns are counted from 0.
"""
SOLUTION = """
The value's distance from the mean is divided by the standard deviation, the root of the variance, then multiplied by
gamma, and beta is added:

$$y == gamma*(x - mean)/sqrt(variance) + beta$$

<all> share one mean and one variance. The variance is the biased one, whose divisor is their number:

$$mean == (<terms>)/<count> == {mean}$$

$$variance == (<squares>)/<count> == {variance}$$

The value in question is {x}:

$$y == <gamma>*({x} - {mean})/sqrt({variance}) + <beta> == {y}$$
"""
UNIT = 400
COUNT = 200
SIDE = 2


def _compose(trees: Trees, shape: Shape) -> Trees:
    standard, scaled, distance = trees
    sample = Sample.of(shape)
    entries = symbols_of(sample.shared)
    values = {"x": Sym(f"x_{sample.place}"), "mean": mean_of(entries), "variance": variance_of(entries, distance)}
    plain = substitute(standard, values)
    return (substitute(scaled, {"standard": plain}) if sample.affine else plain,)


def _learned(p: Params) -> tuple[int, int]:
    return p.values.get("gamma", 1), p.values.get("beta", 0)


def _measure(p: Params) -> Values:
    return (batch_normalized(samples.rows(p), *_learned(p), samples.place(p), UNIT),)


def _by_fractions(p: Params) -> Values:
    numbers = [value for row in samples.rows(p) for value in row]
    mean, variance = mean_and_variance(numbers)
    gamma, beta = _learned(p)
    found = gamma * (p[f"x_{Sample.of(p.shape).place}"] - mean) / root(variance) + beta
    return (int(found) if found.denominator == 1 else found,)


@cache
def _templates(shape: Shape) -> tuple[str, str]:
    sample = Sample.of(shape)
    row, inside = divmod(sample.place - 1, sample.across)
    names = sample.names
    texts = {
        "count": str(len(names)),
        "values": f"{', '.join(f'{{{name}}}' for name in names[:-1])} and {{{names[-1]}}}",
        "first": _map(names[: SIDE**2]),
        "second": _map(names[SIDE**2 :]),
        "row": str(inside // SIDE),
        "column": str(inside % SIDE),
        "ordinal": ORDINALS[row],
        "all": "The values of all samples" if sample.across == 1 else "The values of the channel, in both maps,",
        "terms": terms(names),
        "squares": squares(names),
        "gamma": "{gamma}" if sample.affine else "1",
        "beta": "{beta}" if sample.affine else "0",
    }
    stem, solution = STEM if sample.across == 1 else MAPS, SOLUTION
    for name, text in texts.items():
        stem, solution = stem.replace(f"<{name}>", text), solution.replace(f"<{name}>", text)
    return stem, solution


def _map(names: tuple[str, ...]) -> str:
    starts = range(0, len(names), SIDE)
    rows = (", ".join(f"{{{name}}}" for name in names[start : start + SIDE]) for start in starts)
    return f"[{', '.join(f'[{row}]' for row in rows)}]"


def _solution(p: Params, key: Values) -> tuple[Text, ...]:
    sample = Sample.of(p.shape)
    mean, variance = mean_and_variance([p[name] for name in sample.names])
    worked: dict[str, int | Fraction] = {"x": p[f"x_{sample.place}"], "mean": mean, "variance": variance, "y": key[0]}
    return (Text(_templates(p.shape)[1], {**p.values, **worked}),)


def _rows(sample: Sample, means: range, shifts: tuple[int, ...]) -> Rows:
    def draw(dice: Dice) -> list[int] | None:
        row = around_a_mean(dice, len(sample.names), 7 if sample.across == 1 else 4, means)
        gamma, beta = 2 + dice.below(4), shifts[dice.below(len(shifts))]
        x = row[sample.place - 1]
        plain = x * len(row) == sum(row) or vanishes(row, x, gamma, beta)
        return None if plain else [*row, gamma, beta]

    return drawn("normalisation", (*sample.names, "gamma", "beta"), draw, COUNT, sample.words)


def _level(rows: int, across: int, means: range, shifts: tuple[int, ...]) -> Concat:
    places = (1, 2, rows * across - 1)
    every = (Sample(rows, across, place, joined=True, affine=True) for place in places)
    return concat(*(_rows(sample, means, shifts) for sample in every))


FAMILY = Family(
    module=__name__,
    title="Batch normalisation of one value in training",
    weight="core",
    asks="normalized_value",
    levels={
        "easy": _level(4, 1, range(6, 13), (1, 2, 3, 4)),
        "medium": _level(5, 1, range(-3, 5), (-4, -3, -2, -1)),
        "hard": _level(2, SIDE**2, range(-3, 6), (-4, -3, -2, -1, 1, 2, 3, 4)),
    },
    formulas=(standardised, scaled_and_shifted, squared_distance),
    compose=_compose,
    misconceptions=NORMALIZED,
    printed_key="values after normalisation are small whole numbers, as those of the stem have to be",
    stem=lambda p: Text(_templates(p.shape)[0], p.values),
    solution=_solution,
    network=None,
    givens=lambda p: {
        "x": samples.rows(p),
        "weight": _learned(p)[0],
        "bias": _learned(p)[1],
        "eps": 0,
        "position": list(samples.place(p)),
    },
    measure=_measure,
    recount=(Check("exact fractions", _by_fractions),),
    examples=(
        Example(
            {"x_1": 2, "x_2": 4, "x_3": 4, "x_4": 4, "x_5": 5, "x_6": 5, "x_7": 7, "x_8": 9},
            (Fraction(2),),
            "Wikipedia (2024), Standard deviation: 2, 4, 4, 4, 5, 5, 7, 9 have the mean 5 and the deviation 2",
            Sample(8, 1, 8, joined=True, affine=False).words,
        ),
    ),
    unit=UNIT,
    signed=True,
)
