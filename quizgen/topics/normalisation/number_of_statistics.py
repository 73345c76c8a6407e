"""How many means and variances a normalisation layer takes of one batch.

The reader knows for what a layer takes statistics of its own. Easy items count channels or samples, for batch and layer
normalisation; in medium instance normalisation has them for each channel of each sample, so that the two are
multiplied; in hard group normalisation has them for each group of channels of each sample.
"""

from __future__ import annotations

from quizgen.asking.family import Check, Example, Family
from quizgen.formulas.normalisation import batch_norm_statistics, group_norm_statistics
from quizgen.misconceptions.normalisation import STATISTICS
from quizgen.model import Values
from quizgen.oracle.normalisation import statistics
from quizgen.space import Combinations, Params, concat
from quizgen.text import Text
from quizgen.topics.normalisation.shared import batches
from quizgen.topics.normalisation.shared.batches import apart, grouped, groups_of, input_shape, layer, passing

QUESTION = "How many statistics does it compute for this batch, means and variances counted together?"
EACH = {
    "BN": "Batch normalisation takes one mean and one variance for each of the $channels$ channels:\n\n"
    "$$statistics == 2*channels$$\n\n$$statistics == 2*{channels} == {statistics}$$",
    "LN": "Layer normalisation over channels, height and width takes one mean and one variance for each of the "
    "$batch$ samples:\n\n"
    "$$statistics == 2*batch$$\n\n$$statistics == 2*{batch} == {statistics}$$",
    "IN": "Instance normalisation takes one mean and one variance for each of the $channels$ channels of each "
    "of the $batch$ samples:\n\n"
    "$$statistics == 2*batch*channels$$\n\n$$statistics == 2*{batch}*{channels} == {statistics}$$",
    "GN": "Group normalisation takes one mean and one variance for each of the $groups$ groups of channels of "
    "each of the $batch$ samples:\n\n"
    "$$statistics == 2*batch*groups$$\n\n$$statistics == 2*{batch}*{groups} == {statistics}$$",
}
SIDES = (4, 5, 6, 7, 8)
BATCHES = (4, 5, 6, 8, 10, 12, 16, 20, 24, 32)


def _measure(p: Params) -> Values:
    return (statistics(layer(p), (p["batch"], *input_shape(p))),)


def _by_marking(p: Params) -> Values:
    """The samples and groups that have a mean of their own, marked one by one."""
    size = 1 if p.shape[0] == "BN" else p["channels"] // groups_of(p)
    pairs = ((sample, channel) for sample in range(p["batch"]) for channel in range(p["channels"]))
    own = {(0 if p.shape[0] == "BN" else sample, channel // size) for sample, channel in pairs}
    return (len(own) + len(own),)


def _square(norm: str, channels: tuple[int, ...]) -> Combinations:
    axes = {"batch": BATCHES, "channels": channels, "height": SIDES, "width": SIDES}
    return Combinations(axes, lambda c: apart(c) & (c.width >= c.height), (norm,))


FAMILY = Family(
    module=__name__,
    title="Number of statistics of a normalisation layer",
    asks="statistics",
    levels={
        "easy": concat(_square("BN", (8, 12, 16, 24, 32, 48)), _square("LN", (8, 12, 16, 24, 32, 48))),
        "medium": concat(_square("IN", (3, 6, 8, 12, 16, 24, 32))),
        "hard": concat(
            Combinations(
                {
                    "batch": BATCHES,
                    "channels": (12, 16, 24, 32, 48, 64),
                    "groups": (2, 3, 4, 6, 8, 16),
                    "height": SIDES,
                    "width": SIDES,
                },
                lambda c: apart(c) & (c.width == c.height) & grouped(c),
                ("GN",),
            ),
        ),
    },
    formulas=(batch_norm_statistics, group_norm_statistics),
    compose=batches.compose,
    misconceptions=STATISTICS,
    stem=lambda p: Text(f"{passing(p.shape[0])} {QUESTION}", p.values),
    solution=lambda p, key: (Text(EACH[p.shape[0]], {**p.values, "statistics": key[0]}),),
    network=batches.network,
    givens=lambda p: {"batch": p["batch"]},
    figures=batches.axes,
    measure=_measure,
    recount=(Check("marking samples and groups", _by_marking),),
    examples=(
        Example(
            {"batch": 20, "channels": 100, "height": 35, "width": 45},
            (200,),
            "PyTorch documentation (2.x), BatchNorm2d example: statistics over (N, H, W) slices of 100 channels",
            ("BN",),
        ),
    ),
    numerical_only="products of the same few sizes lie so regularly that they show the key",
)
