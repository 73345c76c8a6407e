"""Mistakes about how many values the tensor holds that a program makes.

The programs have one convolution (``conv``), or one with a pooling layer behind it (``pooled``).
"""

from __future__ import annotations

from quizgen.math.reader import read
from quizgen.misconceptions.kinds import Instead, Shape, Trees

CONV = "(floor((n + 2*padding - kernel_size)/stride) + 1)"
POOL = "(floor((CONV - pool_size)/pool_size) + 1)"
VALUES = "batch*out_channels*SIDE**2"


def _side(shape: Shape, conv: str, pool: str) -> str:
    """The side of the last map, from what a reader believes of each layer; ``CONV`` is the side before the pooling."""
    return pool.replace("CONV", conv) if shape == ("pooled",) else conv


def _values(slug: str, formula: str, feedback: str, conv: str = CONV, pool: str = POOL) -> Instead:
    """``SIDE`` is that of the last map; a mistake about pooling cannot be made without it."""

    def wrong(shape: Shape) -> Trees | None:
        if pool != POOL and shape != ("pooled",):
            return None
        return (read(formula.replace("SIDE", _side(shape, conv, pool))),)

    return Instead(slug, wrong, feedback)


def _channels_last(shape: Shape) -> Trees:
    """The second number is taken for the height."""
    height = _side(shape, CONV.replace("n +", "in_channels +"), POOL)
    return (read(f"batch*out_channels*{height}*{_side(shape, CONV, POOL)}"),)


MISTAKES = (
    Instead(
        "reads-channels-last",
        _channels_last,
        "In PyTorch the axes are batch, channels, height and width: the second number is the channels.",
    ),
    _values("forgets-batch", "out_channels*SIDE**2", "The batch is an axis of the output too, and it is a factor."),
    _values(
        "forgets-channels", "batch*SIDE**2", "Each of the output channels is a whole map, so their number is a factor."
    ),
    _values(
        "keeps-channels",
        "batch*in_channels*SIDE**2",
        "The output has as many channels as the second argument of `nn.Conv2d` says.",
    ),
    _values(
        "multiplies-channels",
        "batch*in_channels*out_channels*SIDE**2",
        "A convolution sums over its input channels, so only its output channels are left.",
    ),
    _values(
        "adds-channels",
        "batch*(in_channels + out_channels)*SIDE**2",
        "The output channels take the place of the input channels and do not come on top of them.",
    ),
    _values(
        "one-side",
        "batch*out_channels*SIDE",
        "A map has as many values as its area, so its side counts twice as a factor.",
    ),
    _values("adds-sides", "batch*out_channels*2*SIDE", "Height and width of a map are multiplied, not added."),
    _values(
        "counts-input",
        "batch*in_channels*n**2",
        "That is how many values `x` has, and the program counts those of the output.",
    ),
    _values(
        "keeps-size",
        "batch*out_channels*n**2",
        "The output has other sizes than `x`: the kernel, the padding and the stride decide.",
    ),
    _values(
        "ignores-padding",
        VALUES,
        "The padding widens the map on both sides before the kernel is fitted.",
        conv=CONV.replace("2*padding", "0"),
    ),
    _values(
        "pads-one-side",
        VALUES,
        "`padding` counts the zeros on each side, so the map grows by twice as much.",
        conv=CONV.replace("2*padding", "padding"),
    ),
    _values(
        "forgets-kernel",
        VALUES,
        "The whole kernel has to fit into the padded map, so its size is subtracted.",
        conv="(floor((n + 2*padding)/stride) + 1)",
    ),
    _values(
        "no-plus-one",
        VALUES,
        "The division counts the steps of the kernel; its starting position is one more output, so 1 is added.",
        conv="floor((n + 2*padding - kernel_size)/stride)",
    ),
    _values(
        "ignores-stride",
        VALUES,
        "The kernel moves by the stride, not by one position at a time.",
        conv=CONV.replace("stride", "1"),
    ),
    _values(
        "stride-once",
        "batch*out_channels*SIDE*(n + 2*padding - kernel_size + 1)",
        "The kernel moves by the stride along both axes.",
    ),
    _values("skips-pooling", VALUES, "The pooling layer makes the maps smaller too.", pool="CONV"),
    _values(
        "pools-by-one",
        VALUES,
        "Without a `stride`, a pooling layer moves by its kernel size, not by one position.",
        pool="(CONV - pool_size + 1)",
    ),
    _values(
        "pooling-divides-once",
        "batch*out_channels*CONV*SIDE".replace("CONV", CONV),
        "A pooling layer makes both sides of a map smaller.",
    ),
    _values(
        "pooling-by-area",
        VALUES,
        "A pooling layer divides each side by about its kernel size; only the area is divided by the square of it.",
        pool="floor(CONV/pool_size**2)",
    ),
)
"""The mistakes about the number of values."""
