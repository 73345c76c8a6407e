"""The slope of sigmoid and tanh, from the output alone.

The reader knows that sigmoid's slope is s(1 - s) and tanh's 1 - t squared, and sends a gradient back through it. Easy
has sigmoid's slope, medium tanh's, whose output may be negative; hard takes a gradient through either.
"""

from __future__ import annotations

from quizgen.asking.family import Example, Family
from quizgen.formulas.activations import chained, sigmoid_slope, tanh_slope
from quizgen.layers import Network, Sigmoid, Tanh
from quizgen.math.reader import read
from quizgen.math.rewrites import substitute
from quizgen.math.tree import Sym
from quizgen.misconceptions import activations
from quizgen.misconceptions.kinds import Shape, Trees
from quizgen.model import Values
from quizgen.oracle.activations import gradient_through
from quizgen.space import Combinations, Concat, Params, concat
from quizgen.text import Text
from quizgen.topics.activations.shared.hundredths import HUNDREDTHS, shown

STEMS = {
    "sigmoid": "A unit with sigmoid activation gives the output {o}. What is the slope (the derivative) of the sigmoid "
    "at this unit's input?",
    "tanh": "A unit with tanh activation gives the output {o}. What is the slope (the derivative) of tanh at this "
    "unit's input?",
}
LOSS = (
    "A unit with # activation gives the output {o}. In the backward pass the gradient of the loss with respect to this "
    "output is {gradient}. What is its gradient with respect to the unit's input?"
)
ARRIVING = {curve: LOSS.replace("#", curve) for curve in STEMS}
RULES = {
    "sigmoid": "Where a sigmoid's output is $s$, its slope is\n\n$$slope == s*(1 - s)$$\n\n"
    "$$slope == {o}*(1 - {o}) == {slope}$$",
    "tanh": "Where the output of tanh is $t$, its slope is\n\n$$slope == 1 - t**2$$\n\n"
    "$$slope == 1 - ({o})**2 == {slope}$$",
}
CHAIN = (
    "By the chain rule the gradient with respect to the output is multiplied by it:\n\n$${gradient}*{slope} == {y}$$"
)
UNIT = HUNDREDTHS**2
CURVES: dict[str, Sigmoid | Tanh] = {"sigmoid": Sigmoid(), "tanh": Tanh()}


def _compose(trees: Trees, shape: Shape) -> Trees:
    sigmoid, tanh, chain = trees
    output = read("o/100")
    slope = substitute(sigmoid, {"s": output}) if shape[0] == "sigmoid" else substitute(tanh, {"t": output})
    if "gradient" in shape:
        return (substitute(chain, {"gradient": Sym("gradient"), "slope": slope}),)
    return (slope,)


def _stem(p: Params) -> Text:
    templates = ARRIVING if "gradient" in p.shape else STEMS
    return Text(templates[p.shape[0]], {**p.values, "o": shown(p["o"])})


def _solution(p: Params, key: Values) -> tuple[Text, ...]:
    output = shown(p["o"])
    slope = output * (1 - output) if p.shape[0] == "sigmoid" else 1 - output**2
    values = {**p.values, "o": output, "slope": slope, "y": key[0]}
    rule = Text(RULES[p.shape[0]], values)
    return (rule, Text(CHAIN, values)) if "gradient" in p.shape else (rule,)


def _givens(p: Params) -> dict[str, object]:
    return {"output": p["o"] / HUNDREDTHS, "gradient": p.values.get("gradient", 1)}


def _measure(p: Params) -> Values:
    return (gradient_through(CURVES[p.shape[0]], shown(p["o"]), p.values.get("gradient", 1), UNIT),)


def _level(curve: str, outputs: range, gradients: tuple[int, ...] = ()) -> Combinations:
    axes: dict[str, range | tuple[int, ...]] = {"o": outputs}
    if not gradients:
        return Combinations(axes, shape=(curve,))
    return Combinations({**axes, "gradient": gradients}, shape=(curve, "gradient"))


def _space(*parts: Combinations) -> Concat:
    return concat(*parts)


FAMILY = Family(
    module=__name__,
    title="Slope of sigmoid and tanh",
    asks="slope",
    levels={
        "easy": _space(_level("sigmoid", range(2, 99))),
        "medium": _space(_level("tanh", range(2, 99)), _level("tanh", range(-98, -1, 2))),
        "hard": _space(
            _level("sigmoid", range(4, 99, 2), (-6, -4, -3, -2, 2, 3, 4, 6)),
            _level("tanh", range(-95, 99, 5), (-6, -4, -3, -2, 2, 3, 4, 6)),
        ),
    },
    formulas=(sigmoid_slope, tanh_slope, chained),
    compose=_compose,
    misconceptions=activations.SLOPES,
    stem=_stem,
    solution=_solution,
    network=lambda p: Network((1, 1, 1), (CURVES[p.shape[0]],)),
    givens=_givens,
    measure=_measure,
    examples=(
        Example(
            {"o": 50}, (shown(25),), "CS231n notes (2023), Backpropagation, the sigmoid's local gradient", ("sigmoid",)
        ),
        Example(
            {"o": 73, "gradient": 1},
            (shown(73) * shown(27),),
            "CS231n notes (2023), Backpropagation, sigmoid example (0.73 gives about 0.2)",
            ("sigmoid", "gradient"),
        ),
    ),
    unit=UNIT,
    signed=True,
    numerical_only="the few wrong values below a slope are alike for every output, so they show the key",
)
