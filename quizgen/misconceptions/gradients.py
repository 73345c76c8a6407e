"""Mistakes about a gradient that passes several layers. Outputs ``s_1`` ... are counted in tenths."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce

from quizgen.formulas.activations import along
from quizgen.math.reader import read
from quizgen.math.rewrites import substitute
from quizgen.math.tree import Expr, Num, Op, Sym
from quizgen.misconceptions.kinds import Instead, Shape, Trees

Work = Callable[[Shape], Expr | None]


def _one(name: str, work: Work, feedback: str, *, concept: str) -> Instead:
    def formula(shape: Shape) -> Trees | None:
        found = work(shape)
        return None if found is None else (found,)

    return Instead(name, formula, feedback, concept=concept)


def _step(shape: Shape, number: int, slope: str) -> Expr:
    """One layer's factor with another slope of its sigmoid: the weight and the skip connection are kept."""
    one = substitute(read(slope), {"s": Op("/", Sym(f"s_{number}"), Num(10))})
    if shape[0] == "weighted":
        return Op("*", Sym(f"w_{number}"), one)
    return Op("+", Num(1), one) if shape[0] == "residual" else one


def _joined(op: str, slope: str) -> Work:
    """The same factor for every layer, joined by an operation; ``s`` is the unit's output."""

    def work(shape: Shape) -> Expr:
        steps = [_step(shape, number, slope) for number in range(1, int(shape[1]) + 1)]
        return reduce(lambda before, step: Op(op, before, step), steps)

    return work


def _only(place: int) -> Work:
    def work(shape: Shape) -> Expr | None:
        return _step(shape, int(shape[1]) if place < 0 else place, "s*(1 - s)")

    return work


VANISHING = (
    _one(
        "multiplies-outputs",
        _joined("*", "s"),
        "The chain rule multiplies slopes, and a sigmoid's slope is not its output.",
        concept="sigmoid-slope",
    ),
    _one(
        "adds-slopes",
        _joined("+", "s*(1 - s)"),
        "Functions that follow each other multiply their slopes; slopes are added where paths run side by side.",
        concept="chain-rule-multiplies",
    ),
    _one(
        "uses-largest-slopes",
        _joined("*", "1/4"),
        "A sigmoid has its largest slope 0.25 only where it gives 0.5.",
        concept="largest-slope-everywhere",
    ),
    _one(
        "gradient-of-last-layer-only",
        _only(-1),
        "That is what the last layer contributes alone; the gradient passes every layer on its way.",
        concept="part-for-whole",
    ),
    _one(
        "first-layer-only",
        _only(1),
        "That is what the first layer contributes alone; the gradient passes every layer on its way.",
        concept="part-for-whole",
    ),
    _one(
        "takes-distance-for-slope",
        _joined("*", "1 - s"),
        "The slope of a sigmoid is $s*(1 - s)$, not the distance of its output from 1 alone.",
        concept="sigmoid-slope",
    ),
    _one(
        "forgets-weights",
        lambda shape: along(("plain", shape[1])) if shape[0] == "weighted" else None,
        "Each unit multiplies its input by a weight, and so the derivative has that factor too.",
        concept="chain-rule-factors",
    ),
    _one(
        "forgets-skip",
        lambda shape: along(("plain", shape[1])) if shape[0] == "residual" else None,
        "The skip connection hands the input on as it is, so 1 is added to the slope of each block.",
        concept="shortcut-gradient",
    ),
    _one(
        "skips-once",
        lambda shape: Op("+", Num(1), along(("plain", shape[1]))) if shape[0] == "residual" else None,
        "Every block has a skip connection of its own, so 1 is added before the slopes are multiplied.",
        concept="shortcut-gradient",
    ),
    _one(
        "gradient-one-through-skip",
        lambda shape: Num(1) if shape[0] == "residual" else None,
        "The gradient passes the skip connection as it is, and what passes the unit is added to it.",
        concept="shortcut-gradient",
    ),
)
