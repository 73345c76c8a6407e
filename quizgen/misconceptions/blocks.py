"""Mistakes about the channels of Inception blocks; a shape is ``block``, ``reduction`` or ``pair``."""

from __future__ import annotations

from collections.abc import Mapping

from quizgen.math.reader import read
from quizgen.misconceptions.kinds import Instead, Wrong


def _by(formulas: Mapping[str, str]) -> Wrong:
    """The formula of a shape, or none."""
    return lambda shape: (read(formulas[shape[0]]),) if shape[0] in formulas else None


_BLOCK = "out_channels_1 + out_channels_2 + out_channels_3 + out_channels_4"
_CONVS = "out_channels_1 + out_channels_2"
_INSIDE = "mid_channels_2 + mid_channels_3 + mid_channels_5 + mid_channels_6 + mid_channels_7"
_FIRSTS = "out_channels_1 + mid_channels_2 + mid_channels_3 + out_channels_4"
_NEXT = "out_channels_5 + out_channels_6"

LARGEST = Instead(
    "largest-branch",
    _by(
        {
            "block": "max(out_channels_1, out_channels_2, out_channels_3, out_channels_4)",
            "reduction": "max(out_channels_1, out_channels_2, in_channels)",
            "pair": f"max(out_channels_5, out_channels_6, {_BLOCK})",
        }
    ),
    "The maps of the branches are put one after the other, so the channels of every branch are there.",
    concept="inception-concatenates",
)
MEAN = Instead(
    "equal-shares",
    _by({"block": f"({_BLOCK})/4", "reduction": f"({_CONVS} + in_channels)/3", "pair": f"({_NEXT} + ({_BLOCK}))/3"}),
    "The branches have as many channels as their last layers say, and these are added up, not averaged.",
    concept="inception-concatenates",
)
FORGETS_POOLING = Instead(
    "forgets-pooling-branch",
    _by(
        {
            "block": "out_channels_1 + out_channels_2 + out_channels_3",
            "reduction": _CONVS,
            "pair": _NEXT,
        }
    ),
    "The branch with the pooling layer gives channels too.",
    concept="leaves-out-a-layer",
)
POOLING_KEEPS = Instead(
    "pooling-keeps-input-channels",
    _by(
        {
            "block": "out_channels_1 + out_channels_2 + out_channels_3 + in_channels",
            "pair": f"{_NEXT} + out_channels_1 + out_channels_2 + out_channels_3 + in_channels",
        }
    ),
    "The 1 × 1 convolution after the pooling layer sets the channels of that branch.",
    concept="inception-structure",
)
ADDS_INPUT = Instead(
    "adds-input-channels",
    _by(
        {
            "block": f"{_BLOCK} + in_channels",
            "reduction": f"{_CONVS} + 2*in_channels",
            "pair": f"{_NEXT} + {_BLOCK} + in_channels",
        }
    ),
    "The input itself is not concatenated, only the outputs of the branches.",
    concept="inception-inner-channels",
)
COUNTS_REDUCTIONS = Instead(
    "counts-every-convolution",
    _by(
        {
            "block": f"{_BLOCK} + mid_channels_2 + mid_channels_3",
            "reduction": f"{_CONVS} + in_channels + mid_channels_1 + mid_channels_2 + mid_channels_3",
            "pair": f"{_NEXT} + {_BLOCK} + {_INSIDE}",
        }
    ),
    "Channels inside a branch are read by its next layer and do not come out of the block.",
    concept="inception-inner-channels",
)
FIRST_LAYERS = Instead(
    "first-layers",
    _by(
        {
            "block": _FIRSTS,
            "reduction": "mid_channels_1 + mid_channels_2 + in_channels",
            "pair": f"mid_channels_5 + mid_channels_6 + {_FIRSTS}",
        }
    ),
    "A branch gives the channels of its last layer, not of its first one.",
    concept="inception-inner-channels",
)
ONE_REDUCTION = Instead(
    "counts-one-reduction",
    _by(
        {
            "block": f"{_BLOCK} + mid_channels_2",
            "reduction": f"{_CONVS} + in_channels + mid_channels_1",
            "pair": f"{_NEXT} + {_BLOCK} + mid_channels_5 + mid_channels_6",
        }
    ),
    "The 1 × 1 reduction before a larger kernel is read by that kernel only and does not come out of the block.",
    concept="inception-inner-channels",
)
RESIDUAL = Instead(
    "keeps-input-channels",
    _by({"block": "in_channels", "reduction": "in_channels", "pair": "in_channels"}),
    "Branches are concatenated here; a residual block, which adds, would keep the channels of its input.",
    concept="inception-concatenates",
)
LARGE_KERNELS = Instead(
    "large-kernels-only",
    _by({"block": "out_channels_2 + out_channels_3", "pair": f"{_NEXT} + out_channels_2 + out_channels_3"}),
    "The branches that end in a 1 × 1 convolution give channels like the others.",
    concept="leaves-out-a-layer",
)
FORGETS_FIRST = Instead(
    "forgets-first-branch",
    _by(
        {
            "block": "out_channels_2 + out_channels_3 + out_channels_4",
            "reduction": "out_channels_2 + in_channels",
            "pair": f"out_channels_6 + {_BLOCK}",
        }
    ),
    "The first branch gives channels too.",
    concept="leaves-out-a-layer",
)
FORGETS_SECOND = Instead(
    "forgets-second-branch",
    _by({"reduction": "out_channels_1 + in_channels"}),
    "The second branch gives channels too.",
    concept="leaves-out-a-layer",
)
POOLING_HALVES = Instead(
    "pooling-halves-channels",
    _by({"reduction": f"{_CONVS} + in_channels/2"}),
    "Pooling with stride 2 about halves height and width and keeps the number of channels.",
    concept="pooling-keeps-channels",
)
POOLING_QUARTERS = Instead(
    "pooling-quarters-channels",
    _by({"reduction": f"{_CONVS} + in_channels/4"}),
    "Pooling with stride 2 leaves about a quarter of the positions and keeps the number of channels.",
    concept="pooling-keeps-channels",
)
DOUBLES = Instead(
    "doubles-channels",
    _by({"reduction": "2*in_channels"}),
    "In many networks the channels double where the size is halved, but here the branches say how many there are.",
    concept="inception-concatenates",
)
MIDDLE = Instead(
    "counts-middle-layer",
    _by({"reduction": f"{_CONVS} + in_channels + mid_channels_3", "pair": f"{_NEXT} + {_BLOCK} + mid_channels_7"}),
    "The middle layer of a branch is read by its last layer and does not come out of the block.",
    concept="inception-inner-channels",
)
EVERYTHING = Instead(
    "counts-pooling-input-too",
    _by(
        {
            "block": f"{_BLOCK} + in_channels + mid_channels_2 + mid_channels_3",
            "pair": f"{_NEXT} + {_BLOCK} + in_channels + {_INSIDE}",
        }
    ),
    "Only the last layer of each branch is concatenated, not what the layers before it give.",
    concept="inception-inner-channels",
)
INPUT_POOLED = Instead(
    "pooling-passes-first-input",
    _by({"pair": f"{_NEXT} + in_channels"}),
    "The pooling layer of block B is given the output of block A and passes its channels on, not those of the input.",
    concept="reads-earlier-channels",
)
FIRST_REDUCTIONS = Instead(
    "counts-reductions-of-first-block",
    _by({"pair": f"{_NEXT} + {_BLOCK} + mid_channels_2 + mid_channels_3"}),
    "What the 1 × 1 reductions give is read inside block A and does not reach block B.",
    concept="inception-inner-channels",
)
BLOCK_INPUT = Instead(
    "adds-block-input",
    _by({"pair": f"{_NEXT} + 2*({_BLOCK})"}),
    "The pooling layer of block B already passes on the channels of block A, and they are not added once more.",
    concept="inception-inner-channels",
)
OTHER_REDUCTION = Instead(
    "counts-other-reduction",
    _by({"block": f"{_BLOCK} + mid_channels_3", "pair": f"{_NEXT} + {_BLOCK} + mid_channels_3"}),
    "The 1 × 1 reduction before the 5 × 5 kernel is read by that kernel only and does not come out of the block.",
    concept="inception-inner-channels",
)
FIRST_ALONE = Instead(
    "first-block-only",
    _by({"pair": _BLOCK}),
    "That is what block A gives, and block B gives the channels of its own branches.",
    concept="part-for-whole",
)
