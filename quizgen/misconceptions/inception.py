"""Mistakes about the parameters of an Inception block: its reductions, its kernels, its pooling branch, its input.

A shape is ``plain``, or says what has to be found first: the block's input (``behind``) and the last branch (``open``).
"""

from __future__ import annotations

from quizgen.formulas.blocks import GIVEN_BEFORE, told
from quizgen.math.reader import read
from quizgen.misconceptions.kinds import Instead, Wrong

_FIRST = "in_channels*out_channels_1"
_REDUCTIONS = "in_channels*mid_channels_2 + in_channels*mid_channels_3"
_LARGE = "9*mid_channels_2*out_channels_2 + 25*mid_channels_3*out_channels_3"
_POOLED = "in_channels*out_channels_4"
_GIVEN = "out_channels_1 + mid_channels_2 + out_channels_2 + mid_channels_3 + out_channels_3 + out_channels_4"
_ALL = f"{_FIRST} + {_REDUCTIONS} + {_LARGE} + {_POOLED}"
_ENDS = "out_channels_1 + out_channels_2 + out_channels_3 + out_channels_4"


def _block(formula: str, *shapes: str) -> Wrong:
    """The formula for the block, on these shapes or on all."""
    return lambda shape: (told(read(formula), shape),) if not shapes or shape[0] in shapes else None


def _before(given: str) -> Wrong:
    """The block, if the block before gave so many channels."""
    return _block(_ALL.replace("in_channels", given), "behind", "open")


NO_REDUCTIONS = Instead(
    "without-reductions",
    _block(f"{_FIRST} + 9*in_channels*out_channels_2 + 25*in_channels*out_channels_3 + {_POOLED}"),
    "The large kernels do not see the input of the block but only the channels that the 1 × 1 reductions leave.",
    concept="forgets-reduction",
)
SEES_INPUT = Instead(
    "large-kernels-see-the-input",
    _block(f"{_FIRST} + {_REDUCTIONS} + 9*in_channels*out_channels_2 + 25*in_channels*out_channels_3 + {_POOLED}"),
    "A large kernel reads the channels that the 1 × 1 reduction before it gives, not those of the input.",
    concept="forgets-reduction",
)
FORGETS_REDUCTIONS = Instead(
    "forgets-reductions",
    _block(f"{_FIRST} + {_LARGE} + {_POOLED}"),
    "The 1 × 1 reductions are convolutions with parameters as well.",
    concept="pointwise-costs",
)
FORGETS_POOLED = Instead(
    "forgets-convolution-behind-pooling",
    _block(f"{_FIRST} + {_REDUCTIONS} + {_LARGE}"),
    "The pooling layer has no parameters, but the 1 × 1 convolution after it has.",
    concept="leaves-out-a-layer",
)
POOLING_WEIGHTS = Instead(
    "pooling-has-weights",
    _block(f"{_FIRST} + {_REDUCTIONS} + {_LARGE} + 9*in_channels + {_POOLED}"),
    "A pooling layer takes the largest value of its window and has no weights.",
    concept="pooling-has-no-parameters",
)
POOLING_KERNEL = Instead(
    "pooling-window-as-kernel",
    _block(f"{_FIRST} + {_REDUCTIONS} + {_LARGE} + 9*{_POOLED}"),
    "The 3 × 3 window belongs to the pooling layer; the convolution after it has a 1 × 1 kernel.",
    concept="pointwise-has-kernel",
)
REDUCTIONS_HAVE_KERNEL = Instead(
    "reductions-have-large-kernel",
    _block(f"{_FIRST} + 9*in_channels*mid_channels_2 + 25*in_channels*mid_channels_3 + {_LARGE} + {_POOLED}"),
    "A 1 × 1 reduction has one weight for each pair of channels; only the layer after it has the large kernel.",
    concept="pointwise-has-kernel",
)
SIDE_ONCE = Instead(
    "kernel-side-once",
    _block(f"{_FIRST} + {_REDUCTIONS} + 3*mid_channels_2*out_channels_2 + 5*mid_channels_3*out_channels_3 + {_POOLED}"),
    "A square kernel has as many weights as its area, so its side counts twice as a factor.",
    concept="kernel-side-once",
)
NO_KERNELS = Instead(
    "pairs-of-channels-only",
    _block(f"{_FIRST} + {_REDUCTIONS} + mid_channels_2*out_channels_2 + mid_channels_3*out_channels_3 + {_POOLED}"),
    "For each pair of channels a 3 × 3 kernel has 9 weights and a 5 × 5 kernel 25, not one.",
    concept="kernel-area-forgotten",
)
ALL_THREES = Instead(
    "five-by-five-as-three-by-three",
    _block(f"{_FIRST} + {_REDUCTIONS} + 9*mid_channels_2*out_channels_2 + 9*mid_channels_3*out_channels_3 + {_POOLED}"),
    "The kernel of the third branch is 5 × 5, so it has 25 weights for each pair of channels.",
    concept="pointwise-has-kernel",
)
ALL_FIVES = Instead(
    "three-by-three-as-five-by-five",
    _block(
        f"{_FIRST} + {_REDUCTIONS} + 25*mid_channels_2*out_channels_2 + 25*mid_channels_3*out_channels_3 + {_POOLED}"
    ),
    "The kernel of the second branch is 3 × 3, so it has 9 weights for each pair of channels.",
    concept="pointwise-has-kernel",
)
FORGETS_FIVES = Instead(
    "forgets-third-branch",
    _block(f"{_FIRST} + in_channels*mid_channels_2 + 9*mid_channels_2*out_channels_2 + {_POOLED}"),
    "The third branch has parameters as well.",
    concept="leaves-out-a-layer",
)
FIRST_REDUCTION_ONLY = Instead(
    "shares-one-reduction",
    _block(f"{_FIRST} + in_channels*mid_channels_2 + {_LARGE} + {_POOLED}"),
    "Each of the two large kernels has a 1 × 1 reduction of its own before it.",
    concept="inception-structure",
)
MIXES_OUTPUTS = Instead(
    "concatenated-output-read-again",
    _block(f"{_ALL} + ({_ENDS})**2"),
    "Concatenation puts maps one after the other and has no weights.",
    concept="parameters-of-fixed-layers",
)
NEXT_READS_ALL = Instead(
    "branches-one-after-the-other",
    _block(
        f"{_FIRST} + out_channels_1*mid_channels_2 + 9*mid_channels_2*out_channels_2 + out_channels_2*mid_channels_3"
        " + 25*mid_channels_3*out_channels_3 + out_channels_3*out_channels_4"
    ),
    "The branches stand side by side, so the first layer of each reads the input of the block.",
    concept="inception-structure",
)
UNREDUCED_FIVES = Instead(
    "third-branch-without-reduction",
    _block(
        f"{_FIRST} + in_channels*mid_channels_2 + 9*mid_channels_2*out_channels_2 + 25*in_channels*out_channels_3"
        f" + {_POOLED}"
    ),
    "The third branch has a 1 × 1 reduction too, and its large kernel sees only the channels that this one gives.",
    concept="forgets-reduction",
)
FIRST_HAS_KERNEL = Instead(
    "first-branch-as-three-by-three",
    _block(f"9*{_FIRST} + {_REDUCTIONS} + {_LARGE} + {_POOLED}"),
    "The kernel of the first branch is 1 × 1, so it has one weight for each pair of channels.",
    concept="pointwise-has-kernel",
)
FORGETS_FIRST = Instead(
    "forgets-parameters-of-first-branch",
    _block(f"{_REDUCTIONS} + {_LARGE} + {_POOLED}"),
    "The first branch is a convolution with parameters too.",
    concept="leaves-out-a-layer",
)
FORGETS_ONES = Instead(
    "branches-of-large-kernels-only",
    _block(f"{_REDUCTIONS} + {_LARGE}"),
    "The branches that have only a 1 × 1 convolution have parameters too.",
    concept="leaves-out-a-layer",
)
BATCH_NORM = Instead(
    "counts-batch-norm-in-block",
    _block(f"{_ALL} + 2*({_GIVEN})"),
    "Batch normalisation would have parameters of its own, but there is none in this block.",
    concept="counts-absent-normalisation",
)
BIASES_ANYWAY = Instead(
    "adds-biases",
    _block(f"{_ALL} + {_GIVEN}"),
    "With `bias=False` there are no biases to count.",
    concept="adds-absent-bias",
)
FIRST_INPUT = Instead(
    "reads-input-of-the-block-before",
    _before("before_in_channels"),
    "The block reads what the block before gives, and not what that one is given.",
    concept="reads-earlier-channels",
)
LAST_BRANCH = Instead(
    "reads-last-branch-of-the-block-before",
    _before("before_out_channels_4"),
    "The branches of the block before are concatenated, so that this one reads the channels of all of them.",
    concept="inception-concatenates",
)
INNER_CHANNELS = Instead(
    "reads-reduced-channels-too",
    _before(f"({GIVEN_BEFORE} + before_mid_channels_2 + before_mid_channels_3)"),
    "Channels inside a branch are read by its next layer and do not come out of the block before.",
    concept="inception-inner-channels",
)
TAKES_ALL = Instead(
    "last-branch-gives-all",
    _block(_ALL.replace("out_channels_4", "out_channels"), "open"),
    "The four branches together give the channels of the output, the last one only those that the others leave.",
    concept="inception-concatenates",
)
WITH_REDUCED = Instead(
    "reduced-channels-leave-the-block",
    _block(_ALL.replace("out_channels_4", "(out_channels_4 - mid_channels_2 - mid_channels_3)"), "open"),
    "The reduced channels are read inside their branches and are no part of the output of the block.",
    concept="inception-inner-channels",
)
