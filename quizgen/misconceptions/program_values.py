"""Mistakes about how many values the tensor holds that a program makes.

The programs have one convolution (``conv``), or one with a pooling layer behind it (``pooled``).
"""

from __future__ import annotations

from quizgen.math.reader import read
from quizgen.misconceptions.kinds import Instead, Shape, Trees
from quizgen.misconceptions.twice import with_products

CONV = "(floor((n + 2*padding - kernel_size)/stride) + 1)"
POOL = "(floor((CONV - pool_size)/pool_size) + 1)"
VALUES = "batch*out_channels*SIDE**2"


def _side(shape: Shape, conv: str, pool: str) -> str:
    """The side of the last map, from what a reader believes of each layer; ``CONV`` is the side before the pooling."""
    return pool.replace("CONV", conv) if shape == ("pooled",) else conv


def _values(  # noqa: PLR0913 - two layers' formulas and the parts of a misconception
    slug: str, formula: str, feedback: str, conv: str = CONV, pool: str = POOL, *, concept: str
) -> Instead:
    """``SIDE`` is that of the last map; a mistake about pooling cannot be made without it."""

    def wrong(shape: Shape) -> Trees | None:
        if pool != POOL and shape != ("pooled",):
            return None
        return (read(formula.replace("SIDE", _side(shape, conv, pool))),)

    return Instead(slug, wrong, feedback, concept=concept)


def _channels_last(shape: Shape) -> Trees:
    """The second number is taken for the height."""
    height = _side(shape, CONV.replace("n +", "in_channels +"), POOL)
    return (read(f"batch*out_channels*{height}*{_side(shape, CONV, POOL)}"),)


SINGLES = (
    Instead(
        "reads-channels-last",
        _channels_last,
        "In PyTorch the axes are batch, channels, height and width: the second number is the channels.",
        concept="swaps-axes",
    ),
    _values(
        "forgets-batch",
        "out_channels*SIDE**2",
        "The batch is an axis of the output too, and it is a factor.",
        concept="forgets-batch",
    ),
    _values(
        "forgets-output-channels",
        "batch*SIDE**2",
        "Each of the output channels is a whole map, so their number is a factor.",
        concept="memory-of-what",
    ),
    _values(
        "keeps-channels",
        "batch*in_channels*SIDE**2",
        "The output has as many channels as the second argument of `nn.Conv2d` says.",
        concept="output-channels-are-filters",
    ),
    _values(
        "multiplies-channels",
        "batch*in_channels*out_channels*SIDE**2",
        "A convolution sums over its input channels, so only its output channels are left.",
        concept="output-channels-are-filters",
    ),
    _values(
        "adds-input-to-output-channels",
        "batch*(in_channels + out_channels)*SIDE**2",
        "The output channels take the place of the input channels and do not come on top of them.",
        concept="output-channels-are-filters",
    ),
    _values(
        "counts-side-of-map-once",
        "batch*out_channels*SIDE",
        "A map has as many values as its area, so its side counts twice as a factor.",
        concept="kernel-side-once",
    ),
    _values(
        "adds-sides-of-map",
        "batch*out_channels*2*SIDE",
        "Height and width of a map are multiplied, not added.",
        concept="adds-sides",
    ),
    _values(
        "counts-input",
        "batch*in_channels*n**2",
        "That is how many values `x` has, and the program counts those of the output.",
        concept="memory-of-what",
    ),
    _values(
        "keeps-size",
        "batch*out_channels*n**2",
        "The output has other sizes than `x`: the kernel, the padding and the stride decide.",
        concept="expects-size-kept",
    ),
    _values(
        "ignores-padding-of-map",
        VALUES,
        "The padding widens the map on both sides before the kernel is fitted.",
        conv=CONV.replace("2*padding", "0"),
        concept="ignores-padding",
    ),
    _values(
        "pads-one-side-of-map",
        VALUES,
        "`padding` counts the zeros on each side, so the map grows by twice as much.",
        conv=CONV.replace("2*padding", "padding"),
        concept="padding-on-both-sides",
    ),
    _values(
        "forgets-kernel-in-padded-map",
        VALUES,
        "The whole kernel has to fit into the padded map, so its size is subtracted.",
        conv="(floor((n + 2*padding)/stride) + 1)",
        concept="forgets-kernel-room",
    ),
    _values(
        "counts-kernel-steps-only",
        VALUES,
        "The division counts the steps of the kernel; its starting position is one more output, so 1 is added.",
        conv="floor((n + 2*padding - kernel_size)/stride)",
        concept="forgets-starting-position",
    ),
    _values(
        "moves-kernel-by-one",
        VALUES,
        "The kernel moves by the stride, not by one position at a time.",
        conv=CONV.replace("stride", "1"),
        concept="ignores-stride",
    ),
    _values(
        "strides-along-one-axis",
        "batch*out_channels*SIDE*(n + 2*padding - kernel_size + 1)",
        "The kernel moves by the stride along both axes.",
        concept="area-factor-on-side",
    ),
    _values(
        "stride-again-on-maps",
        "batch*out_channels*SIDE**2/stride**2",
        "The size of the output follows from the stride already, so the values are not divided by it once more.",
        concept="area-factor-on-side",
    ),
    _values(
        "counts-bytes",
        "4*batch*out_channels*SIDE**2",
        "`numel` counts the values of a tensor, not the bytes that they take.",
        concept="memory-units",
    ),
    _values(
        "skips-pooling-of-maps",
        VALUES,
        "The pooling layer makes the maps smaller too.",
        pool="CONV",
        concept="skips-pooling",
    ),
    _values(
        "pools-by-one",
        VALUES,
        "Without a `stride`, a pooling layer moves by its kernel size, not by one position.",
        pool="(CONV - pool_size + 1)",
        concept="pooling-default-stride",
    ),
    _values(
        "pooling-divides-once",
        "batch*out_channels*CONV*SIDE".replace("CONV", CONV),
        "A pooling layer makes both sides of a map smaller.",
        concept="area-factor-on-side",
    ),
    _values(
        "pooling-divides-by-area",
        VALUES,
        "A pooling layer divides each side by about its kernel size; only the area is divided by the square of it.",
        pool="floor(CONV/pool_size**2)",
        concept="area-factor-on-side",
    ),
)

_OF = {one.id: one for one in SINGLES}
FACTORS = (
    tuple(_OF[name] for name in ("forgets-batch", "counts-bytes")),
    tuple(_OF[name] for name in ("keeps-channels", "adds-input-to-output-channels")),
    tuple(
        _OF[name]
        for name in (
            *("keeps-size", "ignores-padding-of-map", "pads-one-side-of-map", "forgets-kernel-in-padded-map"),
            *("counts-kernel-steps-only", "moves-kernel-by-one", "stride-again-on-maps", "skips-pooling-of-maps"),
            *("pools-by-one", "pooling-divides-once"),
        )
    ),
)
"""Mistakes about the batch, the channels and the map."""
MISTAKES = with_products(*FACTORS, alone=(one for one in SINGLES if not any(one in factor for factor in FACTORS)))
"""The mistakes about the number of values."""
