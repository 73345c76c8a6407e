"""A step of stochastic gradient descent with weight decay.

The reader adds weight decay times the weight to the gradient, in every step and before momentum. Easy takes one step;
in medium the second step decays the weight that the first one left; in hard momentum keeps part of the first direction.
"""

from __future__ import annotations

from fractions import Fraction

from quizgen.asking.family import Check, Example, Family
from quizgen.formulas.regularisation import decayed_gradient, descended, momentum_buffer
from quizgen.math.reader import read
from quizgen.math.rewrites import substitute
from quizgen.math.tree import Expr
from quizgen.math.whole import whole_if_so
from quizgen.misconceptions.kinds import Shape, Trees
from quizgen.misconceptions.weight_decay import DECAY, TENTHS
from quizgen.model import Values
from quizgen.oracle.regularisation import stepped
from quizgen.space import Dice, Params, Rows, concat, drawn
from quizgen.text import Text
from quizgen.topics.regularisation.shared.numbers import chosen

STEMS = {
    "plain": "`torch.optim.SGD` with `lr={rate}`, `weight_decay={decay}` and no momentum takes one step. A weight "
    "starts at {weight}, and the gradient of the loss with respect to it is {g_1}. What is the weight after the step?",
    "twice": "`torch.optim.SGD` with `lr={rate}`, `weight_decay={decay}` and no momentum takes two steps. A weight "
    "starts at {weight}. The gradient of the loss with respect to it is {g_1} in the first step and {g_2} in the "
    "second. What is the weight after both steps?",
    "momentum": "`torch.optim.SGD` with `lr={rate}`, `momentum={momentum}` and `weight_decay={decay}` takes its first "
    "two steps. A weight starts at {weight}. The gradient of the loss with respect to it is {g_1} in the first step "
    "and {g_2} in the second. What is the weight after both steps?",
}
RULE = """
PyTorch adds `weight_decay` (here $decay$) times the weight to the gradient, multiplies the sum by the learning rate
`lr` and subtracts it from the weight:

$$new == weight - lr*(gradient + decay*weight)$$
"""
PLAIN = f"""
{RULE.strip()}

$$new == {{weight}} - {{rate}}*({{g_1}} + {{decay}}*{{weight}}) == {{y}}$$
"""
TWICE = f"""
{RULE.strip()}

The first step gives

$$first == {{weight}} - {{rate}}*({{g_1}} + {{decay}}*{{weight}}) == {{first}}$$

The second step starts from there:

$$second == {{first}} - {{rate}}*({{g_2}} + {{decay}}*{{first}}) == {{y}}$$
"""
MOMENTUM = """
PyTorch adds `weight_decay` times the weight to the gradient, and `momentum` times the direction of the step before. The
sum is the new direction, which is multiplied by the learning rate `lr` and subtracted from the weight:

$$new == weight - lr*direction$$

Before the first step there is no direction yet:

$$direction_1 == {g_1} + {decay}*{weight} == {d_1}$$

$$first == {weight} - {rate}*{d_1} == {first}$$

In the second step `momentum` times the first direction is added:

$$direction_2 == {momentum}*{d_1} + {g_2} + {decay}*{first} == {d_2}$$

$$second == {first} - {rate}*{d_2} == {y}$$
"""
SOLUTIONS = {"plain": PLAIN, "twice": TWICE, "momentum": MOMENTUM}
UNIT = 10**5
COUNT = 500


def _compose(trees: Trees, shape: Shape) -> Trees:
    decayed, buffered, step = trees
    weight, direction = read("weight"), read("0")
    for number in range(1 if shape[0] == "plain" else 2):
        gradient = substitute(decayed, {"gradient": read(f"g_{number + 1}"), "weight": weight})
        first = shape[0] != "momentum" or not number
        direction = gradient if first else substitute(buffered, {"before": direction, "gradient": gradient})
        weight = substitute(step, {"weight": weight, "direction": direction})
    tenths: dict[str, Expr] = {name: read(by) for name, by in TENTHS.items()}
    return (substitute(weight, tenths),)


def _shown(p: Params) -> dict[str, int | Fraction]:
    return {name: Fraction(value, 10 if name in TENTHS else 1) for name, value in p.values.items()}


def _gradients(p: Params) -> list[Fraction]:
    return [Fraction(p[name]) for name in ("g_1", "g_2") if name in p.values]


def _measure(p: Params) -> Values:
    shown = {name: Fraction(value) for name, value in _shown(p).items()}
    options = {"lr": shown["rate"], "weight_decay": shown["decay"], "momentum": shown.get("momentum", Fraction(0))}
    return (stepped(shown["weight"], _gradients(p), options, UNIT),)


def _path(p: Params) -> list[tuple[Fraction, Fraction]]:
    """Direction and weight after each step."""
    shown = {name: Fraction(value) for name, value in _shown(p).items()}
    weight, direction = shown["weight"], Fraction(0)
    steps = []
    for gradient in _gradients(p):
        direction = shown.get("momentum", 0) * direction + gradient + shown["decay"] * weight
        weight -= shown["rate"] * direction
        steps.append((direction, weight))
    return steps


def _by_steps(p: Params) -> Values:
    return (whole_if_so(_path(p)[-1][1]),)


def _solution(p: Params, key: Values) -> tuple[Text, ...]:
    path = _path(p)
    worked = {"d_1": path[0][0], "d_2": path[-1][0], "first": path[0][1], "y": key[0]}
    return (Text(SOLUTIONS[p.shape[0]], {**_shown(p), **worked}),)


def _givens(p: Params) -> dict[str, object]:
    shown = {name: float(value) for name, value in _shown(p).items()}
    options = {"lr": shown["rate"], "weight_decay": shown["decay"], "momentum": shown.get("momentum", 0.0)}
    return {"weight": shown["weight"], "gradients": [float(one) for one in _gradients(p)], **options}


def _rows(rule: str) -> Rows:
    more = {"plain": (), "twice": ("g_2",), "momentum": ("g_2", "momentum")}[rule]

    def draw(dice: Dice) -> list[int] | None:
        weight, *gradients = [dice.below(25) - 12 for _ in range(2 + bool(more))]
        row = [weight, gradients[0], chosen(dice, (1, 2, 4, 5)), chosen(dice, (1, 2, 3, 4, 5)), *gradients[1:]]
        direction = 10 * row[1] + row[3] * weight
        if not direction or 100 * weight == row[2] * direction:
            return None
        return [*row, *([chosen(dice, (5, 8, 9))] if "momentum" in more else [])] if all(row) else None

    return drawn("regularisation", ("weight", "g_1", "rate", "decay", *more), draw, COUNT, (rule,))


FAMILY = Family(
    module=__name__,
    title="A step with weight decay",
    asks="weight",
    levels={"easy": concat(_rows("plain")), "medium": concat(_rows("twice")), "hard": concat(_rows("momentum"))},
    formulas=(decayed_gradient, momentum_buffer, descended),
    compose=_compose,
    misconceptions=DECAY,
    options={"easy": 4, "medium": 0, "hard": 4},
    stem=lambda p: Text(STEMS[p.shape[0]], _shown(p)),
    solution=_solution,
    network=None,
    givens=_givens,
    measure=_measure,
    recount=(Check("step by step", _by_steps),),
    examples=(
        Example(
            {"weight": 1, "g_1": 0, "rate": 1, "decay": 5},
            (Fraction(95, 100),),
            "Loshchilov and Hutter (2019), Decoupled Weight Decay Regularization, section 2: without a gradient, SGD "
            "multiplies the weight by 1 - lr times decay",
            ("plain",),
        ),
    ),
    unit=UNIT,
    signed=True,
)
