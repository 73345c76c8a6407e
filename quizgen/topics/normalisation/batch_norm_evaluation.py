"""What batch normalisation makes of a value in evaluation mode.

The reader uses the running statistics, whatever the present batch looks like, and merges the layer into a convolution.
Easy gives the running statistics alone; medium also those of a batch, which do not count; hard merges the layer.
"""

from __future__ import annotations

from fractions import Fraction

from quizgen.asking.family import Check, Example, Family
from quizgen.formulas.normalisation import scaled_and_shifted, standardised
from quizgen.math.rewrites import substitute
from quizgen.math.tree import Sym
from quizgen.math.whole import whole_if_so
from quizgen.misconceptions.kinds import Shape, Trees
from quizgen.misconceptions.running_statistics import EVALUATION
from quizgen.model import Values
from quizgen.oracle.normalisation import evaluated, merged_bias
from quizgen.space import Dice, Params, Rows, concat, drawn
from quizgen.text import Text
from quizgen.topics.normalisation.shared.values import root

LAYER = (
    "For one channel a `BatchNorm2d` layer holds `running_mean` {running_mean}, `running_var` {running_var}, `weight` "
    "(gamma) {gamma} and `bias` (beta) {beta}."
)
STEMS = {
    "alone": f"{LAYER} In evaluation mode, with `eps=0`, what is its output for a value of {{x}} in this channel?",
    "batch": f"{LAYER} It is in evaluation mode, and `eps=0`. In the batch that it is given, the channel has the mean "
    "{batch_mean} and the variance {batch_var}. What is the layer's output for a value of {x} in this channel?",
    "merged": f"{LAYER} It follows a convolution whose `bias` for this channel is {{x}}. For evaluation, with `eps=0`, "
    "both are merged into one convolution that gives the same outputs. What is the merged convolution's bias for this "
    "channel?",
}
WORKED = """
$$y == gamma*(x - running_mean)/sqrt(running_var) + beta$$

$$y == {gamma}*({x} - {running_mean})/sqrt({running_var}) + {beta} == {y}$$
"""
SOLUTIONS = {
    "alone": "In evaluation mode the layer standardises with its running statistics, then scales and shifts:\n"
    f"{WORKED}",
    "batch": "In evaluation mode the layer standardises with its running statistics, and those of the batch do not "
    f"count. Then it scales and shifts:\n{WORKED}",
    "merged": "A convolution gives a sum of products plus its bias $x$. The normalisation multiplies the sum by gamma "
    "over the root of the running variance, a factor that the merged weights take in. The merged bias is the rest, "
    f"which is the layer's output for $x$ alone:\n{WORKED}",
}
UNIT = 400
COUNT = 500


def _compose(trees: Trees, shape: Shape) -> Trees:
    del shape
    standard, scaled = trees
    running = substitute(standard, {"mean": Sym("running_mean"), "variance": Sym("running_var")})
    return (substitute(scaled, {"standard": running}),)


def _measure(p: Params) -> Values:
    statistics, learned = (p["running_mean"], p["running_var"]), (p["gamma"], p["beta"])
    if p.shape[0] == "merged":
        return (merged_bias(p["x"], statistics, learned, UNIT),)
    return (evaluated(p["x"], statistics, learned, UNIT, (p["x"] + 1, p["x"] - 5)),)


def _by_fractions(p: Params) -> Values:
    found = p["gamma"] * Fraction(p["x"] - p["running_mean"], root(p["running_var"])) + p["beta"]
    return (whole_if_so(found),)


def _givens(p: Params) -> dict[str, object]:
    names = {"gamma": "weight", "beta": "bias", "x": "conv_bias" if p.shape[0] == "merged" else "x"}
    return {**{names.get(name, name): value for name, value in p.values.items()}, "eps": 0}


def _rows(form: str) -> Rows:
    statistics = ("running_mean", "running_var", "gamma", "beta")
    names = ("x", *statistics, *(("batch_mean", "batch_var") if form == "batch" else ()))

    def draw(dice: Dice) -> list[int] | None:
        deviation, other = ((2, 4, 5, 10)[dice.below(4)] for _ in range(2))
        x, mean, batch_mean = (dice.below(21) - 8 for _ in range(3))
        gamma, beta = 2 + dice.below(4), dice.below(13) - 6
        sensible = abs(x - mean) <= 3 * deviation and abs(x - batch_mean) <= 3 * other and other != deviation
        if (
            not sensible
            or 0 in {x, mean, beta, x - mean}
            or mean == batch_mean
            or gamma * (x - mean) + beta * deviation == 0
        ):
            return None
        return [x, mean, deviation**2, gamma, beta, *((batch_mean, other**2) if form == "batch" else ())]

    return drawn("normalisation", names, draw, COUNT, (form,))


FAMILY = Family(
    module=__name__,
    title="Batch normalisation of one value in evaluation",
    asks="evaluated_value",
    levels={"easy": concat(_rows("alone")), "medium": concat(_rows("batch")), "hard": concat(_rows("merged"))},
    formulas=(standardised, scaled_and_shifted),
    compose=_compose,
    misconceptions=EVALUATION,
    stem=lambda p: Text(STEMS[p.shape[0]], p.values),
    solution=lambda p, key: (Text(SOLUTIONS[p.shape[0]], {**p.values, "y": key[0]}),),
    network=None,
    givens=_givens,
    measure=_measure,
    recount=(Check("exact fractions", _by_fractions),),
    examples=(
        Example(
            {"x": 7, "running_mean": 0, "running_var": 1, "gamma": 1, "beta": 0},
            (7,),
            "PyTorch documentation (2.x), BatchNorm2d: running_mean 0, running_var 1, weight 1 and bias 0 at the start",
            ("alone",),
        ),
    ),
    unit=UNIT,
    signed=True,
)
