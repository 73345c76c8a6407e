"""Mistakes about the parameters of a bottleneck block: its three convolutions, its normalisations, its shortcut.

Shapes are ``biased`` (no normalisation), ``normalised`` and ``projected`` (with a convolution on the shortcut).
"""

from __future__ import annotations

from quizgen.math.reader import read
from quizgen.misconceptions.kinds import Instead, Shape, Trees, Wrong

_ONES = "in_channels*mid_channels + mid_channels*out_channels"
_CONVS = "in_channels*mid_channels + 9*mid_channels**2 + mid_channels*out_channels"
_CHANNELS = "(2*mid_channels + out_channels)"
_SHORT = "in_channels*out_channels"


OWN = {"biased": 1, "normalised": 2, "projected": 2}
"""What a channel has beside the weights: a bias, or a scale and a shift."""


def _block(weights: str, channels: str = _CHANNELS, each: int | None = None, *shapes: str) -> Wrong:
    """Weights and what each channel has of its own as somebody counts them, with those of the shortcut."""

    def trees(shape: Shape) -> Trees | None:
        if shapes and shape[0] not in shapes:
            return None
        own = OWN[shape[0]] if each is None else each
        shortcut = f" + {_SHORT} + {own}*out_channels" if shape[0] == "projected" else ""
        return (read(f"{weights} + {own}*{channels}{shortcut}"),)

    return trees


_WITH = ("normalised", "projected")
BLOCK = (
    Instead(
        "direct-three-by-three",
        _block("9*in_channels*out_channels", "out_channels"),
        "The 3 × 3 convolution sees only the reduced channels, with a 1 × 1 convolution before it and one after it.",
        concept="ordinary-for-cheap",
    ),
    Instead(
        "basic-block",
        _block("9*in_channels*out_channels + 9*out_channels**2", "2*out_channels"),
        "That is a block of two 3 × 3 convolutions; a bottleneck has a 1 × 1, a 3 × 3 and a 1 × 1 convolution.",
        concept="bottleneck-layers",
    ),
    Instead(
        "forgets-widening-layer",
        _block("in_channels*mid_channels + 9*mid_channels**2", "2*mid_channels"),
        "The 1 × 1 convolution that widens the channels again has parameters as well.",
        concept="leaves-out-a-layer",
    ),
    Instead(
        "expands-in-the-middle",
        _block("in_channels*mid_channels + 9*mid_channels*out_channels", "(mid_channels + out_channels)"),
        "The 3 × 3 convolution keeps the reduced channels, and a third convolution widens them.",
        concept="bottleneck-layers",
    ),
    Instead(
        "one-by-one-layers-only",
        _block(_ONES),
        "The 3 × 3 convolution in the middle has weights as well.",
        concept="leaves-out-a-layer",
    ),
    Instead(
        "middle-layer-only",
        _block("9*mid_channels**2", "mid_channels"),
        "The 1 × 1 convolutions before and after the 3 × 3 convolution have weights as well.",
        concept="part-for-whole",
    ),
    Instead(
        "three-by-three-everywhere",
        _block(f"9*({_ONES}) + 9*mid_channels**2"),
        "Only the convolution in the middle has a 3 × 3 kernel; the others have one weight for each pair of channels.",
        concept="pointwise-has-kernel",
    ),
    Instead(
        "kernel-side-once",
        _block(f"{_ONES} + 3*mid_channels**2"),
        "A square kernel has as many weights as its area, so its side counts twice as a factor.",
        concept="kernel-side-once",
    ),
    Instead(
        "bottleneck-pairs-of-channels-only",
        _block(f"{_ONES} + mid_channels**2"),
        "For each pair of channels a 3 × 3 kernel has 9 weights, not one.",
        concept="kernel-area-forgotten",
    ),
    Instead(
        "middle-has-one-kernel-a-channel",
        _block(f"{_ONES} + 9*mid_channels"),
        "The 3 × 3 convolution is an ordinary one, so it has a kernel for each pair of channels.",
        concept="cheap-for-ordinary",
    ),
    Instead(
        "two-middle-layers",
        _block(f"{_ONES} + 18*mid_channels**2", "(3*mid_channels + out_channels)"),
        "There is one 3 × 3 convolution between the two 1 × 1 convolutions.",
        concept="leaves-out-a-layer",
    ),
    Instead(
        "adds-biases",
        _block(_CONVS, _CHANNELS, 3, *_WITH),
        "With `bias=False` there are no biases to count.",
        concept="adds-absent-bias",
    ),
    Instead(
        "counts-batch-norm-in-block",
        _block(_CONVS, _CHANNELS, 3, "biased"),
        "Batch normalisation would have parameters of its own, but there is none in this block.",
        concept="counts-absent-normalisation",
    ),
    Instead(
        "forgets-biases-of-block",
        _block(_CONVS, _CHANNELS, 0, "biased"),
        "With `bias=True` every convolution has a bias for each channel that it gives.",
        concept="forgets-bias",
    ),
    Instead(
        "biases-on-both-sides",
        _block(_CONVS, "(4*mid_channels + out_channels + in_channels)", None, "biased"),
        "A convolution has a bias for each channel that it gives, and none for those that it is given.",
        concept="bias-per-output",
    ),
    Instead(
        "projects-the-shortcut",
        _block(f"{_CONVS} + {_SHORT}", "(2*mid_channels + 2*out_channels)", None, "biased", "normalised"),
        "The shortcut passes the input on as it is and has no parameters.",
        concept="when-projection",
    ),
    Instead(
        "addition-has-weights",
        _block(f"{_CONVS} + out_channels", _CHANNELS, None, *_WITH),
        "The addition has no parameters, whatever the number of channels.",
        concept="parameters-of-fixed-layers",
    ),
    Instead(
        "forgets-batch-norm",
        _block(_CONVS, _CHANNELS, 0, *_WITH),
        "Batch normalisation learns a scale and a shift for each channel.",
        concept="forgets-normalisation",
    ),
    Instead(
        "one-parameter-a-channel",
        _block(_CONVS, _CHANNELS, 1, *_WITH),
        "Batch normalisation learns two numbers for each channel, a scale and a shift.",
        concept="two-numbers-per-channel",
    ),
    Instead(
        "counts-running-statistics",
        _block(_CONVS, _CHANNELS, 4, *_WITH),
        "The running mean and variance of a channel are measured and not learned, so they are no parameters.",
        concept="running-not-learned",
    ),
    Instead(
        "counts-leaving-channels-only",
        _block(_CONVS, "out_channels", None, *_WITH),
        "The channels of all convolutions have parameters of their own, not only those that leave the block.",
        concept="part-for-whole",
    ),
    Instead(
        "counts-the-input",
        _block(_CONVS, "(2*mid_channels + out_channels + in_channels)"),
        "Only channels that a convolution gives have parameters of their own, the input of the block has none.",
        concept="bias-per-output",
    ),
    Instead(
        "forgets-shortcut",
        _block(f"{_CONVS} - {_SHORT} - 2*out_channels", _CHANNELS, None, "projected"),
        "The convolution on the shortcut and its normalisation belong to the block as well.",
        concept="forgets-shortcut",
    ),
    Instead(
        "shortcut-without-batch-norm",
        _block(f"{_CONVS} - 2*out_channels", _CHANNELS, None, "projected"),
        "The normalisation after the convolution on the shortcut has parameters as well.",
        concept="forgets-normalisation",
    ),
    Instead(
        "three-by-three-shortcut",
        _block(f"{_CONVS} + 8*{_SHORT}", _CHANNELS, None, "projected"),
        "The convolution on the shortcut has a 1 × 1 kernel, so it has one weight for each pair of channels.",
        concept="pointwise-has-kernel",
    ),
    Instead(
        "shortcut-reads-reduced-channels",
        lambda shape: (
            _block(f"{_CONVS} - {_SHORT} + mid_channels*out_channels")(shape) if shape[0] == "projected" else None
        ),
        "The shortcut reads the input of the block, not the reduced channels.",
        concept="when-projection",
    ),
)
