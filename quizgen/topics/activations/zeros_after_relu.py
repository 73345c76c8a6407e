"""How many outputs of ReLU are zero: the sparsity that ReLU brings.

The reader counts every input that is not above zero, a zero itself among them. Easy gives ReLU's inputs themselves; in
medium a bias is added to them first, which moves the border; in hard a negative weight turns it round as well.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, partial, reduce
from itertools import count, islice

from quizgen.asking.family import Check, Example, Family
from quizgen.formulas.activations import one_more_zero
from quizgen.layers import Network, ReLU
from quizgen.math.rewrites import substitute
from quizgen.math.tree import Expr, Num
from quizgen.misconceptions.kinds import Shape, Trees
from quizgen.misconceptions.sparsity import SPARSITY, entering
from quizgen.model import Values
from quizgen.oracle.activations import zeros
from quizgen.space import Params, Rows, concat, digest
from quizgen.text import Text

STEMS = {
    1: """
A `ReLU` layer is given the values

`[<values>]`

How many of its <count> outputs are zero?
""",
    2: """
A channel has the values

`[<values>]`

The bias {bias} is added to each of them, and a `ReLU` layer follows. How many of its <count> outputs are zero?
""",
    3: """
A channel has the values

`[<values>]`

Each of them is multiplied by the weight {weight}, the bias {bias} is added to each product, and a `ReLU` layer follows.
How many of its <count> outputs are zero?
""",
}
BEFORE = {
    1: "",
    2: """
The bias $bias == {bias}$ turns a value $x$ into $x + bias$, so the values become

`[{entering}]`
""",
    3: """
The weight $w == {weight}$ and the bias $bias == {bias}$ turn a value $x$ into $w*x + bias$, so the values become

`[{entering}]`
""",
}
"""What comes before ReLU, by the number of words of a shape."""
SOLUTION = """
Every input $z$ that is not above zero becomes zero:

$$y == max(z, 0)$$

Of the <count> inputs of ReLU, {negative} <are> below zero and {nothing} <equal> equal to zero, so the number of zeros
is

$$zeros == {negative} + {nothing}$$

$$zeros == {zeros}$$
"""
COUNT = 240
FACTORS = {"bias": (2, -2, 4, -4, 6, -6), "weight": (-2, -1)}
"""Biases that a value can cancel, and weights that turn a sign round."""
SIGNS: tuple[Callable[[int], bool], ...] = (lambda x: x < 0, lambda x: x == 0, lambda x: x > 0)


def _names(shape: Shape) -> tuple[str, ...]:
    return tuple(f"x_{number}" for number in range(int(shape[0])))


def _compose(trees: Trees, shape: Shape) -> Trees:
    start: Expr = Num(0)
    numbers = range(int(shape[0]))
    return (
        reduce(
            lambda so_far, number: substitute(trees[0], {"count": so_far, "x": entering(shape, number)}), numbers, start
        ),
    )


def _values(p: Params) -> list[int]:
    """What enters ReLU."""
    weight, bias = p.values.get("weight", 1), p.values.get("bias", 0)
    return [weight * p[name] + bias for name in _names(p.shape)]


def _measure(p: Params) -> Values:
    return (zeros(_values(p)),)


def _by_python(p: Params) -> Values:
    return (sum(max(value, 0) == 0 for value in _values(p)),)


@cache
def _template(template: str, shape: Shape) -> str:
    holes = ", ".join(f"{{{name}}}" for name in _names(shape))
    return template.replace("<values>", holes).replace("<count>", shape[0])


def _solution(p: Params, key: Values) -> tuple[Text, ...]:
    values = _values(p)
    negative, nothing = sum(value < 0 for value in values), values.count(0)
    words = _template(SOLUTION, p.shape).replace("<are>", _are(negative)).replace("<equal>", _are(nothing))
    shown = ", ".join(str(value).replace("-", "−") for value in values)
    before = BEFORE[len(p.shape)].strip()
    solution = Text(words, {**p.values, "negative": negative, "nothing": nothing, "zeros": key[0]})
    return (Text(before, {**p.values, "entering": shown}), solution) if before else (solution,)


def _are(number: int) -> str:
    return "is" if number == 1 else "are"


def _rows(length: int, highest: int, *before: str) -> Rows:
    """Values to which ``before`` (a ``bias``, and then a ``weight``) is applied, of which one becomes exactly zero."""
    shape = (str(length), *before)

    def make() -> Iterator[tuple[int, ...]]:
        rows = (_row(length, highest, before, number) for number in count())
        yield from islice(filter(partial(_separates, length), rows), COUNT)

    return Rows((*_names(shape), *before), make, shape)


def _row(length: int, highest: int, before: tuple[str, ...], number: int) -> tuple[int, ...]:
    bits = digest("zeros-after-relu", length, highest, *before, number, size=40)
    row = []
    for _ in range(length):
        bits, rest = divmod(bits, 2 * highest + 2)
        row.append(max(rest - highest - 1, -highest))
    factors = [FACTORS[word][(number // (7 * place + 1)) % len(FACTORS[word])] for place, word in enumerate(before)]
    bias, weight = (*factors, *(0, 1)[len(factors) :])
    row[number % length] = -bias // weight
    return (*row, *factors)


def _separates(length: int, row: tuple[int, ...]) -> bool:
    """Every usual mistake gives a count of its own, and the key is none of the numbers of the stem."""
    values, before = row[:length], row[length:]
    bias, weight = (*before, *(0, 1)[len(before) :])
    entered = [weight * value + bias for value in values]
    negative, nothing, active = (sum(sign(value) for value in entered) for sign in SIGNS)
    slips = [values, [weight * value for value in values], [value + bias for value in values]]
    slipped = {sum(value <= 0 for value in slip) for slip in slips[: 3 if len(before) > 1 else len(before)]}
    if negative + nothing in slipped:
        return False
    counts = (negative, nothing, active, negative + nothing, nothing + active)
    return min(counts) > 0 and len(set(counts)) == len(counts) and negative + nothing not in map(abs, row)


FAMILY = Family(
    module=__name__,
    title="Zeros after ReLU",
    asks="zero_outputs",
    levels={
        "easy": concat(_rows(8, 4)),
        "medium": concat(_rows(10, 8, "bias")),
        "hard": concat(_rows(10, 8, "bias", "weight")),
    },
    formulas=(one_more_zero,),
    compose=_compose,
    misconceptions=SPARSITY,
    stem=lambda p: Text(_template(STEMS[len(p.shape)], p.shape), p.values),
    solution=_solution,
    network=lambda p: Network((1, 1, int(p.shape[0])), (ReLU(),)),
    givens=lambda p: {
        "x": [p[name] for name in _names(p.shape)],
        **{name: p[name] for name in p.shape[1:]},
    },
    measure=_measure,
    recount=(Check("plain counting", _by_python),),
    examples=(
        Example(
            {"x_0": -2, "x_1": -1, "x_2": 0, "x_3": 1, "x_4": 2},
            (3,),
            "PyTorch documentation (2.x), ReLU: max(0, x) of these inputs",
            ("5",),
        ),
    ),
    numerical_only="a count in a short list leaves too few wrong values on both sides",
)
