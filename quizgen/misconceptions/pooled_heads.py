"""Mistakes about the parameters of linear layers behind adaptive average pooling."""

from __future__ import annotations

from quizgen.math.reader import read
from quizgen.misconceptions.kinds import Instead, Misreading, Shape, Trees
from quizgen.misconceptions.parameters import ADDS_BIAS
from quizgen.misconceptions.twice import with_pairs


def _pooled(slug: str, feedback: str, *, concept: str, **by_shape: str) -> Instead:
    """A formula for each shape: ``global``, ``hidden`` (two linear layers) or ``grid`` (convolution, a few cells)."""

    def wrong(shape: Shape) -> Trees | None:
        return (read(by_shape[shape[0]]),) if shape[0] in by_shape else None

    return Instead(slug, wrong, feedback, concept=concept)


_FIRST, _SECOND = "channels*hidden + bias*hidden", "hidden*features_out + bias*features_out"
_MIXED, _CELLS = "channels*mid_channels + bias*mid_channels", "mid_channels*cells**2*features_out + bias*features_out"
POOLED = (
    _pooled(
        "flattens-the-map",
        "`Flatten` gets what the pooling leaves: `output_size` times `output_size` values for each channel.",
        **{
            "global": "channels*n**2*features_out + bias*features_out",
            "hidden": f"channels*n**2*hidden + bias*hidden + {_SECOND}",
            "grid": f"{_MIXED} + mid_channels*n**2*features_out + bias*features_out",
        },
        concept="flatten-input",
    ),
    _pooled(
        "flattens-sides-before-pooling",
        "How many values are flattened depends on `output_size` and the channels, and not on the side of the map.",
        **{
            "global": "channels*n*features_out + bias*features_out",
            "hidden": f"channels*n*hidden + bias*hidden + {_SECOND}",
            "grid": f"{_MIXED} + mid_channels*n*features_out + bias*features_out",
        },
        concept="flatten-input",
    ),
    _pooled(
        "positions-remain",
        "Pooling averages over positions within each channel, so every channel is left, but not every position.",
        **{
            "global": "n**2*features_out + bias*features_out",
            "hidden": f"n**2*hidden + bias*hidden + {_SECOND}",
            "grid": f"{_MIXED} + n**2*features_out + bias*features_out",
        },
        concept="global-pooling-result",
    ),
    _pooled(
        "forgets-biases-behind-pooling",
        "With `bias=True` every output of such a layer has a bias as well.",
        **{
            "global": "channels*features_out",
            "hidden": "channels*hidden + hidden*features_out",
            "grid": "channels*mid_channels + mid_channels*cells**2*features_out",
        },
        concept="forgets-bias",
    ),
    _pooled(
        "shares-one-bias-per-layer",
        "A layer has one bias for each of its outputs, not one in all.",
        **{
            "global": "channels*features_out + bias",
            "hidden": "channels*hidden + hidden*features_out + 2*bias",
            "grid": "channels*mid_channels + mid_channels*cells**2*features_out + 2*bias",
        },
        concept="one-bias-per-layer",
    ),
    _pooled(
        "adds-biases",
        "With `bias=False` there are no biases to count.",
        **{
            "global": "channels*features_out + features_out",
            "hidden": "channels*hidden + hidden + hidden*features_out + features_out",
            "grid": "channels*mid_channels + mid_channels + mid_channels*cells**2*features_out + features_out",
        },
        concept="adds-absent-bias",
    ),
    _pooled(
        "bias-per-layer-input",
        "The biases belong to the outputs of a layer, not to its inputs.",
        **{
            "global": "channels*features_out + bias*channels",
            "hidden": "channels*hidden + bias*channels + hidden*features_out + bias*hidden",
            "grid": "(mid_channels + bias)*channels + mid_channels*cells**2*(features_out + bias)",
        },
        concept="bias-per-output",
    ),
    _pooled(
        "pooling-learns",
        "Pooling takes a mean and has nothing to learn.",
        **{
            "global": "channels*features_out + features_out + channels",
            "hidden": f"{_FIRST} + {_SECOND} + channels",
            "grid": f"{_MIXED} + {_CELLS} + mid_channels",
        },
        concept="pooling-has-no-parameters",
    ),
    _pooled(
        "pooling-learns-pairs",
        "Pooling has no scale and no shift for its channels; that would be a normalisation layer.",
        **{
            "global": "channels*features_out + features_out + 2*channels",
            "hidden": f"{_FIRST} + {_SECOND} + 2*channels",
            "grid": f"{_MIXED} + {_CELLS} + 2*mid_channels",
        },
        concept="pooling-has-no-parameters",
    ),
    _pooled(
        "pooling-window-has-weights",
        "Pooling averages over a window without weights, so the window adds no parameters.",
        **{
            "global": "channels*features_out + features_out + channels*n**2",
            "hidden": f"{_FIRST} + {_SECOND} + channels*n**2",
            "grid": f"{_MIXED} + {_CELLS} + mid_channels*n**2",
        },
        concept="pooling-has-no-parameters",
    ),
    _pooled(
        "bias-per-weight",
        "A bias is added once to the sum of an output, not once for each of its weights.",
        **{
            "global": "(1 + bias)*channels*features_out",
            "hidden": "(1 + bias)*channels*hidden + (1 + bias)*hidden*features_out",
            "grid": "(1 + bias)*channels*mid_channels + (1 + bias)*mid_channels*cells**2*features_out",
        },
        concept="bias-per-weight",
    ),
    _pooled(
        "adds-linear-inputs-and-outputs",
        "Every input of a `Linear` layer is joined to every output, so the two numbers are multiplied.",
        **{
            "global": "channels + features_out",
            "hidden": f"channels + hidden + {_SECOND}",
            "grid": f"{_MIXED} + mid_channels*cells**2 + features_out",
        },
        concept="linear-pairs",
    ),
    _pooled(
        "squares-the-channels",
        "Pooling works on each channel by itself and has no weights that join one channel to another.",
        **{
            "global": "channels**2 + channels*features_out + bias*features_out",
            "hidden": f"channels**2 + {_FIRST} + {_SECOND}",
            "grid": f"{_MIXED} + mid_channels**2 + {_CELLS}",
        },
        concept="pooling-has-no-parameters",
    ),
    _pooled(
        "forgets-first",
        "The first layer that has weights is one of these layers, so its parameters count as well.",
        hidden=_SECOND,
        grid=_CELLS,
        concept="leaves-out-a-layer",
    ),
    _pooled(
        "forgets-last",
        "The last `Linear` layer is one of these layers, so its parameters count as well.",
        hidden=_FIRST,
        grid=_MIXED,
        concept="leaves-out-a-layer",
    ),
    _pooled(
        "last-reads-the-pooled",
        "The second `Linear` layer reads what the first one gives, not the pooled channels.",
        hidden=f"{_FIRST} + channels*features_out + bias*features_out",
        concept="reads-earlier-channels",
    ),
    _pooled(
        "one-layer-only",
        "There are two `Linear` layers: the second one reads what the first one gives.",
        hidden="channels*features_out + bias*features_out",
        concept="leaves-out-a-layer",
    ),
    _pooled(
        "pools-to-single-value",
        "Only `output_size=1` leaves one value for each channel; here there are more.",
        grid=f"{_MIXED} + mid_channels*features_out + bias*features_out",
        concept="adaptive-output-size",
    ),
    _pooled(
        "cells-on-one-side",
        "`output_size` is one side of what the pooling leaves, so it counts twice as a factor.",
        grid=f"{_MIXED} + mid_channels*cells*features_out + bias*features_out",
        concept="kernel-side-once",
    ),
    _pooled(
        "linear-reads-the-input",
        "The `Linear` layer reads the channels that the convolution gives, not those that it takes.",
        grid=f"{_MIXED} + channels*cells**2*features_out + bias*features_out",
        concept="reads-earlier-channels",
    ),
    _pooled(
        "output-size-divides",
        "`output_size` says how large the result is, not by how much the map is divided.",
        grid=f"{_MIXED} + mid_channels*(n/cells)**2*features_out + bias*features_out",
        concept="adaptive-output-size",
    ),
)
"""The mistakes about ``Linear`` layers behind adaptive average pooling."""
_FORGETS_BIASES = Misreading(
    "forgets-biases-behind-pooling",
    {"bias": "0"},
    "With `bias=True` every output of such a layer has a bias as well.",
    concept="forgets-bias",
)
_TELLS = {
    *("forgets-biases-behind-pooling", "adds-biases"),
    *("shares-one-bias-per-layer", "bias-per-layer-input", "pooling-window-has-weights", "bias-per-weight"),
    *("adds-linear-inputs-and-outputs", "squares-the-channels", "pooling-learns", "pooling-learns-pairs"),
}
AMONG_OPTIONS = with_pairs(_FORGETS_BIASES, ADDS_BIAS, *(one for one in POOLED if one.id not in _TELLS))
"""Those whose values look like keys, and two at once."""
