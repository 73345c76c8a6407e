"""Mistakes about penalties on weights and about weight decay.

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


def _biases(shape: Shape) -> list[Expr]:
    return [Sym(f"b_{place}") for place in range(1, int(shape[2]) + 1)] if shape[2:] else []


def _over(entries: list[Expr], term: str) -> Expr:
    return added([substitute(read(term), {"w": entry}) for entry in entries])


def _penalty(name: str, formula: str, feedback: str, *, concept: str) -> Instead:
    """Another penalty from the sums ``squares``, ``sizes`` and ``total`` of the weights, added to the loss if any."""

    def work(shape: Shape) -> Trees | None:
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
        if not _biases(shape):
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
)


TENTHS = {name: f"{name}/10" for name in ("rate", "decay", "momentum")}
"""Learning rate, weight decay and momentum count tenths."""


def _stepped(name: str, formulas: dict[str, str], feedback: str, *, concept: str) -> Instead:
    def work(shape: Shape) -> Trees | None:
        if shape[0] not in formulas:
            return None
        return (substitute(read(formulas[shape[0]]), {name: read(by) for name, by in TENTHS.items()}),)

    return Instead(name, work, feedback, concept=concept)


_FIRST = "(weight - rate*(g_1 + decay*weight))"
_SECOND = f"{_FIRST} - rate*(momentum*(g_1 + decay*weight) + {{}})"

DECAY = (
    _stepped(
        "forgets-the-decay",
        {
            "plain": "weight - rate*g_1",
            "twice": "weight - rate*g_1 - rate*g_2",
            "momentum": "weight - rate*g_1 - rate*(momentum*g_1 + g_2)",
        },
        "With `weight_decay` the gradient grows by `weight_decay` times the weight before the step.",
        concept="decay-term",
    ),
    _stepped(
        "decays-with-factor-two",
        {
            "plain": "weight - rate*(g_1 + 2*decay*weight)",
            "twice": "(weight - rate*(g_1 + 2*decay*weight))*(1 - 2*rate*decay) - rate*g_2",
        },
        "PyTorch adds `weight_decay` times the weight, without the factor 2 that a squared penalty would bring.",
        concept="decay-term",
    ),
    _stepped(
        "does-not-scale-decay-by-rate",
        {
            "plain": "weight - rate*g_1 - decay*weight",
            "twice": "(weight - rate*g_1 - decay*weight)*(1 - decay) - rate*g_2",
        },
        "The decay is part of the gradient, so the learning rate multiplies it too.",
        concept="descent-step",
    ),
    _stepped(
        "decays-away-from-zero",
        {
            "plain": "weight - rate*(g_1 - decay*weight)",
            "twice": "(weight - rate*(g_1 - decay*weight))*(1 + rate*decay) - rate*g_2",
            "momentum": "weight - rate*(g_1 - decay*weight) - rate*(momentum*(g_1 - decay*weight) + g_2 "
            "- decay*(weight - rate*(g_1 - decay*weight)))",
        },
        "The decay is added to the gradient and so pulls the weight towards zero.",
        concept="decay-term",
    ),
    _stepped(
        "halves-the-decay",
        {
            "plain": "weight - rate*(g_1 + decay*weight/2)",
            "twice": "(weight - rate*(g_1 + decay*weight/2))*(1 - rate*decay/2) - rate*g_2",
        },
        "PyTorch adds `weight_decay` times the weight, without a factor 1/2.",
        concept="decay-term",
    ),
    _stepped(
        "decays-after-the-step",
        {"plain": "(weight - rate*g_1)*(1 - rate*decay)"},
        "The decay uses the weight before the step, not the one after it.",
        concept="decay-term",
    ),
    _stepped(
        "decays-by-the-square",
        {"plain": "weight - rate*(g_1 + decay*weight**2)"},
        "What is added to the gradient is `weight_decay` times the weight itself, as the slope of a square is linear.",
        concept="decay-term",
    ),
    _stepped(
        "climbs",
        {
            "plain": "weight + rate*(g_1 + decay*weight)",
            "twice": "(weight + rate*(g_1 + decay*weight))*(1 + rate*decay) + rate*g_2",
            "momentum": "weight + rate*(g_1 + decay*weight) + rate*(momentum*(g_1 + decay*weight) + g_2 "
            "+ decay*(weight + rate*(g_1 + decay*weight)))",
        },
        "Gradient descent goes against the gradient: the step is subtracted.",
        concept="descent-step",
    ),
    _stepped(
        "decays-the-gradient",
        {"plain": "weight - rate*(g_1 + decay*g_1)"},
        "The decay is proportional to the weight, not to the gradient.",
        concept="decay-term",
    ),
    _stepped(
        "stops-after-one-step",
        {"twice": _FIRST, "momentum": _FIRST},
        "The optimiser takes two steps, one for each gradient.",
        concept="descent-step",
    ),
    _stepped(
        "decays-once",
        {
            "twice": f"{_FIRST} - rate*g_2",
            "momentum": _SECOND.format("g_2"),
        },
        "The decay is added to the gradient in every step.",
        concept="decay-term",
    ),
    _stepped(
        "decays-the-old-weight-twice",
        {
            "twice": f"{_FIRST} - rate*(g_2 + decay*weight)",
            "momentum": _SECOND.format("g_2 + decay*weight"),
        },
        "The second step decays the weight as the first step left it.",
        concept="decay-term",
    ),
    _stepped(
        "takes-the-second-step-alone",
        {"twice": "weight - rate*(g_2 + decay*weight)", "momentum": "weight - rate*(g_2 + decay*weight)"},
        "Both gradients move the weight, the first one before the second.",
        concept="descent-step",
    ),
    _stepped(
        "forgets-the-momentum",
        {"momentum": f"{_FIRST}*(1 - rate*decay) - rate*g_2"},
        "In the second step `momentum` times the first step's direction is added to the new one.",
        concept="descent-step",
    ),
    _stepped(
        "keeps-the-decay-out-of-momentum",
        {"momentum": f"{_FIRST}*(1 - rate*decay) - rate*(momentum*g_1 + g_2)"},
        "The buffer holds the whole direction of the first step, its decay included.",
        concept="descent-step",
    ),
    _stepped(
        "dampens-the-new-gradient",
        {
            "momentum": f"{_FIRST} - rate*(momentum*(g_1 + decay*weight) + (1 - momentum)*(g_2 + decay*{_FIRST}))",
        },
        "By default PyTorch adds the new gradient in full: `dampening` is 0.",
        concept="descent-step",
    ),
)
