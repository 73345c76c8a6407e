"""Mistakes about the parameters of an Inception block: its reductions, its kernels, its pooling branch, its biases."""

from __future__ import annotations

from quizgen.math.reader import read
from quizgen.misconceptions.kinds import Instead, Wrong

_FIRST = "in_channels*out_channels_1"
_REDUCTIONS = "in_channels*mid_channels_2 + in_channels*mid_channels_3"
_LARGE = "9*mid_channels_2*out_channels_2 + 25*mid_channels_3*out_channels_3"
_POOLED = "in_channels*out_channels_4"
_GIVEN = "out_channels_1 + mid_channels_2 + out_channels_2 + mid_channels_3 + out_channels_3 + out_channels_4"
_EACH = "(bias + 2*norm)"
_BIASES = f"{_EACH}*({_GIVEN})"
_ALL = f"{_FIRST} + {_REDUCTIONS} + {_LARGE} + {_POOLED} + {_BIASES}"
_ENDS = "out_channels_1 + out_channels_2 + out_channels_3 + out_channels_4"

_WEIGHTS = f"{_FIRST} + {_REDUCTIONS} + {_LARGE} + {_POOLED}"
_TAKEN = "4*in_channels + mid_channels_2 + mid_channels_3"


def _where(formula: str, *shapes: str) -> Wrong:
    """The formula for blocks of these shapes: ``plain``, ``biased``, ``normalised``."""
    return lambda shape: (read(formula),) if shape[0] in shapes else None


NO_REDUCTIONS = Instead(
    "without-reductions",
    f"{_FIRST} + 9*in_channels*out_channels_2 + 25*in_channels*out_channels_3 + {_POOLED} + {_EACH}*({_ENDS})",
    "The large kernels do not see the input of the block but only the channels that the 1 × 1 reductions leave.",
    concept="forgets-reduction",
)
SEES_INPUT = Instead(
    "large-kernels-see-the-input",
    f"{_FIRST} + {_REDUCTIONS} + 9*in_channels*out_channels_2 + 25*in_channels*out_channels_3 + {_POOLED} + {_BIASES}",
    "A large kernel reads the channels that the 1 × 1 reduction before it gives, not those of the input.",
    concept="forgets-reduction",
)
FORGETS_REDUCTIONS = Instead(
    "forgets-reductions",
    f"{_FIRST} + {_LARGE} + {_POOLED} + {_EACH}*({_ENDS})",
    "The 1 × 1 reductions are convolutions with parameters as well.",
    concept="pointwise-costs",
)
FORGETS_POOLED = Instead(
    "forgets-convolution-behind-pooling",
    f"{_FIRST} + {_REDUCTIONS} + {_LARGE} + {_BIASES}",
    "The pooling layer has no parameters, but the 1 × 1 convolution after it has.",
    concept="leaves-out-a-layer",
)
POOLING_WEIGHTS = Instead(
    "pooling-has-weights",
    f"{_FIRST} + {_REDUCTIONS} + {_LARGE} + 9*in_channels + {_POOLED} + {_BIASES}",
    "A pooling layer takes the largest value of its window and has no weights.",
    concept="pooling-has-no-parameters",
)
POOLING_KERNEL = Instead(
    "pooling-window-as-kernel",
    f"{_FIRST} + {_REDUCTIONS} + {_LARGE} + 9*{_POOLED} + {_BIASES}",
    "The 3 × 3 window belongs to the pooling layer; the convolution after it has a 1 × 1 kernel.",
    concept="pointwise-has-kernel",
)
REDUCTIONS_HAVE_KERNEL = Instead(
    "reductions-have-large-kernel",
    f"{_FIRST} + 9*in_channels*mid_channels_2 + 25*in_channels*mid_channels_3 + {_LARGE} + {_POOLED} + {_BIASES}",
    "A 1 × 1 reduction has one weight for each pair of channels; only the layer after it has the large kernel.",
    concept="pointwise-has-kernel",
)
SIDE_ONCE = Instead(
    "kernel-side-once",
    f"{_FIRST} + {_REDUCTIONS} + 3*mid_channels_2*out_channels_2 + 5*mid_channels_3*out_channels_3 + {_POOLED}"
    f" + {_BIASES}",
    "A square kernel has as many weights as its area, so its side counts twice as a factor.",
    concept="kernel-side-once",
)
NO_KERNELS = Instead(
    "pairs-of-channels-only",
    f"{_FIRST} + {_REDUCTIONS} + mid_channels_2*out_channels_2 + mid_channels_3*out_channels_3 + {_POOLED} + {_BIASES}",
    "For each pair of channels a 3 × 3 kernel has 9 weights and a 5 × 5 kernel 25, not one.",
    concept="kernel-area-forgotten",
)
ALL_THREES = Instead(
    "five-by-five-as-three-by-three",
    f"{_FIRST} + {_REDUCTIONS} + 9*mid_channels_2*out_channels_2 + 9*mid_channels_3*out_channels_3 + {_POOLED}"
    f" + {_BIASES}",
    "The kernel of the third branch is 5 × 5, so it has 25 weights for each pair of channels.",
    concept="pointwise-has-kernel",
)
ALL_FIVES = Instead(
    "three-by-three-as-five-by-five",
    f"{_FIRST} + {_REDUCTIONS} + 25*mid_channels_2*out_channels_2 + 25*mid_channels_3*out_channels_3 + {_POOLED}"
    f" + {_BIASES}",
    "The kernel of the second branch is 3 × 3, so it has 9 weights for each pair of channels.",
    concept="pointwise-has-kernel",
)
FORGETS_FIVES = Instead(
    "forgets-third-branch",
    f"{_FIRST} + in_channels*mid_channels_2 + 9*mid_channels_2*out_channels_2 + {_POOLED}"
    f" + {_EACH}*(out_channels_1 + mid_channels_2 + out_channels_2 + out_channels_4)",
    "The third branch has parameters as well.",
    concept="leaves-out-a-layer",
)
FIRST_REDUCTION_ONLY = Instead(
    "shares-one-reduction",
    f"{_FIRST} + in_channels*mid_channels_2 + {_LARGE} + {_POOLED} + {_EACH}*({_ENDS} + mid_channels_2)",
    "Each of the two large kernels has a 1 × 1 reduction of its own before it.",
    concept="inception-structure",
)
MIXES_OUTPUTS = Instead(
    "concatenated-output-read-again",
    f"{_ALL} + ({_ENDS})**2",
    "Concatenation puts maps one after the other and has no weights.",
    concept="parameters-of-fixed-layers",
)
NEXT_READS_ALL = Instead(
    "branches-one-after-the-other",
    f"{_FIRST} + out_channels_1*mid_channels_2 + 9*mid_channels_2*out_channels_2 + out_channels_2*mid_channels_3"
    f" + 25*mid_channels_3*out_channels_3 + out_channels_3*out_channels_4 + {_BIASES}",
    "The branches stand side by side, so the first layer of each reads the input of the block.",
    concept="inception-structure",
)
UNREDUCED_FIVES = Instead(
    "third-branch-without-reduction",
    f"{_FIRST} + in_channels*mid_channels_2 + 9*mid_channels_2*out_channels_2 + 25*in_channels*out_channels_3"
    f" + {_POOLED} + {_EACH}*({_ENDS} + mid_channels_2)",
    "The third branch has a 1 × 1 reduction too, and its large kernel sees only the channels that this one gives.",
    concept="forgets-reduction",
)
FIRST_HAS_KERNEL = Instead(
    "first-branch-as-three-by-three",
    f"9*{_FIRST} + {_REDUCTIONS} + {_LARGE} + {_POOLED} + {_BIASES}",
    "The kernel of the first branch is 1 × 1, so it has one weight for each pair of channels.",
    concept="pointwise-has-kernel",
)
FORGETS_FIRST = Instead(
    "forgets-parameters-of-first-branch",
    f"{_REDUCTIONS} + {_LARGE} + {_POOLED} + {_EACH}*({_GIVEN} - out_channels_1)",
    "The first branch is a convolution with parameters too.",
    concept="leaves-out-a-layer",
)
FORGETS_ONES = Instead(
    "branches-of-large-kernels-only",
    f"{_REDUCTIONS} + {_LARGE} + {_EACH}*(mid_channels_2 + out_channels_2 + mid_channels_3 + out_channels_3)",
    "The branches that have only a 1 × 1 convolution have parameters too.",
    concept="leaves-out-a-layer",
)
BATCH_NORM = Instead(
    "counts-batch-norm-in-block",
    _where(f"{_ALL} + 2*({_GIVEN})", "plain", "biased"),
    "Batch normalisation would have parameters of its own, but there is none in this block.",
    concept="counts-absent-normalisation",
)
FORGETS_BIASES = Instead(
    "forgets-biases-of-block",
    _where(_WEIGHTS, "biased"),
    "With `bias=True` every convolution has a bias for each channel that it gives.",
    concept="forgets-bias",
)
BIASES_ANYWAY = Instead(
    "adds-biases",
    _where(f"{_ALL} + {_GIVEN}", "plain", "normalised"),
    "With `bias=False` there are no biases to count.",
    concept="adds-absent-bias",
)
REDUCTIONS_WITHOUT = Instead(
    "own-parameters-of-the-output-only",
    _where(f"{_WEIGHTS} + {_EACH}*({_ENDS})", "biased", "normalised"),
    "The channels inside a branch have biases or a normalisation as well, not only those that leave the block.",
    concept="part-for-whole",
)
POOLING_BIASES = Instead(
    "pooling-has-biases",
    _where(f"{_ALL} + in_channels", "biased"),
    "A pooling layer has neither weights nor biases.",
    concept="pooling-has-no-parameters",
)
BIASES_ON_BOTH_SIDES = Instead(
    "biases-on-both-sides",
    _where(f"{_ALL} + {_TAKEN}", "biased"),
    "A convolution has a bias for each channel that it gives, and none for those that it is given.",
    concept="bias-per-output",
)
BIASES_PER_INPUT = Instead(
    "biases-of-the-inputs",
    _where(f"{_WEIGHTS} + {_TAKEN}", "biased"),
    "Biases belong to the channels that a convolution gives, not to those that it is given.",
    concept="bias-per-output",
)
FORGETS_NORM = Instead(
    "forgets-batch-norm",
    _where(_WEIGHTS, "normalised"),
    "Batch normalisation learns a scale and a shift for each channel.",
    concept="forgets-normalisation",
)
HALF_NORM = Instead(
    "one-parameter-a-channel",
    _where(f"{_WEIGHTS} + {_GIVEN}", "normalised"),
    "Batch normalisation learns two numbers for each channel, a scale and a shift.",
    concept="two-numbers-per-channel",
)
RUNNING = Instead(
    "counts-running-statistics",
    _where(f"{_WEIGHTS} + 4*({_GIVEN})", "normalised"),
    "The running mean and variance of a channel are measured and not learned, so they are no parameters.",
    concept="running-not-learned",
)
NORM_OF_INPUTS = Instead(
    "normalises-the-inputs",
    _where(f"{_ALL} + 2*in_channels", "normalised"),
    "The batch normalisation comes after a convolution and has two parameters for each channel that this one gives.",
    concept="two-numbers-per-channel",
)
