"""Mistakes about floating-point operations, where each multiply-accumulate operation counts as two."""

from __future__ import annotations

from msgspec import Struct

from quizgen.math.tree import Num, Op
from quizgen.misconceptions import cost
from quizgen.misconceptions.kinds import About, Misconception, Shape, Trees
from quizgen.misconceptions.twice import with_products


class Doubled(Struct, frozen=True):
    """A mistake about MACs by somebody who rightly counts two operations for each."""

    macs: Misconception

    @property
    def id(self) -> str:
        """The mistake's own slug."""
        return self.macs.id

    @property
    def feedback(self) -> str:
        """The mistake's own sentence."""
        return self.macs.feedback

    @property
    def concept(self) -> About:
        """The mistake's own."""
        return self.macs.concept

    def wrong(self, key: Trees, shape: Shape) -> Trees | None:
        """Twice what the mistake gives."""
        trees = self.macs.wrong(key, shape)
        return None if trees is None else tuple(Op("*", Num(2), tree) for tree in trees)


MACS = cost.conv(
    "flops-as-macs",
    "WHOLE",
    "That is the number of multiplications; each of them goes with an addition, which is a second operation.",
    concept="macs-or-flops",
)
TWICE_DOUBLED = cost.conv(
    "four-per-mac",
    "4*WHOLE",
    "Each weight takes one multiplication and one addition, so two operations at each position and no more.",
    concept="macs-or-flops",
)
ADDS_ONE = cost.conv(
    "counts-biases",
    "2*WHOLE + out_channels*POSITIONS",
    "A bias would be one more addition at each output position, and with `bias=False` there is none.",
    concept="adds-absent-bias",
)
ONE_ADDITION = cost.conv(
    "one-addition-a-value",
    "WHOLE + out_channels*POSITIONS",
    "Each product is added to the sum, so there are as many additions as multiplications and not one for each output.",
    concept="macs-or-flops",
)
ALL: tuple[Misconception, ...] = with_products(
    *(tuple(map(Doubled, factor)) for factor in cost.FACTORS),
    (MACS, TWICE_DOUBLED),
    alone=(ADDS_ONE, ONE_ADDITION, *map(Doubled, cost.ALONE)),
)
