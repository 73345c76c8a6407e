"""Mistakes about which values share a mean. ``shape`` begins with the normalisation: BN, LN, IN or GN."""

from __future__ import annotations

from quizgen.math.reader import read
from quizgen.misconceptions.kinds import Instead, Shape, Trees

EVERY = ("BN", "LN", "IN", "GN")


def _in(norms: tuple[str, ...], name: str, formula: str, feedback: str, *, concept: str) -> Instead:
    """A wrong value that these kinds of normalisation have."""
    return _each(name, dict.fromkeys(norms, formula), feedback, concept=concept)


def _each(name: str, formulas: dict[str, str], feedback: str, *, concept: str) -> Instead:
    def work(shape: Shape) -> Trees | None:
        return (read(formulas[shape[0]]),) if shape[0] in formulas else None

    return Instead(name, work, feedback, concept=concept)


ELEMENTS = (
    _in(
        ("LN", "IN", "GN"),
        "averages-over-the-batch",
        "batch*height*width",
        "That is batch normalisation, the only one of these layers that averages over several samples.",
        concept="norm-axes",
    ),
    _in(
        ("BN", "IN", "GN"),
        "averages-over-all-channels",
        "channels*height*width",
        "That is layer normalisation over channels and positions, where all channels of a sample share one mean.",
        concept="norm-axes",
    ),
    _in(
        ("BN", "LN", "GN"),
        "averages-over-one-map",
        "height*width",
        "That is instance normalisation, where every channel of every sample has a mean of its own.",
        concept="norm-axes",
    ),
    _in(
        EVERY,
        "averages-over-everything",
        "batch*channels*height*width",
        "Those are all values of the batch, and this layer does not take one mean of all of them.",
        concept="norm-axes",
    ),
    _in(
        EVERY,
        "leaves-positions-out",
        "batch*channels",
        "Every map has many positions, and the mean is taken over these as well.",
        concept="statistics-count",
    ),
    _in(
        EVERY,
        "counts-samples-only",
        "batch",
        "That is the number of samples; a mean runs over values, and every single map has height times width of them.",
        concept="statistics-count",
    ),
    _in(
        EVERY,
        "counts-channels-only",
        "channels",
        "That is the number of channels; a mean runs over values, and every single map has height times width of them.",
        concept="statistics-count",
    ),
    _each(
        "counts-one-side",
        {"BN": "batch*height", "LN": "channels*height", "IN": "height", "GN": "channels/groups*height"},
        "A map has height times width positions, not as many as one side is long.",
        concept="kernel-side-once",
    ),
    _in(
        EVERY,
        "adds-the-sides",
        "height + width",
        "Height and width are multiplied, for each row of a map has a value in every column.",
        concept="adds-sides",
    ),
    _in(
        ("GN",),
        "takes-groups-for-channels",
        "groups*height*width",
        "The number of groups is not the number of channels in a group, which is `num_channels` over `num_groups`.",
        concept="groups-as-width",
    ),
    _in(
        ("GN",),
        "groups-over-the-batch",
        "batch*channels/groups*height*width",
        "Group normalisation treats every sample by itself, so the batch size does not count.",
        concept="norm-axes",
    ),
    _in(
        ("GN",),
        "leaves-positions-of-the-group-out",
        "channels/groups",
        "Those are the channels of a group, and the mean runs over the positions of their maps.",
        concept="statistics-count",
    ),
)

STATISTICS = (
    _each(
        "forgets-the-variances",
        {"BN": "channels", "LN": "batch", "IN": "batch*channels", "GN": "batch*groups"},
        "That counts the means alone, and each mean comes with a variance.",
        concept="statistics-count",
    ),
    _in(
        ("LN", "IN", "GN"),
        "one-pair-a-channel",
        "2*channels",
        "One pair for each channel belongs to batch normalisation, which joins the samples; here they stay apart.",
        concept="norm-axes",
    ),
    _in(
        ("BN", "IN", "GN"),
        "one-pair-a-sample",
        "2*batch",
        "One pair for each sample belongs to layer normalisation, which joins all channels.",
        concept="norm-axes",
    ),
    _in(
        ("BN", "LN", "GN"),
        "one-pair-a-map",
        "2*batch*channels",
        "One pair for each channel of each sample belongs to instance normalisation.",
        concept="norm-axes",
    ),
    _in(
        EVERY,
        "one-pair-a-position",
        "2*height*width",
        "Positions do not get statistics of their own: all positions of a map share them.",
        concept="statistics-share-positions",
    ),
    _in(
        EVERY,
        "one-pair-a-position-and-channel",
        "2*channels*height*width",
        "All positions of a map share one mean and one variance, so height and width do not count.",
        concept="statistics-share-positions",
    ),
    _in(
        EVERY,
        "one-pair-a-position-and-sample",
        "2*batch*height*width",
        "All positions of a map share their statistics, so height and width do not count.",
        concept="statistics-share-positions",
    ),
    _in(
        EVERY,
        "counts-the-maps",
        "batch*channels",
        "That is the number of maps in the batch, and how many of them share a mean depends on the layer.",
        concept="statistics-count",
    ),
    _in(
        EVERY,
        "takes-statistics-for-shared-values",
        "height*width",
        "Those are the positions of a map, which share their mean and variance.",
        concept="statistics-share-positions",
    ),
    _in(
        ("GN",),
        "forgets-samples",
        "2*groups",
        "The groups of every sample have statistics of their own, so the batch size counts as well.",
        concept="statistics-count",
    ),
    _in(
        ("GN",),
        "takes-size-of-a-group",
        "2*batch*channels/groups",
        "That uses the channels in a group, and what counts is how many groups there are.",
        concept="groups-as-width",
    ),
)
