"""The multiply-accumulate operations of a large kernel between 1 × 1 convolutions.

The reader counts layer by layer, each with its own channels and at the positions of its own output. In an easy question
all maps have the same size; in a medium one the second layer has a stride, so that the layers work at different numbers
of positions; in a hard one the large kernel stays within the reduced channels, and a third layer expands them again.
"""

from __future__ import annotations

from typing import Any

from quizgen.asking.family import Check, Example, Family
from quizgen.formulas.cost import bottleneck_macs, reduced_macs
from quizgen.formulas.sizes import conv_output_size
from quizgen.layers import Conv2d, real
from quizgen.misconceptions import cost_blocks
from quizgen.model import Values
from quizgen.space import Combinations, Concat, Params, Where, concat
from quizgen.topics.cost.shared.blocks import CostBlock
from quizgen.topics.cost.shared.maps import everywhere, measured

REDUCTION = (
    "The first layer has one weight for each pair of the $in_channels$ input and the $mid_channels$ reduced channels:",
    "in_channels*mid_channels*n**2",
)
LINES = {
    "reduced": (
        REDUCTION,
        (
            "The second layer has a kernel of $kernel_size**2$ weights for each pair of reduced and output channels:",
            "kernel_size**2*mid_channels*out_channels*o**2",
        ),
    ),
    "bottleneck": (
        REDUCTION,
        (
            "The second layer has a kernel of $kernel_size**2$ weights for each pair of reduced channels:",
            "kernel_size**2*mid_channels**2*o**2",
        ),
        (
            "The last layer expands the reduced channels to $out_channels$ channels:",
            "mid_channels*out_channels*o**2",
        ),
    ),
}


def _layers(p: Params) -> tuple[Conv2d, ...]:
    mid, last = p["mid_channels"], p["out_channels"]
    reduction, large = Conv2d(p["in_channels"], mid, 1, bias=False), (p["kernel_size"], p["stride"], p["padding"])
    if p.shape[1] == "reduced":
        return reduction, Conv2d(mid, last, *large, bias=False)
    return reduction, Conv2d(mid, mid, *large, bias=False), Conv2d(mid, last, 1, bias=False)


BLOCK = CostBlock(_layers, LINES)


def _slid(p: Params) -> Values:
    """Counts each layer's products at every place of its kernel."""
    mid, last = p["mid_channels"], p["out_channels"]
    total = sum([p["in_channels"] * mid * p["n"]] * p["n"])
    taps = p["kernel_size"] * p["kernel_size"]
    if "reduced" in p.shape:
        return (total + everywhere(p, taps * mid * last),)
    return (total + everywhere(p, taps * mid * mid + mid * last),)


def _reduces(c: Any) -> Any:
    """The first layer reduces to between an eighth and a half, and the padding keeps the size at stride 1."""
    little, much = c.in_channels >= 2 * c.mid_channels, c.in_channels <= 8 * c.mid_channels
    return little & much & (c.out_channels > c.mid_channels) & (2 * c.padding == c.kernel_size - 1)


def _expands(c: Any) -> Any:
    """The block does not give fewer channels than it takes."""
    return _reduces(c) & (c.out_channels >= c.in_channels)


def _real(c: Any) -> Any:
    """Published windows, and published channels of every layer; that in the middle of three keeps its channels."""
    keeps = (c.shape[1] == "reduced") | real.channels(c.mid_channels, c.mid_channels)
    into, out_of = real.channels(c.in_channels, c.mid_channels), real.channels(c.mid_channels, c.out_channels)
    return real.convolution(c) & into & out_of & keeps


def _axes(n: tuple[int, ...], mid: tuple[int, ...], channels: tuple[int, ...], sizes: tuple[int, ...], s: int) -> Any:
    axes = {"n": n, "in_channels": channels, "mid_channels": mid, "out_channels": channels, "kernel_size": sizes}
    return {**axes, "stride": (s,), "padding": (1, 2)}


def _level(block: str, where: Where, axes: Any) -> Concat:
    return concat(Combinations(axes, where, ("square", block)), real=_real)


SMALL = (16, 32, 48, 64, 96, 128)
WIDE = (64, 96, 128, 192, 256, 384, 512)
WIDER = (64, 96, 128, 192, 256, 384, 512, 1024, 2048)
SIDES = (14, 15, 20, 28, 32, 56)

FAMILY = Family(
    module=__name__,
    title="MACs of a bottleneck",
    asks="macs",
    levels={
        "easy": _level("reduced", _reduces, _axes((7, 8, 10, 14, 16, 20, 28), (8, 16, 24, 32, 64), SMALL, (3, 5), 1)),
        "medium": _level("reduced", _reduces, _axes(SIDES, (16, 24, 32, 48, 64, 96, 128), WIDE, (3, 5), 2)),
        "hard": _level(
            "bottleneck", _expands, _axes((*SIDES, 112), (24, 32, 48, 64, 96, 128, 192, 256), WIDER, (3, 5), 2)
        ),
    },
    formulas=(reduced_macs, bottleneck_macs, conv_output_size),
    compose=BLOCK.compose,
    as_numbers=("medium", "hard"),
    misconceptions=cost_blocks.REDUCED,
    stem=BLOCK.stem,
    solution=BLOCK.solution,
    network=BLOCK.network,
    measure=measured(BLOCK.network),
    recount=(Check("sliding kernel", _slid),),
    examples=(
        Example(
            {
                "n": 1,
                "in_channels": 256,
                "mid_channels": 64,
                "out_channels": 512,
                "kernel_size": 3,
                "stride": 1,
                "padding": 1,
            },
            (311_296,),
            "Advanced Tutorial on Convolutional Neural Networks: 1 × 1 reduction from 256 to 64 channels before 3 × 3, "
            "where each of the weights works once for each output position",
            ("square", "reduced"),
        ),
    ),
)
