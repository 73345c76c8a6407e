"""Over how many values a normalisation layer takes each of its means.

The reader knows which of samples, channels and positions share a mean. Easy items multiply samples by positions, for
batch normalisation; in medium layer and instance normalisation stay within one sample, so that its number does not
count; in hard group normalisation takes a part of the channels, which is to be found from the number of groups.
"""

from __future__ import annotations

from quizgen.asking.family import Check, Example, Family
from quizgen.formulas.normalisation import batch_norm_elements, group_norm_elements
from quizgen.misconceptions.normalisation import ELEMENTS
from quizgen.model import Values
from quizgen.oracle.normalisation import sharing_a_mean
from quizgen.space import Combinations, Params, concat
from quizgen.text import Text
from quizgen.topics.normalisation.shared import batches
from quizgen.topics.normalisation.shared.batches import apart, grouped, groups_of, input_shape, layer, passing

QUESTION = "Over how many values is each of its means taken?"
SHARED = {
    "BN": "Batch normalisation takes one mean for each channel, over all $batch$ samples and all positions of "
    "the maps, which are $height$ high and $width$ wide:\n\n"
    "$$values == batch*height*width$$\n\n$$values == {batch}*{height}*{width} == {values}$$",
    "LN": "Layer normalisation over channels, height and width takes one mean for each sample, over its $channels$ "
    "maps, which are $height$ high and $width$ wide:\n\n"
    "$$values == channels*height*width$$\n\n$$values == {channels}*{height}*{width} == {values}$$",
    "IN": "Instance normalisation takes one mean for each channel of each sample, over the positions of a map "
    "that is $height$ high and $width$ wide:\n\n"
    "$$values == height*width$$\n\n$$values == {height}*{width} == {values}$$",
    "GN": "Group normalisation takes one mean for each group of channels of each sample. With $channels$ channels in "
    "$groups$ groups it runs over $channels/groups$ maps, which are $height$ high and $width$ wide:\n\n"
    "$$values == channels/groups*height*width$$\n\n"
    "$$values == {channels}/{groups}*{height}*{width} == {values}$$",
}
MAPS = {"height": (3, 4, 5, 6, 7), "width": (4, 5, 6, 7, 8)}


def _measure(p: Params) -> Values:
    return (sharing_a_mean(layer(p), (p["batch"], *input_shape(p))),)


def _by_listing(p: Params) -> Values:
    channels, height, width = input_shape(p)
    samples = range(p["batch"]) if p.shape[0] == "BN" else range(1)
    size = 1 if p.shape[0] == "BN" else channels // groups_of(p)
    return (sum([len([c for c in range(channels) if c // size == 0]) * height * width] * len(samples)),)


FAMILY = Family(
    module=__name__,
    title="Values that share a mean in a normalisation layer",
    asks="elements",
    levels={
        "easy": concat(
            Combinations(
                {"batch": (4, 5, 6, 8, 10, 12, 16, 20, 24), "channels": (16, 24, 32, 48, 64), **MAPS},
                lambda c: apart(c) & (c.width >= c.height) & (c.batch < c.channels),
                ("BN",),
            ),
        ),
        "medium": concat(
            Combinations(
                {"batch": (32, 40, 48, 64), "channels": (6, 8, 12, 16, 24, 32), **MAPS},
                lambda c: apart(c) & (c.width >= c.height) & (c.batch > c.channels),
                ("LN",),
            ),
            Combinations(
                {"batch": (2, 3, 4, 5, 6, 8), "channels": (3, 6, 8, 12, 16), **MAPS},
                lambda c: apart(c) & (c.width >= c.height),
                ("IN",),
            ),
        ),
        "hard": concat(
            Combinations(
                {
                    "batch": (4, 6, 8, 12, 16),
                    "channels": (12, 16, 24, 32, 48, 64),
                    "groups": (2, 3, 4, 6, 8, 16),
                    **MAPS,
                },
                lambda c: apart(c) & (c.width >= c.height) & grouped(c),
                ("GN",),
            ),
        ),
    },
    formulas=(batch_norm_elements, group_norm_elements),
    compose=batches.compose,
    misconceptions=ELEMENTS,
    stem=lambda p: Text(f"{passing(p.shape[0])} {QUESTION}", p.values),
    solution=lambda p, key: (Text(SHARED[p.shape[0]], {**p.values, "values": key[0]}),),
    network=batches.network,
    givens=lambda p: {"batch": p["batch"]},
    figures=batches.axes,
    measure=_measure,
    recount=(Check("listing the values", _by_listing),),
    examples=(
        Example(
            {"batch": 20, "channels": 100, "height": 35, "width": 45},
            (31_500,),
            "PyTorch documentation (2.x), BatchNorm2d example: statistics over (N, H, W) of (20, 100, 35, 45)",
            ("BN",),
        ),
        Example(
            {"batch": 20, "channels": 6, "groups": 3, "height": 10, "width": 10},
            (200,),
            "PyTorch documentation (2.x), GroupNorm example: 6 channels in 3 groups, input (20, 6, 10, 10)",
            ("GN",),
        ),
    ),
    numerical_only="products of the same few sizes lie so regularly that they show the key",
)
