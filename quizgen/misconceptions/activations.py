"""Mistakes about the slope of sigmoid and tanh. ``o`` is the activation's output, counted in hundredths."""

from __future__ import annotations

from quizgen.math.reader import read
from quizgen.math.rewrites import substitute
from quizgen.math.tree import Expr, Op, Sym
from quizgen.misconceptions.kinds import Instead, Shape, Trees


def instead(name: str, by: dict[str, str], feedback: str, *, concept: str) -> Instead:
    """Another slope for the first activation of a shape, times the gradient that arrives if there is one."""

    def formula(shape: Shape) -> Trees | None:
        if shape[0] not in by:
            return None
        slope = substitute(read(by[shape[0]]), {"o": read("o/100")})
        return (_times(slope, shape),)

    return Instead(name, formula, feedback, concept=concept)


def _times(slope: Expr, shape: Shape) -> Expr:
    return Op("*", Sym("gradient"), slope) if "gradient" in shape else slope


SLOPES = (
    instead(
        "takes-output-for-slope",
        {"sigmoid": "o", "tanh": "o"},
        "The output itself is not the slope: a unit whose output is near its limit hardly changes any more.",
        concept="sigmoid-slope",
    ),
    instead(
        "takes-distance-to-one",
        {"sigmoid": "1 - o", "tanh": "1 - o"},
        "The distance of the output from 1 is only one factor of the slope.",
        concept="sigmoid-slope",
    ),
    instead(
        "takes-the-other-slope",
        {"sigmoid": "1 - o**2", "tanh": "o*(1 - o)"},
        "The rules differ: sigmoid has the slope $s*(1 - s)$, tanh has $1 - t**2$.",
        concept="sigmoid-slope",
    ),
    instead(
        "takes-largest-slope",
        {"sigmoid": "1/4", "tanh": "1"},
        "The function has its largest slope only where its input is 0, and is flatter everywhere else.",
        concept="largest-slope-everywhere",
    ),
    instead(
        "squares-output",
        {"sigmoid": "o**2", "tanh": "o**2"},
        "The square of the output does not shrink as the output comes near 1, but the slope does.",
        concept="sigmoid-slope",
    ),
    instead(
        "squares-distance",
        {"sigmoid": "(1 - o)**2", "tanh": "(1 - o)**2"},
        "The two factors of the slope differ: $s$ and $1 - s$ for the sigmoid, $1 + t$ and $1 - t$ for tanh.",
        concept="sigmoid-slope",
    ),
    instead(
        "takes-sum-as-factor",
        {"sigmoid": "o*(1 + o)", "tanh": "1 + o**2"},
        "The sign is a minus: the slope shrinks as the output comes near its limit.",
        concept="sigmoid-slope",
    ),
    instead(
        "turns-sign",
        {"sigmoid": "-o*(1 - o)", "tanh": "o**2 - 1"},
        "Sigmoid and tanh rise everywhere, so their slopes are above zero.",
        concept="sigmoid-slope",
    ),
    instead(
        "saturates-everywhere",
        {"sigmoid": "0", "tanh": "0"},
        "The slope comes near zero only far from the middle, and never reaches it.",
        concept="where-sigmoid-saturates",
    ),
    instead(
        "acts-like-relu",
        {"sigmoid": "1"},
        "A slope of 1 is what ReLU has above zero; the slope of a sigmoid depends on its output.",
        concept="sigmoid-slope",
    ),
    Instead(
        "forgets-arriving-gradient",
        lambda shape: (
            (read({"sigmoid": "o/100*(1 - o/100)", "tanh": "1 - (o/100)**2"}[shape[0]]),)
            if "gradient" in shape
            else None
        ),
        "By the chain rule the gradient with respect to the output is multiplied by the slope.",
        concept="chain-rule-factors",
    ),
    Instead(
        "adds-slope",
        lambda shape: (
            (read({"sigmoid": "gradient + o/100*(1 - o/100)", "tanh": "gradient + 1 - (o/100)**2"}[shape[0]]),)
            if "gradient" in shape
            else None
        ),
        "The chain rule multiplies the gradient with respect to the output by the slope; nothing is added.",
        concept="chain-rule-multiplies",
    ),
)
