"""The floating-point operations of one convolution, where multiplication and addition count as one each.

The reader tells FLOPs from MACs: each multiply-accumulate operation is two operations.
"""

from __future__ import annotations

from typing import Any

from quizgen import oracle
from quizgen.asking.family import Check, Example, Family
from quizgen.families.cost.shared.maps import MAPS, ROUNDED, placed, windows
from quizgen.formulas.cost import grouped_flops
from quizgen.formulas.sizes import conv_output_size
from quizgen.layers import Conv2d, Network
from quizgen.misconceptions import cost, flops
from quizgen.model import Values
from quizgen.one_layer.macs import on_maps, outputs, worked
from quizgen.space import Combinations, Params, concat
from quizgen.text import Text

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
    taps = sum(p["kernel_size"] * p["kernel_size"] for _ in range(windows(p)))
    seen = range(p["in_channels"])[:: p["groups"]]
    return (sum((taps + taps) * len(seen) for _ in range(p["out_channels"])),)


def _fits(c: Any) -> Any:
    divided = (c.in_channels % c.groups == 0) & (c.out_channels % c.groups == 0)
    return divided & (2 * c.padding == c.kernel_size - 1) & (c.in_channels != c.out_channels)


def _oblong(c: Any) -> Any:
    return _fits(c) & (c.n_h != c.n_w) & (c.in_channels > c.groups)


def _axes(channels: tuple[int, ...], kernel_size: tuple[int, ...], stride: int, groups: tuple[int, ...]) -> Any:
    axes = {"in_channels": channels, "out_channels": channels, "kernel_size": kernel_size, "groups": groups}
    return {**axes, "stride": (stride,), "padding": (1, 2, 3)}


SMALL = {"n": (5, 6, 7, 8, 9, 10), **_axes((1, 2, 3, 4, 5, 6, 8, 10, 12, 16), (3, 5), 1, (1,))}
SIDES = (14, 15, 16, 20, 24, 28, 32, 35, 40, 56, 64)
STRIDED = {"n": SIDES, **_axes((3, 16, 24, 32, 48, 64, 96, 128), (3, 5, 7), 2, (1,))}
OBLONG = {
    "n_h": (12, 15, 24, 32),
    "n_w": (18, 20, 32, 40),
    **_axes((8, 16, 24, 32, 48, 64, 96), (3, 5), 2, (2, 4, 8)),
}

FAMILY = Family(
    module=__name__,
    title="FLOPs of a convolution",
    asks="flops",
    levels={
        "easy": concat(Combinations(SMALL, _fits, ("square", "plain"))),
        "medium": concat(Combinations(STRIDED, _fits, ("square", "plain"))),
        "hard": concat(Combinations(OBLONG, _oblong, ("oblong", "grouped"))),
    },
    formulas=(grouped_flops, conv_output_size),
    compose=on_maps,
    misconceptions=(
        *flops.ALL,
        flops.Doubled(cost.DEPTH_FROM_OUTPUTS),
        flops.Doubled(cost.UNGROUPED),
        flops.Doubled(cost.ONE_GROUP),
        flops.Doubled(cost.TIMES_GROUPS),
        flops.Doubled(cost.GROUPS_AS_WIDTH),
    ),
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
