"""The multiply-accumulate operations of one convolution.

The reader finds the size of the output, and multiplies its positions by the weights, which all work at each of them. In
an easy question the layer keeps the size of its maps; in a medium one the stride makes them smaller, so that their size
is to be found first; in a hard one height and width differ, and the stride leaves a remainder of one of them but not of
the other, so that each is worked out by itself.
"""

from __future__ import annotations

from typing import Any

from quizgen.asking.family import Check, Example, Family
from quizgen.families.cost.shared import published
from quizgen.families.cost.shared.maps import MAPS, ROUNDED, everywhere, measured, placed
from quizgen.formulas.cost import conv_macs
from quizgen.formulas.sizes import conv_output_size
from quizgen.layers import Conv2d, Network
from quizgen.misconceptions import cost
from quizgen.model import Values
from quizgen.one_layer.macs import PADDED, on_maps, outputs, worked
from quizgen.space import Combinations, Concat, Params, concat
from quizgen.text import Text

STEM = (
    "A `Conv2d` layer with `in_channels={in_channels}`, `out_channels={out_channels}`, `kernel_size={kernel_size}`, "
    "`stride={stride}`, `padding={padding}`, `dilation=1`, `groups=1` and `bias=False` is applied to one sample with "
    f"feature maps of {{map}}. {ROUNDED} How many MACs does the layer take? {PADDED}"
)
WORDS = (
    "At each position of the output every one of the $out_channels$ filters multiplies its kernel of $kernel_size**2$ "
    "weights for each of the $in_channels$ input channels. The number of MACs $M$ is"
)
TOTAL = "kernel_size**2*in_channels*out_channels"


def _solution(p: Params, key: Values) -> tuple[Text, ...]:
    return (Text(worked(p.shape[0], WORDS, TOTAL), {**p.values, **outputs(p), "M": key[0]}),)


def _network(p: Params) -> Network:
    channels = p["in_channels"], p["out_channels"]
    return placed(p, Conv2d(*channels, p["kernel_size"], p["stride"], p["padding"], bias=False))


def _slid(p: Params) -> Values:
    """Counts the products of one filter on one channel, at every place of the kernel."""
    products = everywhere(p, p["kernel_size"] * p["kernel_size"])
    return (sum([products * p["in_channels"]] * p["out_channels"]),)


def _usual(c: Any) -> Any:
    """The padding keeps the size at stride 1, and a kernel of 7 looks at images, as in published networks."""
    return (2 * c.padding == c.kernel_size - 1) & ((c.kernel_size < 7) | (c.in_channels == 3))


def _uneven(c: Any) -> Any:
    """No padding, or that of published networks; the division comes out on one axis alone."""
    padded = (c.padding == 0) | (2 * c.padding == c.kernel_size - 1)
    left_h, left_w = ((n + 2 * c.padding - c.kernel_size) % c.stride for n in (c.n_h, c.n_w))
    return padded & ((left_h == 0) != (left_w == 0))


def _square(n: tuple[int, ...], inputs: tuple[int, ...], outputs: tuple[int, ...], stride: int) -> Concat:
    axes = {
        "n": n,
        "in_channels": inputs,
        "out_channels": outputs,
        "kernel_size": (3, 5, 7),
        "stride": (stride,),
        "padding": (1, 2, 3),
    }
    return concat(Combinations(axes, _usual, ("square", "plain")), real=published.convolution)


SMALL = (7, 8, 9, 10, 12, 14, 16, 18, 20, 24, 28, 32)
SIDES = (14, 15, 16, 20, 24, 28, 32, 35, 40, 56, 64, 96, 112)
WIDE = (16, 32, 64, 96, 128, 192, 256)
OBLONG = {
    "n_h": (12, 15, 17, 20, 24, 28, 30, 35),
    "n_w": (16, 17, 18, 30, 32, 35, 40, 56),
    "in_channels": (3, 8, 16, 32, 64),
    "out_channels": (16, 24, 32, 64),
    "kernel_size": (3, 5),
    "stride": (2, 3),
    "padding": (0, 1, 2),
}

FAMILY = Family(
    module=__name__,
    title="MACs of a convolution",
    weight="core",
    asks="macs",
    levels={
        "easy": _square(SMALL, (1, 3, 4, 6, 8, 16, 20, 32), (6, 8, 12, 16, 20, 32, 50, 64), 1),
        "medium": _square(SIDES, (3, *WIDE), WIDE, 2),
        "hard": concat(Combinations(OBLONG, _uneven, ("oblong", "plain")), real=published.convolution),
    },
    formulas=(conv_macs, conv_output_size),
    compose=on_maps,
    misconceptions=cost.ALL,
    as_numbers=("medium", "hard"),
    stem=lambda p: Text(STEM.replace("{map}", MAPS[p.shape[0]]), p.values),
    solution=_solution,
    network=_network,
    measure=measured(_network),
    recount=(Check("sliding kernel", _slid),),
    examples=(
        Example(
            {"n": 227, "in_channels": 3, "out_channels": 96, "kernel_size": 11, "stride": 4, "padding": 0},
            (290_400 * 11 * 11 * 3,),
            "CS231n notes (2023), Convolutional Networks: AlexNet's first layer has 55 × 55 × 96 = 290,400 neurons, "
            "each joined to a region of 11 × 11 × 3",
            ("square", "plain"),
        ),
    ),
)
