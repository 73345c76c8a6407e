"""Mistakes about one step of gradient descent with weight decay, with or without momentum."""

from __future__ import annotations

from quizgen.math.reader import read
from quizgen.math.rewrites import substitute
from quizgen.misconceptions.kinds import Instead, Shape, Trees

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
