"""The multiply-accumulate operations of a convolution with groups.

The reader lets each filter work on the channels of its own group only, at every position of the output. In an easy
question the layer keeps the size of its maps; in a medium one the stride makes them smaller, so that their size is to
be found first. A hard one does not tell the maps but what the layer costs, and asks for another one with more channels
and other groups on the same maps: what each of these changes does to the cost has to be seen, as in ResNeXt.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from types import SimpleNamespace
from typing import Any

from quizgen import oracle
from quizgen.asking.family import Check, Example, Family
from quizgen.figures.connectivity import connectivity
from quizgen.formulas.cost import grouped_macs
from quizgen.formulas.sizes import conv_output_size
from quizgen.layers import Conv2d, Network, layer_json, network_json
from quizgen.math.reader import read
from quizgen.misconceptions import cost
from quizgen.misconceptions.kinds import Shape, Trees
from quizgen.misconceptions.scaled_cost import WIDER, WITH_MORE_CHANNELS
from quizgen.model import Values
from quizgen.one_layer.macs import PADDED, on_maps, outputs, worked
from quizgen.space import Combinations, Concat, Params, Rows, concat
from quizgen.text import Text
from quizgen.topics.cost.shared import published
from quizgen.topics.cost.shared.maps import MAPS, ROUNDED, everywhere, placed

STEM = (
    "A `Conv2d` layer with `in_channels={in_channels}`, `out_channels={out_channels}`, `groups={groups}`, "
    "`kernel_size={kernel_size}`, `stride={stride}`, `padding={padding}`, `dilation=1` and `bias=False` is applied to "
    f"one sample with feature maps of {{map}}. {ROUNDED} How many MACs does the layer take? {PADDED}"
)
WIDE_STEM = (
    "A `Conv2d` layer with `in_channels={in_channels}`, `out_channels={in_channels}`, `groups={groups}`, "
    "`kernel_size={kernel_size}`, `stride=1`, `padding={padding}`, `dilation=1` and `bias=False` takes {macs} MACs for "
    "one sample. Another layer has {factor} times as many input channels, {factor} times as many output channels and "
    "{new_groups} groups; all else, the size of its maps too, is the same. How many MACs does it take? "
    f"{PADDED}"
)
WIDE_SOLUTION = """
Each output position takes $kernel_size**2*(in_channels/groups)*out_channels$ MACs, and there are as many positions as
before. {factor} times as many input channels and {factor} times as many output channels make

$${factor}**2 == {squared}$$

times as many MACs. The {new_groups} groups divide them, as the {groups} groups did before, so that the other layer
takes

$${macs}*{squared}*{groups}/{new_groups} == {key}$$
"""
WORDS = (
    "At each position of the output every one of the $out_channels$ filters multiplies its kernel of $kernel_size**2$ "
    "weights for each input channel of its group, of which there are $in_channels/groups$. The number of MACs $M$ is"
)
TOTAL = "kernel_size**2*(in_channels/groups)*out_channels"


def _stem(p: Params) -> Text:
    return Text(WIDE_STEM if p.shape[0] == WIDER else STEM.replace("{map}", MAPS[p.shape[0]]), p.values)


def _solution(p: Params, key: Values) -> tuple[Text, ...]:
    if p.shape[0] == WIDER:
        return (Text(WIDE_SOLUTION, {**p.values, "squared": p["factor"] ** 2, "key": key[0]}),)
    return (Text(worked(p.shape[0], WORDS, TOTAL), {**p.values, **outputs(p), "M": key[0]}),)


def _network(p: Params) -> Network:
    arguments = p["in_channels"], p["out_channels"], p["kernel_size"], p["stride"], p["padding"], 1, p["groups"]
    return placed(p, Conv2d(*arguments, bias=False))


def _two(p: Params) -> tuple[Conv2d, Conv2d]:
    """The layer whose cost is told, and the wider one."""
    window = p["kernel_size"], 1, p["padding"], 1
    channels, wide = p["in_channels"], p["in_channels"] * p["factor"]
    new = Conv2d(wide, wide, *window, p["new_groups"], bias=False)
    return Conv2d(channels, channels, *window, p["groups"], bias=False), new


def _json(p: Params) -> dict[str, object]:
    """The layer on its maps; or the one whose cost is told, and what changes."""
    if p.shape[0] != WIDER:
        return network_json(_network(p))
    changed = {"times": p["factor"], "new_groups": p["new_groups"]}
    return {"layer": layer_json(_two(p)[0]), "macs": p["macs"], **changed}


def _measure(p: Params) -> Values:
    """What torch counts; of the wider layer, how many times as much as of the other one on maps of any size."""
    if p.shape[0] != WIDER:
        found = _network(p)
        return (oracle.macs(found.layers, found.input),)
    old, new = (oracle.macs((one,), (one.in_channels, *SOME)) for one in _two(p))
    return (p["macs"] * new // old,)


def _slid(p: Params) -> Values:
    """Counts the products of each group by itself, at every place of the kernel."""
    if p.shape[0] == WIDER:
        channels, wide = p["in_channels"], p["in_channels"] * p["factor"]
        old, new = (sum([(c // g) ** 2] * g) for c, g in ((channels, p["groups"]), (wide, p["new_groups"])))
        return (p["macs"] // old * new,)
    taps = everywhere(p, p["kernel_size"] * p["kernel_size"])
    inputs = range(p["in_channels"])[:: p["groups"]]
    filters = range(p["out_channels"])[:: p["groups"]]
    return (sum([taps * len(inputs) * len(filters)] * p["groups"]),)


def _compose(trees: Trees, shape: Shape) -> Trees:
    return (read("macs*factor**2*groups/new_groups"),) if shape[0] == WIDER else on_maps(trees, shape)


def _divided(c: Any) -> Any:
    """Published groups, or a few that divide both numbers of channels; one channel a group would be depthwise."""
    divided = (c.in_channels % c.groups == 0) & (c.out_channels % c.groups == 0) & (c.groups < 10)
    few = divided & (c.in_channels > c.groups) & (c.in_channels <= 128) & (c.out_channels <= 128)
    return published.groups(c) | few


def _keeps(c: Any) -> Any:
    return _divided(c) & (2 * c.padding == c.kernel_size - 1)


def _wider() -> Iterator[tuple[int, ...]]:
    """Layers with groups, published ones and some near to them, on usual maps, and what may change."""
    for channels, groups, n, factor, new_groups in product(CHANNELS, GROUPS, (7, 14, 28), (2, 3, 4), GROUPS):
        fits = channels % groups == 0 and groups < channels and channels * factor % new_groups == 0
        if fits and new_groups not in {1, groups} and factor**2 * groups != new_groups and groups > 1:
            macs = 9 * channels**2 // groups * n**2
            yield channels, groups, 3, 1, macs, factor, new_groups


def _known(c: Any) -> Any:
    """The layer whose cost is told is published."""
    return published.grouped(SimpleNamespace(**vars(c), out_channels=c.in_channels))


def _square(n: tuple[int, ...], channels: tuple[int, ...], groups: tuple[int, ...], stride: int) -> Concat:
    axes = {"n": n, "in_channels": channels, "out_channels": channels, "groups": groups, "kernel_size": (3, 5)}
    where = {**axes, "stride": (stride,), "padding": (1, 2)}
    return concat(Combinations(where, _keeps, ("square", "grouped")), real=published.grouped)


SMALL = (7, 8, 9, 10, 12, 14, 16, 18, 20, 24, 28, 32)
SIDES = (14, 15, 20, 28, 32, 35, 56, 64, 112)
NARROW = (8, 16, 24, 32, 64, 72, 96, 128)
WIDE = (64, 72, 96, 128, 160, 192, 256, 288, 384, 512)
CHANNELS, GROUPS = (32, 64, 96, 128, 256, 384), (1, 2, 3, 4, 8, 16, 24, 32)
"""Channels and groups of hard layers, of which no other one than published ones has more than 128 channels."""
SOME = (16, 16)

FAMILY = Family(
    module=__name__,
    title="MACs of a convolution with groups",
    weight="special",
    asks="macs",
    levels={
        "easy": _square(SMALL, NARROW, (2, 3, 4, 8, 32), 1),
        "medium": _square(SIDES, WIDE, (2, 3, 4, 8, 10, 18, 24, 32), 2),
        "hard": concat(
            Rows(("in_channels", "groups", "kernel_size", "padding", "macs", "factor", "new_groups"), _wider, (WIDER,)),
            real=_known,
        ),
    },
    formulas=(grouped_macs, conv_output_size),
    compose=_compose,
    misconceptions=(*cost.ALL, *WITH_MORE_CHANNELS),
    as_numbers=("easy", "medium", "hard"),
    stem=_stem,
    solution=_solution,
    network=None,
    givens=_json,
    measure=_measure,
    recount=(Check("sliding kernel", _slid),),
    figures=lambda p: (connectivity(p["in_channels"], p.values.get("out_channels", p["in_channels"]), p["groups"]),),
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
