"""Mistakes about penalties on weights.

Weights ``w_1`` ... are whole; ``strength`` counts thousandths. Shapes name the question and its number of weights.
"""

from __future__ import annotations

from quizgen.formulas.regularisation import added
from quizgen.math.reader import read
from quizgen.math.rewrites import substitute
from quizgen.math.tree import Call, Expr, Num, Sym
from quizgen.misconceptions.kinds import Instead, Shape, Trees


def weights_of(shape: Shape) -> list[Expr]:
    """The weights of a shape as symbols."""
    return [Sym(f"w_{place}") for place in range(1, int(shape[1]) + 1)]


SLOPES = {"strength": "strength/1000", "slope": "slope/10"}
"""What the numbers of a question for a derivative count."""


def asked_of(shape: Shape) -> Expr:
    """The weight by which a derivative is asked."""
    return Sym(f"w_{shape[3]}")


def _biases(shape: Shape) -> list[Expr]:
    return [Sym(f"b_{place}") for place in range(1, int(shape[2]) + 1)] if shape[2:] else []


def _over(entries: list[Expr], term: str) -> Expr:
    return added([substitute(read(term), {"w": entry}) for entry in entries])


def _penalty(name: str, formula: str, feedback: str, *, concept: str) -> Instead:
    """Another penalty from the sums ``squares``, ``sizes`` and ``total`` of the weights, added to the loss if any."""

    def work(shape: Shape) -> Trees | None:
        if shape[0] == "slope":
            return None
        weights = weights_of(shape)
        values: dict[str, Expr] = {
            "squares": _over(weights, "w**2"),
            "sizes": _over(weights, "abs(w)"),
            "total": _over(weights, "w"),
            "count": Num(len(weights)),
            "largest": Call("max", tuple(Call("abs", (weight,)) for weight in weights)),
            "strength": read("strength/1000"),
        }
        whole = f"loss/10 + {formula}" if shape[0] == "loss" else formula
        return (substitute(read(whole), values),)

    return Instead(name, work, feedback, concept=concept)


def _on_biases(name: str, feedback: str, *, weights: bool, concept: str) -> Instead:
    """The biases penalised, with or without the weights."""

    def work(shape: Shape) -> Trees | None:
        entries = [*(weights_of(shape) if weights else ()), *_biases(shape)]
        if not _biases(shape) or shape[0] == "slope":
            return None
        whole = "loss/10 + strength/1000*s" if shape[0] == "loss" else "strength/1000*s"
        return (substitute(read(whole), {"s": _over(entries, "w**2")}),)

    return Instead(name, work, feedback, concept=concept)


def _loss(name: str, formula: str, feedback: str, *, concept: str) -> Instead:
    def work(shape: Shape) -> Trees | None:
        if shape[0] != "loss":
            return None
        return (substitute(read(formula), {"squares": _over(weights_of(shape), "w**2")}),)

    return Instead(name, work, feedback, concept=concept)


def _slope(name: str, formula: str, feedback: str, *, concept: str) -> Instead:
    """Another derivative from that of the loss, the weight ``w`` asked, and sums over all weights."""

    def work(shape: Shape) -> Trees | None:
        if shape[0] != "slope":
            return None
        every = weights_of(shape)
        sums = {"squares": _over(every, "w**2"), "total": _over(every, "w")}
        numbers: dict[str, Expr] = {name: read(by) for name, by in SLOPES.items()}
        return (substitute(read(formula), {**sums, **numbers, "w": asked_of(shape)}),)

    return Instead(name, work, feedback, concept=concept)


PENALTIES = (
    _penalty(
        "halves-the-penalty",
        "strength*squares/2",
        "The penalty is defined here without a factor 1/2, which some texts use to simplify the gradient.",
        concept="l2-strength",
    ),
    _penalty(
        "doubles-the-penalty",
        "2*strength*squares",
        "The factor 2 belongs to the gradient of a square, not to the penalty itself.",
        concept="l2-strength",
    ),
    _penalty(
        "sums-magnitudes",
        "strength*sizes",
        "The L2 penalty adds squares; magnitudes belong to the L1 penalty.",
        concept="l2-squares",
    ),
    _penalty(
        "squares-the-sum",
        "strength*total**2",
        "Each weight is squared first, and then the squares are added.",
        concept="l2-squares",
    ),
    _penalty(
        "squares-sum-of-magnitudes",
        "strength*sizes**2",
        "The squares of the weights are added, which is less than the square of the sum of their magnitudes.",
        concept="l2-squares",
    ),
    _penalty(
        "forgets-the-strength", "squares", "The sum of squares is multiplied by the strength λ.", concept="l2-strength"
    ),
    _penalty(
        "takes-the-mean", "strength*squares/count", "The squares are added up, not averaged.", concept="l2-squares"
    ),
    _penalty(
        "squares-the-strength",
        "strength**2*squares",
        "The strength λ enters the penalty once, unsquared.",
        concept="l2-strength",
    ),
    _penalty(
        "doubles-each-weight",
        "strength*2*sizes",
        "The square of a weight is the weight times itself, not twice the weight.",
        concept="l2-squares",
    ),
    _penalty(
        "halves-and-averages",
        "strength*squares/(2*count)",
        "The penalty is defined here as λ times the sum, without 1/2 and without a mean.",
        concept="l2-strength",
    ),
    _penalty(
        "takes-the-norm",
        "strength*sqrt(squares)",
        "The penalty takes the sum of squares itself, not its root, which is the L2 norm.",
        concept="l2-squares",
    ),
    _penalty(
        "takes-the-largest-weight",
        "strength*largest**2",
        "All weights are penalised, not only the largest one.",
        concept="l2-which-weights",
    ),
    _penalty(
        "adds-signed-weights",
        "strength*total",
        "The squares of the weights are added, not the weights themselves.",
        concept="l2-squares",
    ),
    _on_biases(
        "penalizes-biases-too",
        "Only the weights are penalised here, so the biases are left out.",
        weights=True,
        concept="l2-which-weights",
    ),
    _on_biases(
        "penalizes-biases-alone",
        "The penalty is on the weights, and the biases are left out.",
        weights=False,
        concept="l2-which-weights",
    ),
    _loss(
        "forgets-the-loss",
        "strength/1000*squares",
        "The penalty is added to the loss on the data, and their sum is what is minimised.",
        concept="l2-strength",
    ),
    _loss("forgets-the-penalty", "loss/10", "The penalty is added to the loss on the data.", concept="l2-strength"),
    _loss(
        "subtracts-the-penalty",
        "loss/10 - strength/1000*squares",
        "The penalty is added, so that large weights make the total larger.",
        concept="l2-strength",
    ),
    _loss(
        "weights-the-loss",
        "strength/1000*(loss/10 + squares)",
        "The strength multiplies the penalty alone, not the loss on the data.",
        concept="l2-strength",
    ),
    _loss(
        "mixes-the-two",
        "(1 - strength/1000)*loss/10 + strength/1000*squares",
        "The loss on the data keeps its full weight; the penalty is added to it.",
        concept="l2-strength",
    ),
    _slope(
        "forgets-the-factor-2",
        "slope + strength*w",
        "The penalty is defined here without a factor 1/2, so the 2 of the derivative stays.",
        concept="l2-strength",
    ),
    _slope(
        "leaves-the-penalty-as-it-is",
        "slope + strength*w**2",
        "The derivative of w squared is 2w: the square does not stay.",
        concept="l2-squares",
    ),
    _slope(
        "slope-of-the-whole-penalty",
        "slope + strength*squares",
        "The question is about the derivative of the penalty, not its value.",
        concept="l2-squares",
    ),
    _slope(
        "adds-all-weights",
        "slope + 2*strength*total",
        "Only the square of this one weight depends on it, so the others add nothing to the derivative.",
        concept="l2-which-weights",
    ),
    _slope(
        "subtracts-the-slope-of-the-penalty",
        "slope - 2*strength*w",
        "The penalty is added to the loss, so its derivative is added as well.",
        concept="l2-strength",
    ),
    _slope(
        "slope-of-the-penalty-alone",
        "2*strength*w",
        "The derivative of the sum has that of the loss in it too.",
        concept="l2-strength",
    ),
    _slope(
        "slope-of-the-loss-alone",
        "slope",
        "The penalty depends on this weight, so its derivative is added.",
        concept="l2-strength",
    ),
    _slope(
        "slope-without-strength",
        "slope + 2*w",
        "The derivative of the square is multiplied by λ.",
        concept="l2-strength",
    ),
    _slope(
        "strength-on-both-slopes",
        "strength*(slope + 2*w)",
        "λ multiplies the penalty alone, not the loss.",
        concept="l2-strength",
    ),
    _slope(
        "takes-the-sign-alone",
        "slope + strength*w/abs(w)",
        "That is the derivative of the L1 penalty; the derivative of a square grows with the weight.",
        concept="l2-squares",
    ),
    _slope(
        "ignores-the-sign-of-the-weight",
        "slope + 2*strength*abs(w)",
        "The derivative of the square of a negative weight is negative.",
        concept="l2-squares",
    ),
    _slope(
        "doubles-the-factor",
        "slope + 4*strength*w",
        "The derivative of w squared is 2w, and λ is taken once.",
        concept="l2-strength",
    ),
)
