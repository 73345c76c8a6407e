"""The multiply-accumulate operations of one convolution.

The reader finds the size of the output, and multiplies its positions by the weights, which all work at each of them. In
an easy question the layer keeps the size of its maps; in a medium one the stride makes them smaller, so that their size
is to be found first. A hard one does not tell the channels but what the layer costs on other maps: that the work at
each position stays the same has to be seen, and the cost follows from the two numbers of positions.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any

from quizgen import oracle
from quizgen.asking.family import Check, Example, Family
from quizgen.formulas.cost import conv_macs
from quizgen.formulas.sizes import conv_output_size
from quizgen.layers import Conv2d, Network, real
from quizgen.math.reader import read
from quizgen.misconceptions import cost
from quizgen.misconceptions.kinds import Shape, Trees
from quizgen.misconceptions.scaled_cost import AGAIN, ON_OTHER_MAPS, again
from quizgen.model import Values
from quizgen.one_layer.macs import PADDED, on_maps, out, outputs, worked
from quizgen.space import Combinations, Concat, Params, Rows, concat
from quizgen.text import Text
from quizgen.topics.cost.shared import published
from quizgen.topics.cost.shared.maps import MAPS, ROUNDED, everywhere, placed, windows

STEM = (
    "A `Conv2d` layer with `in_channels={in_channels}`, `out_channels={out_channels}`, `kernel_size={kernel_size}`, "
    "`stride={stride}`, `padding={padding}`, `dilation=1`, `groups=1` and `bias=False` is applied to one sample with "
    f"feature maps of {{map}}. {ROUNDED} How many MACs does the layer take? {PADDED}"
)
OTHER = (
    "A `Conv2d` layer with `kernel_size={kernel_size}`, `stride={stride}`, `padding={padding}`, `dilation=1` and "
    "`bias=False` takes {macs} MACs for one sample with feature maps of {n} × {n}. How many MACs does the same layer "
    f"take for one sample with feature maps of {{n_h}} × {{n_w}} (height × width)? {ROUNDED} {PADDED}"
)
OTHER_SOLUTION = """
At each position of its output the layer does the same work, whatever the size of the map. Maps of {n} × {n} become maps
of {o} × {o}:

$$floor(({n} + 2*{padding} - {kernel_size})/{stride}) + 1 == {o}$$

The other maps become maps of {o_h} × {o_w}:

$$floor(({n_h} + 2*{padding} - {kernel_size})/{stride}) + 1 == {o_h}$$

$$floor(({n_w} + 2*{padding} - {kernel_size})/{stride}) + 1 == {o_w}$$

The MACs of one position are

$${macs}/{o}**2 == {each}$$

and those of all positions of the other output are

$${each}*{o_h}*{o_w} == {key}$$
"""
WORDS = (
    "At each position of the output every one of the $out_channels$ filters multiplies its kernel of $kernel_size**2$ "
    "weights for each of the $in_channels$ input channels. The number of MACs $M$ is"
)
TOTAL = "kernel_size**2*in_channels*out_channels"


def _stem(p: Params) -> Text:
    return Text(OTHER if p.shape[0] == AGAIN else STEM.replace("{map}", MAPS[p.shape[0]]), p.values)


def _solution(p: Params, key: Values) -> tuple[Text, ...]:
    if p.shape[0] == AGAIN:
        sides = {name: out(p[side], p) for name, side in (("o", "n"), ("o_h", "n_h"), ("o_w", "n_w"))}
        return (Text(OTHER_SOLUTION, {**p.values, **sides, "each": p["macs"] // sides["o"] ** 2, "key": key[0]}),)
    return (Text(worked(p.shape[0], WORDS, TOTAL), {**p.values, **outputs(p), "M": key[0]}),)


def _network(p: Params) -> Network:
    if p.shape[0] == AGAIN:
        return _alone(p, p["n_h"], p["n_w"])
    channels = p["in_channels"], p["out_channels"]
    return placed(p, Conv2d(*channels, p["kernel_size"], p["stride"], p["padding"], bias=False))


def _alone(p: Params, height: int, width: int) -> Network:
    """The layer with one channel each, as its channels are not told."""
    return Network((1, height, width), (Conv2d(1, 1, p["kernel_size"], p["stride"], p["padding"], bias=False),))


def _givens(p: Params) -> dict[str, object]:
    """What the layer costs on the maps that it had before."""
    return {"macs": p["macs"], "before": [p["n"], p["n"]]} if p.shape[0] == AGAIN else {}


def _measure(p: Params) -> Values:
    """What torch counts; on other maps, how many times as much as before."""
    new = _network(p)
    found = oracle.macs(new.layers, new.input)
    if p.shape[0] != AGAIN:
        return (found,)
    old = _alone(p, p["n"], p["n"])
    return (p["macs"] * found // oracle.macs(old.layers, old.input),)


def _slid(p: Params) -> Values:
    """Counts the products of one filter on one channel, at every place of the kernel."""
    if p.shape[0] == AGAIN:
        before, after = (sum(1 for _ in product(*windows(one))) for one in (Params(p.values, ("square",)), _oblong(p)))
        return (p["macs"] // before * after,)
    products = everywhere(p, p["kernel_size"] * p["kernel_size"])
    return (sum([products * p["in_channels"]] * p["out_channels"]),)


def _oblong(p: Params) -> Params:
    return Params(p.values, ("oblong",))


def _compose(trees: Trees, shape: Shape) -> Trees:
    return (read(again("macs*HEIGHT*WIDTH/BEFORE**2")),) if shape[0] == AGAIN else on_maps(trees, shape)


def _usual(c: Any) -> Any:
    """The padding keeps the size at stride 1, and a kernel of 7 looks at images, as in published networks."""
    return (2 * c.padding == c.kernel_size - 1) & ((c.kernel_size < 7) | (c.in_channels == 3))


def _elsewhere() -> Iterator[tuple[int, ...]]:
    """Published layers, what they cost on usual maps, and other maps for them, whose sides differ."""
    every = product(WINDOWS, CHANNELS, BEFORE, HEIGHTS, WIDTHS)
    rows = (
        (n, height, width, *window, window[0] ** 2 * channels * _side(n, window) ** 2)
        for window, channels, n, height, width in every
        if n not in {height, width} and height < width and (window[0] < LARGE or channels % 3 == 0)
    )
    yield from dict.fromkeys(rows)


def _side(n: int, window: tuple[int, int, int]) -> int:
    kernel_size, stride, padding = window
    return (n + 2 * padding - kernel_size) // stride + 1


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
WINDOWS = ((3, 1, 1), (3, 2, 1), (5, 1, 2), (5, 2, 2), (7, 2, 3), (3, 1, 0), (3, 2, 0))
LARGE = 7
CHANNELS = (3 * 16, 3 * 32, 3 * 64, 16 * 16, 16 * 32, 32 * 32, 32 * 64, 64 * 64)
"""Input times output channels of published layers; those of large kernels see images."""
BEFORE = (14, 16, 28, 32, 56, 64)
HEIGHTS, WIDTHS = (15, 20, 24, 30, 36, 48), (25, 30, 35, 40, 42, 60)

FAMILY = Family(
    module=__name__,
    title="MACs of a convolution",
    weight="core",
    asks="macs",
    levels={
        "easy": _square(SMALL, (1, 3, 4, 6, 8, 16, 20, 32), (6, 8, 12, 16, 20, 32, 50, 64), 1),
        "medium": _square(SIDES, (3, *WIDE), WIDE, 2),
        "hard": concat(
            Rows(("n", "n_h", "n_w", "kernel_size", "stride", "padding", "macs"), _elsewhere, (AGAIN,)),
            real=real.everywhere,
        ),
    },
    formulas=(conv_macs, conv_output_size),
    compose=_compose,
    misconceptions=(*cost.ALL, *ON_OTHER_MAPS),
    as_numbers=("medium",),
    options={"easy": 4, "medium": 4, "hard": 0},
    stem=_stem,
    solution=_solution,
    network=_network,
    givens=_givens,
    measure=_measure,
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
