"""What batch normalisation in training mode makes of one value, worked by hand.

The reader finds mean and variance of all values of the channel, standardises the value, then scales and shifts it. Easy
has one value in each sample; in medium the channel is a map in each sample, and the positions of both maps share one
mean; in hard there is a second channel, which has a mean of its own.
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
from quizgen.misconceptions.normalized_values import CHANNELS, NORMALIZED, Sample, other_names, symbols_of
from quizgen.model import Values
from quizgen.oracle.normalisation import batch_normalized
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
TWO = """
A batch of two samples has two channels. Channel 0 is

`<first_0>`

in the first sample and

`<second_0>`

in the second one; channel 1 is

`<first_1>`

in the first sample and

`<second_1>`

in the second one. A `BatchNorm2d` layer in training mode normalises the batch, in channel <channel> with the `weight`
(gamma) <gamma> and the `bias` (beta) <beta>; take the biased variance, as PyTorch does here, and `eps=0`. What does it
give in row <row>, column <column> of channel <channel> of the <ordinal> sample? Rows, columns and channels are counted
from 0.
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
ALL = ("The values of the channel, in both maps,", "The values of channel <channel>, in both samples,")
UNIT = 400
COUNT = 200
SHIFTS = (-4, -3, -2, -1, 1, 2, 3, 4)
APART = 3
"""By how much the means of two channels differ: all values together have a root of their variance as well."""
SIDE = 2
NUMBERS = ("channel 0", "channel 1")
"""Which channel is asked about, where there are two."""


def _compose(trees: Trees, shape: Shape) -> Trees:
    standard, scaled, distance = trees
    sample = Sample.of(shape)
    entries = symbols_of(sample.shared)
    values = {"x": Sym(f"x_{sample.place}"), "mean": mean_of(entries), "variance": variance_of(entries, distance)}
    plain = substitute(standard, values)
    return (substitute(scaled, {"standard": plain}) if sample.affine else plain,)


def _learned(p: Params) -> tuple[int, int]:
    return p.values.get("gamma", 1), p.values.get("beta", 0)


def _channel(shape: Shape) -> int | None:
    """Which of two channels is asked about, None where there is one."""
    return next((number for number, word in enumerate(NUMBERS) if word in shape), None)


def _others(p: Params) -> list[list[int]]:
    """The other channel's values, sample by sample."""
    sample = Sample.of(p.shape)
    numbers = [p[name] for name in other_names(sample)]
    return [numbers[start : start + sample.across] for start in range(0, len(numbers), sample.across)]


def _measure(p: Params) -> Values:
    channels = [samples.rows(p), *([] if _channel(p.shape) is None else [_others(p)])]
    return (batch_normalized(channels, _learned(p), samples.place(p), UNIT),)


def _by_fractions(p: Params) -> Values:
    numbers = [value for row in samples.rows(p) for value in row]
    mean, variance = mean_and_variance(numbers)
    gamma, beta = _learned(p)
    found = gamma * (p[f"x_{Sample.of(p.shape).place}"] - mean) / root(variance) + beta
    return (whole_if_so(found),)


@cache
def _templates(shape: Shape) -> tuple[str, str]:
    sample = Sample.of(shape)
    row, inside = divmod(sample.place - 1, sample.across)
    names, channel = sample.names, _channel(shape)
    every = (names, other_names(sample)) if not channel else (other_names(sample), names)
    texts = {
        "count": str(len(names)),
        "values": f"{', '.join(f'{{{name}}}' for name in names[:-1])} and {{{names[-1]}}}",
        "first": _map(names[: SIDE**2]),
        "second": _map(names[SIDE**2 :]),
        **{f"first_{number}": _map(one[: SIDE**2]) for number, one in enumerate(every)},
        **{f"second_{number}": _map(one[SIDE**2 :]) for number, one in enumerate(every)},
        "row": str(inside // SIDE),
        "column": str(inside % SIDE),
        "ordinal": ORDINALS[row],
        "all": "The values of all samples" if sample.across == 1 else ALL[channel is not None],
        "channel": str(channel),
        "terms": terms(names),
        "squares": squares(names),
        "gamma": "{gamma}" if sample.affine else "1",
        "beta": "{beta}" if sample.affine else "0",
    }
    stem, solution = STEM if sample.across == 1 else MAPS if channel is None else TWO, SOLUTION
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


def _rows(sample: Sample, means: range, shifts: tuple[int, ...], second: Shape) -> Rows:
    others = other_names(sample) if second else ()

    def draw(dice: Dice) -> list[int] | None:
        row = around_a_mean(dice, len(sample.names), 7 if sample.across == 1 else 4, means)
        gamma, beta = 2 + dice.below(4), shifts[dice.below(len(shifts))]
        x = row[sample.place - 1]
        plain = x * len(row) == sum(row) or vanishes(row, x, gamma, beta)
        mean = sum(row) // len(row) + (APART if dice.below(2) else -APART)
        beside = around_a_mean(dice, len(others), 4, (mean,)) if others else []
        return None if plain else [*row, gamma, beta, *beside]

    return drawn("normalisation", (*sample.names, "gamma", "beta", *others), draw, COUNT, (*sample.words, *second))


def _level(rows: int, across: int, means: range, shifts: tuple[int, ...], seconds: tuple[Shape, ...] = ((),)) -> Concat:
    places = (1, 2, rows * across - 1)
    every = (Sample(rows, across, place, joined=True, affine=True) for place in places)
    return concat(*(_rows(sample, means, shifts, second) for sample in every for second in seconds))


FAMILY = Family(
    module=__name__,
    title="Batch normalisation of one value in training",
    weight="core",
    asks="normalized_value",
    levels={
        "easy": _level(4, 1, range(6, 13), (1, 2, 3, 4)),
        "medium": _level(2, SIDE**2, range(-3, 6), SHIFTS),
        "hard": _level(2, SIDE**2, range(-3, 6), SHIFTS, tuple((CHANNELS, number) for number in NUMBERS)),
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
        **({} if _channel(p.shape) is None else {"channel": _channel(p.shape), "other_channel": _others(p)}),
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
