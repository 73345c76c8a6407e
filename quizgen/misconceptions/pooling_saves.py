"""Mistakes about the weights that pooling before a linear layer saves against flattening."""

from __future__ import annotations

from quizgen.formulas.pooled_heads import behind_pooling, pooling_saves
from quizgen.math.reader import read
from quizgen.misconceptions.kinds import Instead, Shape, Trees

_A, _B = "channels*features_out", "channels*n_h*n_w*features_out"
_C = "channels*cells**2*features_out"


def _saved(slug: str, feedback: str, one: str, several: str = "", *, concept: str) -> Instead:
    """A formula for a pooling to one value, and for one to a few cells; the first one where they are the same."""

    def wrong(shape: Shape) -> Trees | None:
        formula = several or one if shape == ("grid",) else one
        return (behind_pooling(read(formula), shape),) if formula else None

    return Instead(slug, wrong, feedback, concept=concept)


SAVED = (
    _saved(
        "forgets-to-subtract-network",
        "That is what *b* has; the weights of *a* are subtracted from it.",
        _B,
        concept="sum-for-difference",
    ),
    _saved(
        "flatten-with-biases",
        "That is what *b* has; the parameters of *a* are subtracted.",
        f"{_B} + features_out",
        concept="sum-for-difference",
    ),
    _saved(
        "block-only",
        "That is what *a* has; it is subtracted from the weights of *b*.",
        _A,
        _C,
        concept="sum-for-difference",
    ),
    _saved(
        "adds-the-two",
        "The question is about the difference of the two networks, not the sum.",
        f"{_B} + {_A} + 2*features_out",
        f"{_B} + {_C} + 2*features_out",
        concept="sum-for-difference",
    ),
    _saved(
        "pooling-without-classifier",
        "The `Linear` layer after the pooling still has a weight for each of its inputs and outputs.",
        f"{_B} + features_out - channels",
        f"{_B} + features_out - channels*cells**2",
        concept="leaves-out-a-layer",
    ),
    _saved(
        "biases-saved",
        "Both `Linear` layers have a bias for each output, so the biases cancel.",
        f"{_B} + features_out - {_A}",
        f"{_B} + features_out - {_C}",
        concept="sum-for-difference",
    ),
    _saved(
        "pooling-learns",
        "Pooling takes a mean and has nothing to learn.",
        f"{_B} - {_A} - channels",
        f"{_B} - {_C} - channels",
        concept="pooling-has-no-parameters",
    ),
    _saved(
        "values-of-one-side",
        "A map has as many values as its height times its width.",
        "channels*(n_h - 1)*features_out",
        "channels*(n_h - cells)*features_out",
        concept="kernel-side-once",
    ),
    _saved(
        "adds-sides-of-map",
        "Height and width of a map are multiplied, not added.",
        "channels*(n_h + n_w - 1)*features_out",
        "channels*(n_h + n_w - cells**2)*features_out",
        concept="adds-sides",
    ),
    _saved(
        "subtracts-from-sides",
        "The weights of the two networks are counted first and then subtracted.",
        "channels*(n_h - 1)*(n_w - 1)*features_out",
        "channels*(n_h - cells)*(n_w - cells)*features_out",
        concept="sum-for-difference",
    ),
    _saved(
        "reads-one-pooled-channel",
        "Both layers read the values of all channels.",
        "(n_h*n_w - 1)*features_out",
        "(n_h*n_w - cells**2)*features_out",
        concept="flatten-all-channels",
    ),
    _saved(
        "one-output",
        "Each output has weights of its own.",
        "channels*(n_h*n_w - 1)",
        "channels*(n_h*n_w - cells**2)",
        concept="linear-pairs",
    ),
    _saved(
        "cells-on-one-side",
        "`output_size` is one side of what the pooling leaves, so it counts twice as a factor.",
        "",
        "channels*(n_h*n_w - cells)*features_out",
        concept="kernel-side-once",
    ),
    _saved(
        "pools-to-one",
        "Only `output_size=1` would leave one value for each channel.",
        "",
        f"{_B} - {_A}",
        concept="adaptive-output-size",
    ),
    Instead(
        "forgets-pooling-before",
        lambda shape: (pooling_saves.tree,) if shape == ("pooled",) else None,
        "The max pooling layer halves both sides first, so that fewer positions are flattened.",
        concept="leaves-out-a-layer",
    ),
)
"""The mistakes about what pooling before a ``Linear`` layer saves."""
