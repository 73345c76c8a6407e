"""How many outputs of ReLU are zero: the sparsity that ReLU brings.

The reader counts every input that is not above zero, a zero itself among them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, reduce
from itertools import count, islice

from quizgen.asking.family import Check, Example, Family
from quizgen.formulas.activations import one_more_zero
from quizgen.layers import Network, ReLU
from quizgen.math.rewrites import substitute
from quizgen.math.tree import Expr, Num, Sym
from quizgen.misconceptions.kinds import Shape, Trees
from quizgen.misconceptions.sparsity import SPARSITY
from quizgen.model import Values
from quizgen.oracle.activations import zeros
from quizgen.space import Params, Rows, concat, digest
from quizgen.text import Text

STEM = """
A `ReLU` layer is given the values

`[<values>]`

How many of its <count> outputs are zero?
"""
SOLUTION = """
Every input that is not above zero becomes zero:

$$y == max(x, 0)$$

The <count> values hold {negative} below zero and {nothing} equal to zero, so that the number of zeros is

$$zeros == {negative} + {nothing}$$

$$zeros == {zeros}$$
"""
COUNT = 240
SIGNS: tuple[Callable[[int], bool], ...] = (lambda x: x < 0, lambda x: x == 0, lambda x: x > 0)


def _names(shape: Shape) -> tuple[str, ...]:
    return tuple(f"x_{number}" for number in range(int(shape[0])))


def _compose(trees: Trees, shape: Shape) -> Trees:
    start: Expr = Num(0)
    return (reduce(lambda so_far, name: substitute(trees[0], {"count": so_far, "x": Sym(name)}), _names(shape), start),)


def _values(p: Params) -> list[int]:
    return [p[name] for name in _names(p.shape)]


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
    counted = {"negative": sum(value < 0 for value in values), "nothing": values.count(0), "zeros": key[0]}
    return (Text(_template(SOLUTION, p.shape), {**p.values, **counted}),)


def _rows(length: int, highest: int) -> Rows:
    shape = (str(length),)

    def make() -> Iterator[tuple[int, ...]]:
        rows = (_row(length, highest, number) for number in count())
        yield from islice(filter(_separates, rows), COUNT)

    return Rows(_names(shape), make, shape)


def _row(length: int, highest: int, number: int) -> tuple[int, ...]:
    bits = digest("zeros-after-relu", length, highest, number, size=40)
    row = []
    for _ in range(length):
        bits, rest = divmod(bits, 2 * highest + 2)
        row.append(max(rest - highest - 1, -highest))
    return _with_zero(row, number)


def _separates(row: tuple[int, ...]) -> bool:
    """Every usual mistake gives a count of its own, and the key is none of the numbers of the stem."""
    negative, nothing, active = (sum(sign(value) for value in row) for sign in SIGNS)
    counts = (negative, nothing, active, negative + nothing, nothing + active)
    return min(counts) > 0 and len(set(counts)) == len(counts) and negative + nothing not in map(abs, row)


def _with_zero(row: list[int], number: int) -> tuple[int, ...]:
    """A row with a zero in it, which is what the question turns on."""
    row[number % len(row)] = 0
    return tuple(row)


FAMILY = Family(
    module=__name__,
    title="Zeros after ReLU",
    asks="zero_outputs",
    levels={
        "easy": concat(_rows(8, 4)),
        "medium": concat(_rows(12, 6)),
        "hard": concat(_rows(16, 9)),
    },
    formulas=(one_more_zero,),
    compose=_compose,
    misconceptions=SPARSITY,
    stem=lambda p: Text(_template(STEM, p.shape), p.values),
    solution=_solution,
    network=lambda p: Network((1, 1, int(p.shape[0])), (ReLU(),)),
    givens=lambda p: {"x": _values(p)},
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
