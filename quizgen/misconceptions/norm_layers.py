"""Mistakes about the parameters of single normalisation layers, and of two of them one after the other.

By kind these are batch, group or instance (a pair a channel), or layer; two of them have pooling between.
"""

from __future__ import annotations

from quizgen.math.reader import read
from quizgen.misconceptions.kinds import Instead, Shape, Trees


def _norm(  # noqa: PLR0913 - formulas for three kinds of shapes and the parts of a misconception
    slug: str, feedback: str, *, channel: str = "", layer: str = "", pair: tuple[str, str] = ("", ""), concept: str
) -> Instead:
    """The wrong formulas for a layer with a pair a channel, for layer normalisation, and for one after the other.

    ``pair`` has two formulas: behind a first layer that learns, and behind an instance normalisation that does not.
    """

    def wrong(shape: Shape) -> Trees | None:
        if len(shape) > 1:
            formula = pair[shape[0] == "plain"]
        else:
            formula = layer if shape == ("layer",) else channel
            if "groups" in formula and shape != ("group",):
                return None
        return (read(formula),) if formula else None

    return Instead(slug, wrong, feedback, concept=concept)


_HALF = "floor(n/2)"
_SECOND = f"2*channels*{_HALF}**2"
SCALE_ONLY = _norm(
    "one-of-two",
    "There is a scale and a shift, so two parameters where one was counted.",
    channel="channels",
    layer="channels*n_h*n_w",
    pair=(f"channels + channels*{_HALF}**2", f"channels*{_HALF}**2"),
    concept="other-norm-parameters",
)
ONE_PAIR_IN_ALL = _norm(
    "single-pair-for-norm-layer",
    "The layer has more than one scale and one shift: each channel has a pair of its own.",
    channel="2",
    concept="other-norm-parameters",
)
FOUR_EACH = _norm(
    "counts-statistics",
    "Mean and variance are computed from the data or kept as buffers; only the scale and the shift are learned.",
    channel="4*channels",
    layer="4*channels*n_h*n_w",
    pair=(f"4*channels + 4*channels*{_HALF}**2", f"4*channels*{_HALF}**2"),
    concept="running-not-learned",
)
STATISTICS_TOO = _norm(
    "adds-statistics",
    "A mean and a variance are computed from the values that are normalised, they are not learned.",
    layer="2*channels*n_h*n_w + 2",
    pair=(f"4*channels + {_SECOND}", f"{_SECOND} + 2"),
    concept="running-not-learned",
)
EACH_POSITION = _norm(
    "pair-per-map-position",
    "All positions of a channel share one scale and one shift here; only `LayerNorm` over height and width has more.",
    channel="2*channels*n**2",
    pair=(f"2*channels*n**2 + {_SECOND}", ""),
    concept="other-norm-parameters",
)
MAP_ONLY = _norm(
    "pair-per-pixel",
    "The channels do not share their parameters: each of them has its own.",
    channel="2*n**2",
    layer="2*n_h*n_w",
    pair=(f"2*channels + 2*{_HALF}**2", f"2*{_HALF}**2"),
    concept="other-norm-parameters",
)
EACH_SAMPLE = _norm(
    "own-pair-for-each-sample",
    "All samples of a batch share the same parameters.",
    channel="2*channels*batch",
    layer="2*channels*n_h*n_w*batch",
    concept="other-norm-parameters",
)
EACH_GROUP = _norm(
    "pair-per-group",
    "The groups only share mean and variance; the scale and the shift are learned for each channel.",
    channel="2*groups",
    concept="other-norm-parameters",
)
WITHIN_GROUP = _norm(
    "pair-per-channel-of-a-group",
    "That is the share of one group, and all groups have their own scales and shifts.",
    channel="2*channels/groups",
    concept="other-norm-parameters",
)
GROUPS_TIMES = _norm(
    "multiplies-pairs-by-groups",
    "Each channel belongs to one group only, so it has one scale and one shift.",
    channel="2*channels*groups",
    concept="other-norm-parameters",
)
BUFFERS = _norm(
    "group-statistics",
    "The mean and variance of a group are computed anew for each sample and are not learned.",
    channel="2*channels + 2*groups",
    concept="running-not-learned",
)
PER_CHANNEL = _norm(
    "pair-per-channel",
    "With height and width in `normalized_shape` every value of a sample has its own scale and shift.",
    layer="2*channels",
    pair=("4*channels", "2*channels"),
    concept="other-norm-parameters",
)
ONE_AXIS = _norm(
    "values-of-one-side",
    "A map has as many values as its height times its width.",
    layer="2*channels*n_h",
    pair=(f"2*channels + 2*channels*{_HALF}", f"2*channels*{_HALF}"),
    concept="kernel-side-once",
)
ADDS_SIDES = _norm(
    "adds-sides-of-normalized-shape",
    "The sizes in `normalized_shape` are multiplied, not added.",
    layer="2*(channels + n_h + n_w)",
    pair=(f"2*channels + 2*(channels + 2*{_HALF})", f"2*(channels + 2*{_HALF})"),
    concept="adds-sides",
)
CHANNELS_TOO = _norm(
    "pair-per-channel-besides",
    "Every value has one scale and one shift; there are no others for the channels besides.",
    layer="2*channels*n_h*n_w + 2*channels",
    pair=(f"4*channels + {_SECOND}", ""),
    concept="other-norm-parameters",
)
SQUARE = _norm(
    "square-by-height-in-norm",
    "The maps are not square: their height is multiplied by their width.",
    layer="2*channels*n_h**2",
    concept="assumes-square",
)
SQUARE_BY_WIDTH = _norm(
    "square-by-width-in-norm",
    "The maps are not square: their width is multiplied by their height.",
    layer="2*channels*n_w**2",
    concept="assumes-square",
)
FORGETS_POOLING = _norm(
    "ignores-pooling-before-layer-norm",
    "The pooling halves the sides of the maps before `LayerNorm` gets them.",
    pair=("2*channels + 2*channels*n**2", "2*channels*n**2"),
    concept="skips-pooling",
)
POOL_ONCE = _norm(
    "pooling-halves-area",
    "The pooling halves both sides of the maps, so a quarter of the values is left.",
    pair=(f"2*channels + 2*channels*n*{_HALF}", f"2*channels*n*{_HALF}"),
    concept="area-factor-on-side",
)
FIRST_ONLY = _norm(
    "forgets-second",
    "`LayerNorm` learns as well, a scale and a shift for each value.",
    pair=("2*channels", ""),
    concept="leaves-out-a-layer",
)
SECOND_ONLY = _norm(
    "forgets-first-norm-layer",
    "The first layer learns as well, a scale and a shift for each channel.",
    pair=(_SECOND, ""),
    concept="leaves-out-a-layer",
)
COUNTS_INSTANCE = _norm(
    "affine-by-default",
    "With `affine=False` an `InstanceNorm2d` layer learns nothing.",
    pair=("", f"2*channels + {_SECOND}"),
    concept="other-norm-parameters",
)
INSTANCE_STATISTICS = _norm(
    "instance-statistics",
    "With `affine=False` nothing is learned, and the means and variances are computed from the data.",
    pair=("", f"4*channels + {_SECOND}"),
    concept="running-not-learned",
)
INSTANCE_EVERYWHERE = _norm(
    "instance-like-layer",
    "With `affine=False` an `InstanceNorm2d` layer learns nothing, whatever the size of its maps.",
    pair=("", f"2*channels*n**2 + {_SECOND}"),
    concept="other-norm-parameters",
)
LAYER_OF_NORMS = (
    *(SCALE_ONLY, ONE_PAIR_IN_ALL, FOUR_EACH, STATISTICS_TOO, EACH_POSITION, MAP_ONLY, EACH_SAMPLE),
    *(EACH_GROUP, WITHIN_GROUP, GROUPS_TIMES, BUFFERS, PER_CHANNEL, ONE_AXIS, ADDS_SIDES, CHANNELS_TOO, SQUARE),
    *(SQUARE_BY_WIDTH, FORGETS_POOLING, POOL_ONCE, FIRST_ONLY, SECOND_ONLY, COUNTS_INSTANCE, INSTANCE_STATISTICS),
    INSTANCE_EVERYWHERE,
)
"""The mistakes about single normalisation layers, and about two of them."""
