"""How a batch moves the running statistics of batch normalisation.

The reader takes the weighted mean of old and new value as PyTorch weights them, with the unbiased variance. Easy moves
a mean; medium a variance, which is made unbiased first; hard moves a mean twice.
"""

from __future__ import annotations

from fractions import Fraction

from quizgen.asking.family import Check, Example, Family
from quizgen.formulas.normalisation import moved, unbiased
from quizgen.math.reader import read
from quizgen.math.rewrites import substitute
from quizgen.math.tree import Sym
from quizgen.math.whole import whole_if_so
from quizgen.misconceptions.kinds import Shape, Trees
from quizgen.misconceptions.running_statistics import UPDATES
from quizgen.model import Values
from quizgen.oracle.normalisation import running
from quizgen.space import Dice, Params, Rows, concat, drawn
from quizgen.text import Text

STEMS = {
    "mean": "A `BatchNorm2d` layer with `momentum={momentum}` is in training mode. Its `running_mean` for one channel "
    "is {old}, and in the next batch this channel has the mean {observed}. What is the `running_mean` for the channel "
    "after this batch?",
    "variance": "A `BatchNorm1d` layer with `momentum={momentum}` is in training mode. Its `running_var` for one "
    "feature is {old}. The next batch has {count} samples, in which the feature has the variance {observed}, taken "
    "with the divisor {count}. What is the `running_var` for the feature after this batch?",
    "twice": "A `BatchNorm2d` layer with `momentum={momentum}` is in training mode. Its `running_mean` for one channel "
    "is {old}. In the next batch this channel has the mean {observed_1}, in the batch after that {observed_2}. What is "
    "the `running_mean` for the channel after both batches?",
}
SOLUTIONS = {
    "mean": """
In PyTorch `momentum` weights the new value, and the old one has the rest:

$$new == (1 - momentum)*old + momentum*observed$$

$$new == (1 - {momentum})*{old} + {momentum}*{observed} == {new}$$
""",
    "variance": """
For `running_var` PyTorch takes the unbiased variance, with the divisor $m - 1$ for $m$ samples:

$$unbiased == {observed}*{count}/({count} - 1) == {unbiased}$$

In PyTorch `momentum` weights the new value, and the old one has the rest:

$$new == (1 - momentum)*old + momentum*unbiased$$

$$new == (1 - {momentum})*{old} + {momentum}*{unbiased} == {new}$$
""",
    "twice": """
In PyTorch `momentum` weights the new value, and the old one has the rest:

$$new == (1 - momentum)*old + momentum*observed$$

The first batch gives

$$first == (1 - {momentum})*{old} + {momentum}*{observed_1} == {first}$$

and the second one

$$second == (1 - {momentum})*{first} + {momentum}*{observed_2} == {new}$$
""",
}
UNIT = 10_000
HUNDREDTHS = 100
COUNT = 500
SHARES = (5, 10, 20, 25, 30, 40)
ROUND = (10, 20, 30, 40)


def _compose(trees: Trees, shape: Shape) -> Trees:
    move, correct = trees
    move = substitute(move, {"momentum": read("momentum/100")})
    match shape[0]:
        case "variance":
            observed = substitute(correct, {"variance": Sym("observed"), "count": Sym("count")})
            return (substitute(move, {"observed": observed}),)
        case "twice":
            first = substitute(move, {"observed": Sym("observed_1")})
            return (substitute(move, {"old": first, "observed": Sym("observed_2")}),)
        case _:
            return (move,)


def _share(p: Params) -> Fraction:
    return Fraction(p["momentum"], HUNDREDTHS)


def _measure(p: Params) -> Values:
    if p.shape[0] == "variance":
        # Half the samples on either side of the mean, one of an odd number on it.
        half = p["count"] // 2
        apart = float(Fraction(p["observed"] * p["count"], 2 * half)) ** 0.5
        batch = [-apart] * half + [apart] * half + [0.0] * (p["count"] % 2)
        return (running(p["old"], _share(p), [batch], "running_var", UNIT),)
    batches = [[mean - 1.0, mean + 3.0, mean - 2.0] for mean in _observed(p)]
    return (running(p["old"], _share(p), batches, "running_mean", UNIT),)


def _observed(p: Params) -> list[int]:
    return [p["observed_1"], p["observed_2"]] if p.shape[0] == "twice" else [p["observed"]]


def _by_steps(p: Params) -> Values:
    """The old value goes the share ``momentum`` of the way to each new one."""
    now = Fraction(p["old"])
    for seen in _observed(p):
        target = seen + Fraction(seen, p["count"] - 1) if "count" in p.values else Fraction(seen)
        now += (target - now) * _share(p)
    return (whole_if_so(now),)


def _solution(p: Params, key: Values) -> tuple[Text, ...]:
    values: dict[str, int | Fraction] = {**p.values, "momentum": _share(p), "new": key[0]}
    if p.shape[0] == "variance":
        values["unbiased"] = p["observed"] * p["count"] // (p["count"] - 1)
    elif p.shape[0] == "twice":
        values["first"] = p["old"] + _share(p) * (p["observed_1"] - p["old"])
    return (Text(SOLUTIONS[p.shape[0]], values),)


def _givens(p: Params) -> dict[str, object]:
    buffer = "running_var" if p.shape[0] == "variance" else "running_mean"
    given = {"old": p["old"], "momentum": float(_share(p)), "observed": _observed(p)}
    return {"buffer": buffer, **given, **({"count": p["count"]} if "count" in p.values else {})}


def _means(form: str, seen: tuple[str, ...], low: int, shares: tuple[int, ...]) -> Rows:
    def draw(dice: Dice) -> list[int] | None:
        share = shares[dice.below(len(shares))]
        values = [low + dice.below(21 - low) for _ in range(1 + len(seen))]
        return [share, *values] if 0 not in values and len(set(values)) == len(values) else None

    return drawn("normalisation", ("momentum", "old", *seen), draw, COUNT, (form,))


def _variances() -> Rows:
    def draw(dice: Dice) -> list[int] | None:
        share, count = SHARES[dice.below(len(SHARES))], (5, 6, 8, 9, 11, 16, 17, 21, 26)[dice.below(9)]
        old, observed = 1 + dice.below(30), (count - 1) * (1 + dice.below(4))
        alike = old in {observed, observed * count // (count - 1)}
        return None if alike or observed > 6 * old else [share, old, observed, count]

    return drawn("normalisation", ("momentum", "old", "observed", "count"), draw, COUNT, ("variance",))


FAMILY = Family(
    module=__name__,
    title="Update of running statistics",
    weight="special",
    asks="running_statistic",
    levels={
        "easy": concat(_means("mean", ("observed",), 1, SHARES)),
        "medium": concat(_variances()),
        "hard": concat(_means("twice", ("observed_1", "observed_2"), -8, ROUND)),
    },
    formulas=(moved, unbiased),
    compose=_compose,
    misconceptions=UPDATES,
    options={"easy": 0, "medium": 4, "hard": 4},
    as_numbers=("medium", "hard"),
    stem=lambda p: Text(STEMS[p.shape[0]], {**p.values, "momentum": _share(p)}),
    solution=_solution,
    network=None,
    givens=_givens,
    measure=_measure,
    recount=(Check("steps towards the new value", _by_steps),),
    examples=(
        Example(
            {"momentum": 10, "old": 0, "observed": 1},
            (Fraction(1, 10),),
            "PyTorch documentation (2.x), BatchNorm2d, note: new = (1 - momentum) x old + momentum x observed",
            ("mean",),
        ),
    ),
    unit=UNIT,
    signed=True,
)
