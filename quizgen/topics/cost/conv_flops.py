"""The floating-point operations of one convolution, where multiplication and addition count as one each.

The reader tells FLOPs from MACs: each multiply-accumulate operation is two operations. In an easy question the layer
keeps the size of its maps; in a medium one the stride makes them smaller, so that their size is to be found first; in a
hard one each filter sees the channels of its own group only, on maps whose height and width differ.
"""

from __future__ import annotations

from typing import Any

from quizgen import oracle
from quizgen.asking.family import Check, Example, Family
from quizgen.formulas.cost import grouped_flops
from quizgen.formulas.sizes import conv_output_size
from quizgen.layers import Conv2d, Network
from quizgen.misconceptions import flops
from quizgen.model import Values
from quizgen.one_layer.macs import on_maps, outputs, worked
from quizgen.space import Combinations, Concat, Params, concat
from quizgen.text import Text
from quizgen.topics.cost.shared import published
from quizgen.topics.cost.shared.maps import MAPS, ROUNDED, everywhere, placed

STEM = (
    "A `Conv2d` layer with `in_channels={in_channels}`, `out_channels={out_channels}`, `kernel_size={kernel_size}`, "
    "`stride={stride}`, `padding={padding}`, `dilation=1`, `groups={groups}` and `bias=False` is applied to one sample "
    f"with feature maps of {{map}}. {ROUNDED} How many FLOPs (floating-point operations) does the layer take, if every "
    "multiply-accumulate operation counts as two, one multiplication and one addition? Products with padded zeros "
    "count like any other."
)
PLAIN = (
    "At each position of the output every one of the $out_channels$ filters multiplies its kernel of $kernel_size**2$ "
    "weights for each of the $in_channels$ input channels, and adds each product to a sum. The number of FLOPs $M$ is"
)
GROUPED = PLAIN.replace(
    "of the $in_channels$ input channels,", "input channel of its group, of which there are $in_channels/groups$,"
)
TOTALS = {
    "plain": (PLAIN, "2*kernel_size**2*in_channels*out_channels"),
    "grouped": (GROUPED, "2*kernel_size**2*(in_channels/groups)*out_channels"),
}


def _solution(p: Params, key: Values) -> tuple[Text, ...]:
    words, total = TOTALS[p.shape[1]]
    return (Text(worked(p.shape[0], words, total), {**p.values, **outputs(p), "M": key[0]}),)


def _network(p: Params) -> Network:
    arguments = p["in_channels"], p["out_channels"], p["kernel_size"], p["stride"], p["padding"], 1, p["groups"]
    return placed(p, Conv2d(*arguments, bias=False))


def _measure(p: Params) -> Values:
    network = _network(p)
    return (oracle.flops(network.layers, network.input),)


def _slid(p: Params) -> Values:
    """Counts a multiplication and an addition for each tap, at every place of the kernel."""
    taps = everywhere(p, p["kernel_size"] * p["kernel_size"])
    seen = range(p["in_channels"])[:: p["groups"]]
    return (sum([(taps + taps) * len(seen)] * p["out_channels"]),)


def _usual(c: Any) -> Any:
    """The padding keeps the size at stride 1, and a kernel of 7 looks at images, as in published networks."""
    return (2 * c.padding == c.kernel_size - 1) & ((c.kernel_size < 7) | (c.in_channels == 3))


def _oblong(c: Any) -> Any:
    """Published groups, or a few that divide both numbers of channels, as PyTorch wants it."""
    divided = (c.in_channels % c.groups == 0) & (c.out_channels % c.groups == 0) & (c.groups < 10)
    few = divided & (c.in_channels <= 96) & (c.out_channels <= 96)
    return (published.groups(c) | few) & _usual(c) & (c.n_h != c.n_w)


def _plain(n: tuple[int, ...], inputs: tuple[int, ...], outputs: tuple[int, ...], stride: int) -> Concat:
    axes = {"in_channels": inputs, "out_channels": outputs, "kernel_size": (3, 5, 7), "groups": (1,)}
    where = {"n": n, **axes, "stride": (stride,), "padding": (1, 2, 3)}
    return concat(Combinations(where, _usual, ("square", "plain")), real=published.convolution)


SMALL = (7, 8, 9, 10, 12, 14, 16, 18, 20, 24, 28, 32)
SIDES = (14, 15, 16, 20, 24, 28, 32, 35, 40, 56, 64, 96, 112)
WIDE = (16, 32, 64, 96, 128, 192, 256)
OBLONG = {
    "n_h": (14, 15, 24, 28),
    "n_w": (18, 20, 32, 56),
    "in_channels": (32, 64, 72, 96, 128, 160, 192, 256, 288, 384),
    "out_channels": (32, 64, 72, 96, 128, 160, 192, 256, 288, 384),
    "kernel_size": (3, 5),
    "groups": (2, 3, 4, 8, 10, 18, 24, 32),
    "stride": (1, 2),
    "padding": (1, 2),
}

FAMILY = Family(
    module=__name__,
    title="FLOPs of a convolution",
    asks="flops",
    levels={
        "easy": _plain(SMALL, (1, 3, 4, 6, 8, 16, 20, 32), (6, 8, 12, 16, 20, 32, 50, 64), 1),
        "medium": _plain(SIDES, (3, *WIDE), WIDE, 2),
        "hard": concat(Combinations(OBLONG, _oblong, ("oblong", "grouped")), real=published.grouped),
    },
    formulas=(grouped_flops, conv_output_size),
    compose=on_maps,
    misconceptions=flops.ALL,
    as_numbers=("medium",),
    stem=lambda p: Text(STEM.replace("{map}", MAPS[p.shape[0]]), p.values),
    solution=_solution,
    network=_network,
    measure=_measure,
    recount=(Check("sliding kernel", _slid),),
    examples=(
        Example(
            {
                "n": 227,
                "in_channels": 3,
                "out_channels": 96,
                "kernel_size": 11,
                "stride": 4,
                "padding": 0,
                "groups": 1,
            },
            (2 * 290_400 * 363,),
            "CS231n notes (2023), Convolutional Networks: AlexNet's first layer has 290,400 neurons with 363 weights "
            "each, and every weight takes a multiplication and an addition",
            ("square", "plain"),
        ),
    ),
)
