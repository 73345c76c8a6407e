"""Mistakes about the parameters of the convolution on the shortcut of a residual block, and of what belongs to it.

Shapes are ``biased``, ``normalised`` and ``expanded`` (the number of output channels has to be found).
"""

from __future__ import annotations

from quizgen.math.reader import read
from quizgen.math.rewrites import substitute
from quizgen.misconceptions.kinds import Instead, Shape, Trees, Wrong

EXPANSION = 4
EXPANDED = {"out_channels": read(f"{EXPANSION}*mid_channels")}


def _short(formula: str, *shapes: str) -> Wrong:
    """A formula for the shortcut, for all shapes or for these."""

    def trees(shape: Shape) -> Trees | None:
        if shapes and shape[0] not in shapes:
            return None
        return (substitute(read(formula), EXPANDED if shape[0] == "expanded" else {}),)

    return trees


_EACH = "(bias + 2*norm)"
_PAIRS = "in_channels*out_channels"
_OWN = f"{_EACH}*out_channels"
_NORMS = ("normalised", "expanded")
_EVERY_NORM = {"normalised": "6*out_channels", "expanded": "2*(2*mid_channels + 2*out_channels)"}

NO_OWN = Instead(
    "weights-only",
    _short(_PAIRS),
    "Each channel that the shortcut gives has parameters of its own beside the weights of the convolution.",
    concept="forgets-normalisation",
)
HALF_NORM = Instead(
    "one-parameter-a-channel",
    _short(f"{_PAIRS} + out_channels", *_NORMS),
    "Batch normalisation learns two numbers for each channel, a scale and a shift.",
    concept="two-numbers-per-channel",
)
RUNNING = Instead(
    "counts-running-statistics",
    _short(f"{_PAIRS} + 4*out_channels", *_NORMS),
    "The running mean and variance of a channel are measured and not learned, so they are no parameters.",
    concept="running-not-learned",
)
BIAS_TOO = Instead(
    "adds-biases-in-network",
    _short(f"{_PAIRS} + 3*out_channels", *_NORMS),
    "With `bias=False` a convolution has no biases to count.",
    concept="adds-absent-bias",
)
NORM_TOO = Instead(
    "counts-batch-norm-on-shortcut",
    _short(f"{_PAIRS} + 3*out_channels", "biased"),
    "Batch normalisation would have parameters of its own, but there is none on this shortcut.",
    concept="counts-absent-normalisation",
)
ADDITION = Instead(
    "addition-has-biases",
    _short(f"{_PAIRS} + 2*out_channels", "biased"),
    "The addition itself has no parameters, so each output channel has the one bias of the convolution.",
    concept="parameters-of-fixed-layers",
)
OF_INPUTS = Instead(
    "parameters-of-the-inputs",
    _short(f"{_PAIRS} + {_EACH}*in_channels"),
    "Biases and normalisations belong to the channels that the convolution gives, not to those that it is given.",
    concept="bias-per-output",
)
ON_BOTH_SIDES = Instead(
    "parameters-on-both-sides",
    _short(f"{_PAIRS} + {_EACH}*(in_channels + out_channels)"),
    "Only the channels that the convolution gives have parameters of their own, those that it is given have none.",
    concept="bias-per-output",
)
ONE_BIAS = Instead(
    "one-bias-for-all-outputs",
    _short(f"{_PAIRS} + 1", "biased"),
    "There is one bias for each output channel, not one for the whole layer.",
    concept="one-bias-per-layer",
)
THREE_BY_THREE = Instead(
    "three-by-three-shortcut",
    _short(f"9*{_PAIRS} + {_OWN}"),
    "The convolution on the shortcut has a 1 × 1 kernel, so it has one weight for each pair of channels.",
    concept="pointwise-has-kernel",
)
STRIDE_ADDS = Instead(
    "stride-as-kernel",
    _short(f"stride**2*{_PAIRS} + {_OWN}"),
    "The stride says how far the kernel moves and adds no weights.",
    concept="stride-changes-parameters",
)
STRIDE_THINS = Instead(
    "stride-divides-weights",
    _short(f"{_PAIRS}/stride**2 + {_OWN}"),
    "The stride leaves out positions, not weights.",
    concept="stride-changes-parameters",
)
STRIDE_DIVIDES = Instead(
    "stride-divides-channels",
    _short(f"{_PAIRS}/stride + {_OWN}"),
    "The stride makes the map smaller and leaves the number of channels as it is.",
    concept="output-channels-are-filters",
)
SQUARED_INPUT = Instead(
    "shortcut-keeps-input-channels",
    _short(f"in_channels**2 + {_EACH}*in_channels"),
    "The shortcut has to give as many channels as the main path, so that the two can be added.",
    concept="when-projection",
)
SQUARED_OUTPUT = Instead(
    "reads-output-channels",
    _short(f"out_channels**2 + {_OWN}"),
    "The shortcut reads the input of the block, not the output of the main path.",
    concept="when-projection",
)
DIFFERENCE = Instead(
    "only-new-channels",
    _short(f"in_channels*(out_channels - in_channels) + {_EACH}*(out_channels - in_channels)"),
    "A projection makes all output channels anew, not only those that the input lacks.",
    concept="when-projection",
)
PER_CHANNEL = Instead(
    "one-weight-a-channel",
    _short(f"out_channels + {_OWN}"),
    "A 1 × 1 convolution has a weight for each pair of an input and an output channel.",
    concept="cheap-for-ordinary",
)
UNEXPANDED = Instead(
    "forgets-expansion",
    lambda shape: (read(f"in_channels*mid_channels + {_EACH}*mid_channels"),) if shape == ("expanded",) else None,
    "The main path ends with more channels than its 3 × 3 convolution has, and the shortcut has to give as many.",
    concept="when-projection",
)
READS_MIDDLE = Instead(
    "reads-reduced-channels",
    _short(f"mid_channels*out_channels + {_OWN}", "expanded"),
    "The shortcut reads the input of the block, not the reduced channels of the main path.",
    concept="when-projection",
)
NORMS_OF_BOTH_PATHS = Instead(
    "normalisations-of-both-paths",
    lambda shape: _short(f"{_PAIRS} + {_EVERY_NORM[shape[0]]}")(shape) if shape[0] in _EVERY_NORM else None,
    "The normalisations of the main path do not belong to the shortcut.",
    concept="leaves-out-a-layer",
)
TWICE = Instead(
    "both-ends-of-the-shortcut",
    _short(f"2*{_PAIRS} + {_OWN}"),
    "There is one convolution on the shortcut, which changes the channels and the size at once.",
    concept="when-projection",
)
MAIN_PATH = Instead(
    "first-layer-of-main-path",
    _short(f"9*{_PAIRS}", "biased", "normalised"),
    "That is the 3 × 3 convolution of the main path and not the shortcut.",
    concept="when-projection",
)
