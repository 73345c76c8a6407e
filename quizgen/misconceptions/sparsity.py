"""Mistakes in counting the zeros that ReLU makes."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce

from quizgen.math.reader import read
from quizgen.math.rewrites import substitute
from quizgen.math.tree import Expr, Num, Op, Sym
from quizgen.misconceptions.kinds import Instead, Shape, Trees


def _counted(
    name: str, one: str, feedback: str, start: Callable[[Shape], Expr] = lambda _: Num(0), *, concept: str
) -> Instead:
    """A count by another rule: ``one`` is what each value ``x`` adds."""

    def formula(shape: Shape) -> Trees:
        terms = (substitute(read(one), {"x": Sym(f"x_{number}")}) for number in range(int(shape[0])))
        return (reduce(lambda so_far, term: Op("+", so_far, term), terms, start(shape)),)

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
)
