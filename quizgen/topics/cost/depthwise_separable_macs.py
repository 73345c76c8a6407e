"""The multiply-accumulate operations of a depthwise separable convolution, and of an inverted residual block.

The reader counts layer by layer, each at the positions of its own output. In an easy question the block keeps the size
of its maps; in a medium one the stride makes them smaller, so that their size is to be found first; in a hard one there
is an expansion before the stride, which works on the larger maps.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from quizgen.asking.family import Check, Example, Family
from quizgen.formulas.cost import expanded_macs, separable_macs
from quizgen.formulas.sizes import conv_output_size
from quizgen.layers import Conv2d, real
from quizgen.misconceptions import cost_blocks
from quizgen.model import Values
from quizgen.space import Combinations, Params, concat
from quizgen.topics.cost.shared.blocks import CostBlock
from quizgen.topics.cost.shared.maps import everywhere, measured

LINES = {
    "separable": (
        (
            "The depthwise layer has a kernel of $kernel_size**2$ weights for each of the $in_channels$ channels:",
            "kernel_size**2*in_channels*o**2",
        ),
        (
            "The pointwise layer has one weight for each pair of the $in_channels$ and the $out_channels$ channels:",
            "in_channels*out_channels*o**2",
        ),
    ),
    "expanded": (
        (
            "The first layer expands the $in_channels$ channels to $mid_channels$ and works on maps of full size:",
            "in_channels*mid_channels*n**2",
        ),
        (
            "The depthwise layer has a kernel of $kernel_size**2$ weights for each of these:",
            "kernel_size**2*mid_channels*o**2",
        ),
        (
            "The last layer has one weight for each pair of these and the $out_channels$ output channels:",
            "mid_channels*out_channels*o**2",
        ),
    ),
}


def _layers(p: Params) -> tuple[Conv2d, ...]:
    width = p.values.get("mid_channels", p["in_channels"])
    arguments = p["kernel_size"], p["stride"], p["padding"], 1, width
    depthwise = Conv2d(width, width, *arguments, bias=False)
    pointwise = Conv2d(width, p["out_channels"], 1, bias=False)
    expansion = () if p.shape[1] == "separable" else (Conv2d(p["in_channels"], width, 1, bias=False),)
    return (*expansion, depthwise, pointwise)


BLOCK = CostBlock(_layers, LINES)


def _slid(p: Params) -> Values:
    """Counts each layer's products at every place of its kernel."""
    width = p.values.get("mid_channels", p["in_channels"])
    depthwise = everywhere(p, p["kernel_size"] * p["kernel_size"] * width)
    pointwise = everywhere(p, width * p["out_channels"])
    if "expanded" not in p.shape:
        return (depthwise + pointwise,)
    return (depthwise + pointwise + sum([p["in_channels"] * width * p["n"]] * p["n"]),)


def _separable(c: Any) -> Any:
    return 2 * c.padding == c.kernel_size - 1


def _expanded(c: Any) -> Any:
    """The expansion is by 4 or 6, and the block does not give fewer channels than it takes."""
    times = (c.mid_channels == 4 * c.in_channels) | (c.mid_channels == 6 * c.in_channels)
    return times & (2 * c.padding == c.kernel_size - 1) & (c.out_channels >= c.in_channels)


def _real(c: Any) -> Any:
    """Published windows, and published channels of every layer."""
    width = getattr(c, "mid_channels", c.in_channels)
    each = ((c.in_channels, width), (width, width), (width, c.out_channels))
    return np.logical_and.reduce(
        [real.convolution(c), *(real.channels(*pair) for pair in each[width is c.in_channels :])]
    )


def _axes(n: tuple[int, ...], channels: tuple[int, ...], kernel_size: tuple[int, ...], stride: int) -> Any:
    axes = {"n": n, "in_channels": channels, "out_channels": channels, "kernel_size": kernel_size}
    return {**axes, "stride": (stride,), "padding": (1, 2, 3)}


SMALL = (8, 16, 24, 32, 48, 64, 72, 96)
WIDE = (16, 24, 32, 64, 96, 128, 192, 256, 512)
NARROW = (16, 24, 32, 40, 48, 64, 80, 96, 112, 128)
EXPANDED = {
    **_axes((14, 15, 20, 28, 32, 40, 56, 112), NARROW, (3, 5), 2),
    "mid_channels": tuple(sorted({t * c for t in (4, 6) for c in NARROW})),
}

FAMILY = Family(
    module=__name__,
    title="MACs of a depthwise separable convolution",
    weight="core",
    asks="macs",
    levels={
        "easy": concat(
            Combinations(_axes((7, 8, 10, 12, 14, 16, 20, 28), SMALL, (3, 5), 1), _separable, ("square", "separable")),
            real=_real,
        ),
        "medium": concat(
            Combinations(
                _axes((14, 15, 20, 28, 32, 40, 56, 112), WIDE, (3, 5), 2), _separable, ("square", "separable")
            ),
            real=_real,
        ),
        "hard": concat(Combinations(EXPANDED, _expanded, ("square", "expanded")), real=_real),
    },
    formulas=(separable_macs, expanded_macs, conv_output_size),
    compose=BLOCK.compose,
    misconceptions=cost_blocks.SEPARABLE,
    stem=BLOCK.stem,
    solution=BLOCK.solution,
    network=BLOCK.network,
    measure=measured(BLOCK.network),
    recount=(Check("sliding kernel", _slid),),
    examples=(
        Example(
            {"n": 14, "in_channels": 512, "out_channels": 512, "kernel_size": 3, "stride": 1, "padding": 1},
            (52_283_392,),
            "Howard et al. (2017), MobileNets, table 3: 52.3 million for 3 × 3, 512 channels on both sides, 14 × 14",
            ("square", "separable"),
        ),
    ),
)
