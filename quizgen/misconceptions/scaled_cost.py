"""Mistakes about the cost of a layer that follows from what a layer like it costs, without counting again.

The shapes are ``again`` (the same layer on other maps: ``macs`` on maps of ``n``, asked for ``n_h`` and ``n_w``) and
``wider`` (``factor`` times as many channels on both sides and ``new_groups`` in place of ``groups``, on the same maps).
"""

from __future__ import annotations

from quizgen.math.reader import read
from quizgen.misconceptions.kinds import Instead, Shape, Trees

AGAIN, WIDER = "again", "wider"
_WORDS = {
    name: f"(floor(({side} + 2*padding - kernel_size)/stride) + 1)"
    for name, side in (("BEFORE", "n"), ("HEIGHT", "n_h"), ("WIDTH", "n_w"))
}


def again(formula: str) -> str:
    """A formula about other maps, in which words in capitals stand for the sides of the outputs."""
    for word, meant in _WORDS.items():
        formula = formula.replace(word, meant)
    return formula


def _on(shape: str, slug: str, formula: str, feedback: str, concept: str) -> Instead:
    def wrong(given: Shape) -> Trees | None:
        return (read(again(formula)),) if given[0] == shape else None

    return Instead(slug, wrong, feedback, concept=concept)


SAME_COST = _on(
    AGAIN,
    "same-cost-on-all-maps",
    "macs",
    "The weights stay as they are, but each of them is used once for every output position, and their number changes.",
    "weights-used-once",
)
INPUT_AREAS = _on(
    AGAIN,
    "scales-with-input-area",
    "macs*n_h*n_w/n**2",
    "The cost grows with the positions of the output, whose sides are rounded down, and not with those of the input.",
    "cost-at-output-positions",
)
ONE_AXIS = _on(
    AGAIN,
    "scales-with-one-side",
    "macs*HEIGHT/BEFORE",
    "The height and the width of the output have both changed, and the positions are their product.",
    "area-factor-on-side",
)
OTHER_AXIS = _on(
    AGAIN,
    "scales-with-width-alone",
    "macs*WIDTH/BEFORE",
    "The width is one side of the output; its height has changed as well, and the positions are their product.",
    "area-factor-on-side",
)
INVERSE = _on(
    AGAIN,
    "scales-the-other-way",
    "macs*BEFORE**2/(HEIGHT*WIDTH)",
    "More output positions cost more and fewer cost less, so the new number of positions is the one that multiplies.",
    "cost-at-output-positions",
)
SUM_OF_SIDES = _on(
    AGAIN,
    "scales-with-sum-of-sides",
    "macs*(HEIGHT + WIDTH)/(2*BEFORE)",
    "An output has as many positions as its height times its width, so areas are compared and not sums of sides.",
    "adds-sides",
)
BY_HEIGHT = _on(
    AGAIN,
    "squares-new-height",
    "macs*HEIGHT**2/BEFORE**2",
    "The new maps are not square: the height of their output is multiplied by its width and not by itself.",
    "assumes-square",
)
BY_WIDTH = _on(
    AGAIN,
    "squares-new-width",
    "macs*WIDTH**2/BEFORE**2",
    "The new maps are not square: the width of their output is multiplied by its height and not by itself.",
    "assumes-square",
)
STRIDE_AGAIN = _on(
    AGAIN,
    "divides-by-stride-besides",
    "macs*HEIGHT*WIDTH/(BEFORE**2*stride**2)",
    "The stride has its part in the sizes of both outputs already, and it is the same for both.",
    "area-factor-on-side",
)

ONE_SIDE_WIDER = _on(
    WIDER,
    "counts-width-once",
    "macs*factor*groups/new_groups",
    "Both numbers of channels are factors of the cost, so widening both multiplies it twice.",
    "adds-channels",
)
ADDS_WIDTHS = _on(
    WIDER,
    "adds-width-factors",
    "macs*2*factor*groups/new_groups",
    "The numbers of input and output channels are multiplied, so their factors are multiplied, not added.",
    "adds-channels",
)
GROUPS_KEPT = _on(
    WIDER,
    "forgets-new-groups",
    "macs*factor**2",
    "The number of groups has changed too, and with it how many channels each filter sees.",
    "ignores-groups",
)
GROUPS_UPSIDE_DOWN = _on(
    WIDER,
    "more-groups-cost-more",
    "macs*factor**2*new_groups/groups",
    "With more groups each filter sees fewer channels, so the cost is divided by `groups` and not multiplied.",
    "groups-multiply",
)
ONLY_GROUPS = _on(
    WIDER,
    "forgets-new-width",
    "macs*groups/new_groups",
    "There are more channels too: more filters, and more channels for each of them to see.",
    "adds-channels",
)
WITHOUT_OLD_GROUPS = _on(
    WIDER,
    "forgets-old-groups",
    "macs*factor**2/new_groups",
    "The first layer has groups too, so its MACs are divided by its number of groups already.",
    "ignores-groups",
)
WITHOUT_NEW_GROUPS = _on(
    WIDER,
    "undoes-groups-only",
    "macs*factor**2*groups",
    "That is a layer without groups; the groups that the other one has divide its cost again.",
    "ignores-groups",
)

ON_OTHER_MAPS = (
    *(SAME_COST, INPUT_AREAS, ONE_AXIS, OTHER_AXIS, INVERSE, SUM_OF_SIDES, BY_HEIGHT, BY_WIDTH, STRIDE_AGAIN),
)
"""Those about a layer on other maps."""
WITH_MORE_CHANNELS = (
    *(ONE_SIDE_WIDER, ADDS_WIDTHS, GROUPS_KEPT, GROUPS_UPSIDE_DOWN, ONLY_GROUPS),
    *(WITHOUT_OLD_GROUPS, WITHOUT_NEW_GROUPS),
)
"""Those about a wider layer with other groups."""
