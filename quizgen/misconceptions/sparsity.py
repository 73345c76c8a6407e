"""Mistakes in counting the zeros that ReLU makes."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce

from quizgen.math.reader import read
from quizgen.math.rewrites import substitute
from quizgen.math.tree import Expr, Num, Op, Sym
from quizgen.misconceptions.kinds import Instead, Shape, Trees

GIVEN = {1: "x", 2: "x + bias", 3: "weight*x + bias"}
"""What ReLU is given, by the number of words of a shape: how many values, then ``bias``, then ``weight``."""


def entering(shape: Shape, number: int, given: str = "") -> Expr:
    """What one of the values is when it enters ReLU, or ``given`` of it."""
    return substitute(read(given or GIVEN[len(shape)]), {"x": Sym(f"x_{number}")})


def _counted(
    name: str, one: str, feedback: str, start: Callable[[Shape], Expr] = lambda _: Num(0), *, concept: str
) -> Instead:
    """A count by another rule: ``one`` is what each value ``x`` adds."""

    def formula(shape: Shape) -> Trees:
        terms = (substitute(read(one), {"x": entering(shape, number)}) for number in range(int(shape[0])))
        return (reduce(lambda so_far, term: Op("+", so_far, term), terms, start(shape)),)

    return Instead(name, formula, feedback, concept=concept)


def _entered(name: str, given: str, feedback: str, words: int, *, concept: str) -> Instead:
    """The right count of what does not enter ReLU, in shapes of at least so many words."""

    def formula(shape: Shape) -> Trees | None:
        if len(shape) < words:
            return None
        every = (entering(shape, number, given) for number in range(int(shape[0])))
        terms = [substitute(read("max(min(1 - x, 1), 0)"), {"x": x}) for x in every]
        return (reduce(lambda so_far, term: Op("+", so_far, term), terms),)

    return Instead(name, formula, feedback, concept=concept)


SPARSITY = (
    _counted(
        "forgets-zero-itself",
        "max(min(-x, 1), 0)",
        "An input of exactly 0 gives the output 0 too, so it is counted with the negative ones.",
        concept="relu-zeros",
    ),
    _counted(
        "counts-active-units",
        "max(min(x, 1), 0)",
        "Those are the outputs that stay above zero; the zeros are all the others.",
        concept="relu-zeros",
    ),
    _counted(
        "counts-only-zeros-of-input",
        "1 - min(abs(x), 1)",
        "ReLU turns every negative input into zero, so there are more zeros after it than before.",
        concept="relu-zeros",
    ),
    _counted(
        "counts-active-and-zero",
        "1 - max(min(-x, 1), 0)",
        "An output above zero is not a zero, though an input of 0 gives one.",
        concept="relu-zeros",
    ),
    _entered(
        "counts-before-the-bias",
        "x",
        "ReLU acts on the sums with the bias, so it is those that are compared with 0.",
        2,
        concept="relu-zeros",
    ),
    _entered(
        "subtracts-the-bias",
        "x - bias",
        "The bias is added: a value becomes zero where its sum with the bias is not above zero.",
        2,
        concept="relu-zeros",
    ),
    _entered(
        "leaves-the-weight-out",
        "x + bias",
        "Each value is first multiplied by the weight, and a negative weight turns its sign round.",
        3,
        concept="relu-zeros",
    ),
    _entered(
        "leaves-the-bias-out",
        "weight*x",
        "The bias is added to each product before ReLU, so it moves the border between zero and active.",
        3,
        concept="relu-zeros",
    ),
)
