"""The multiply-accumulate operations of a convolution with groups.

The reader lets each filter work on the channels of its own group only, at every position of the output. In an easy
question the layer keeps the size of its maps; in a medium one the stride makes them smaller, so that their size is to
be found first; in a hard one height and width differ, and the padding need not suit the kernel.
"""

from __future__ import annotations

from typing import Any

from quizgen.asking.family import Check, Example, Family
from quizgen.families.cost.shared import published
from quizgen.families.cost.shared.maps import MAPS, ROUNDED, everywhere, measured, placed
from quizgen.figures.connectivity import connectivity
from quizgen.formulas.cost import grouped_macs
from quizgen.formulas.sizes import conv_output_size
from quizgen.layers import Conv2d, Network
from quizgen.misconceptions import cost
from quizgen.model import Values
from quizgen.one_layer.macs import PADDED, on_maps, outputs, worked
from quizgen.space import Combinations, Concat, Params, concat
from quizgen.text import Text

STEM = (
    "A `Conv2d` layer with `in_channels={in_channels}`, `out_channels={out_channels}`, `groups={groups}`, "
    "`kernel_size={kernel_size}`, `stride={stride}`, `padding={padding}`, `dilation=1` and `bias=False` is applied to "
    f"one sample with feature maps of {{map}}. {ROUNDED} How many MACs does the layer take? {PADDED}"
)
WORDS = (
    "At each position of the output every one of the $out_channels$ filters multiplies its kernel of $kernel_size**2$ "
    "weights for each input channel of its group, of which there are $in_channels/groups$. The number of MACs $M$ is"
)
TOTAL = "kernel_size**2*(in_channels/groups)*out_channels"


def _solution(p: Params, key: Values) -> tuple[Text, ...]:
    return (Text(worked(p.shape[0], WORDS, TOTAL), {**p.values, **outputs(p), "M": key[0]}),)


def _network(p: Params) -> Network:
    arguments = p["in_channels"], p["out_channels"], p["kernel_size"], p["stride"], p["padding"], 1, p["groups"]
    return placed(p, Conv2d(*arguments, bias=False))


def _slid(p: Params) -> Values:
    """Counts the products of each group by itself, at every place of the kernel."""
    taps = everywhere(p, p["kernel_size"] * p["kernel_size"])
    inputs = range(p["in_channels"])[:: p["groups"]]
    filters = range(p["out_channels"])[:: p["groups"]]
    return (sum([taps * len(inputs) * len(filters)] * p["groups"]),)


def _divided(c: Any) -> Any:
    """Published groups, or a few that divide both numbers of channels; one channel a group would be depthwise."""
    divided = (c.in_channels % c.groups == 0) & (c.out_channels % c.groups == 0) & (c.groups < 10)
    few = divided & (c.in_channels > c.groups) & (c.in_channels <= 128) & (c.out_channels <= 128)
    return published.groups(c) | few


def _keeps(c: Any) -> Any:
    return _divided(c) & (2 * c.padding == c.kernel_size - 1)


def _oblong(c: Any) -> Any:
    """Strange channels come with a stride of 3 alone."""
    return _divided(c) & (2 * c.padding < c.kernel_size) & ((c.stride == 3) != published.groups(c))


def _square(n: tuple[int, ...], channels: tuple[int, ...], groups: tuple[int, ...], stride: int) -> Concat:
    axes = {"n": n, "in_channels": channels, "out_channels": channels, "groups": groups, "kernel_size": (3, 5)}
    where = {**axes, "stride": (stride,), "padding": (1, 2)}
    return concat(Combinations(where, _keeps, ("square", "grouped")), real=published.grouped)


SMALL = (7, 8, 9, 10, 12, 14, 16, 18, 20, 24, 28, 32)
SIDES = (14, 15, 20, 28, 32, 35, 56, 64, 112)
NARROW = (8, 16, 24, 32, 64, 72, 96, 128)
WIDE = (64, 72, 96, 128, 160, 192, 256, 288, 384, 512)
OBLONG = {
    "n_h": (14, 15, 28),
    "n_w": (18, 20, 32),
    "in_channels": (32, 64, 96, 128, 192, 256, 384),
    "out_channels": (32, 64, 96, 128, 192, 256, 384),
    "groups": (2, 4, 8, 24, 32),
    "kernel_size": (3, 5),
    "stride": (1, 2, 3),
    "padding": (0, 1, 2),
}

FAMILY = Family(
    module=__name__,
    title="MACs of a convolution with groups",
    weight="special",
    asks="macs",
    levels={
        "easy": _square(SMALL, NARROW, (2, 3, 4, 8, 32), 1),
        "medium": _square(SIDES, WIDE, (2, 3, 4, 8, 10, 18, 24, 32), 2),
        "hard": concat(Combinations(OBLONG, _oblong, ("oblong", "grouped")), real=published.grouped),
    },
    formulas=(grouped_macs, conv_output_size),
    compose=on_maps,
    misconceptions=cost.ALL,
    as_numbers=("easy", "medium", "hard"),
    stem=lambda p: Text(STEM.replace("{map}", MAPS[p.shape[0]]), p.values),
    solution=_solution,
    network=_network,
    measure=measured(_network),
    recount=(Check("sliding kernel", _slid),),
    figures=lambda p: (connectivity(p["in_channels"], p["out_channels"], p["groups"]),),
    examples=(
        Example(
            {
                "n": 27,
                "in_channels": 96,
                "out_channels": 256,
                "groups": 2,
                "kernel_size": 5,
                "stride": 1,
                "padding": 2,
            },
            (27 * 27 * 256 * 5 * 5 * 48,),
            "Krizhevsky et al. (2012), section 3.5: the second layer has 256 kernels of 5 × 5 × 48",
            ("square", "grouped"),
        ),
    ),
)
