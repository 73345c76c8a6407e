"""Which convolution on the shortcut makes the shapes match, so that a residual block can add its two paths.

Each option is a real layer that is run; it has to give as many channels and the same size as the main path. All are
1 × 1 convolutions, as in the papers; where several are right, one may be larger. An easy question tells what the main
path gives, with an even side, so that nothing is left over where it is halved. In a medium one channels and size have
to be found from the layers of a basic block, in a hard one from those of a bottleneck, whose channels change twice.
Where the path keeps both, networks have no layer there, and nothing is asked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import reduce
from operator import or_
from typing import Any

from quizgen import oracle
from quizgen.asking.family import Example
from quizgen.asking.offered import Offered, worked
from quizgen.asking.which_layer import WhichFamily
from quizgen.figures.residual import residual as drawn
from quizgen.formulas.shortcuts import channels_given, size_given
from quizgen.layers import Conv2d, Network, layer_json, real
from quizgen.misconceptions.kinds import Misconception, Shape
from quizgen.misconceptions.limited import without
from quizgen.misconceptions.shortcuts import DIFFERENCE, FOURS, HALF, SHORTCUTS, SUM, TWICE
from quizgen.model import Figure, Kind, Values
from quizgen.space import Combinations, Params, Where, concat
from quizgen.text import Text

ENDS = (
    "# as the only layer on the shortcut, so that both maps have the same shape and can be added? Each option has "
    "`in_channels={in_channels}` and `dilation=1`. As in PyTorch, `padding` counts the zeros on each side, and a "
    "fraction is rounded down."
)
TOLD = (
    "The input of a residual block has {in_channels} channels of {n} × {n}. Its main path turns it into {target_0} "
    "channels of {target_1} × {target_1}. "
)
STEMS = {
    "fourfold": TOLD,
    "strided": TOLD,
    "basic": (
        "The input of a residual block has {in_channels} channels of {n} × {n}. Its main path has a 3 × 3 convolution "
        "with `stride={stride}` and `padding={padding}` that turns them into {mid_channels}, and another one with "
        "`stride=1` and `padding=1` that keeps these. "
    ),
    "bottleneck": (
        "The input of a residual block has {in_channels} channels of {n} × {n}. Its main path has a 1 × 1 convolution "
        "that turns them into {mid_channels}, a 3 × 3 convolution with `stride={stride}` and `padding={padding}` that "
        "keeps these, and a 1 × 1 convolution with `stride=1` that makes 4 times as many of them. "
    ),
}
ASK = {
    "choice": "Which of these `Conv2d` layers fits",
    "multiple": "Which of these `Conv2d` layers, one or several, fit",
}
SOLUTION = """
The shortcut needs `out_channels={target_0}`, and with input size $n$, kernel size $kernel_size$, stride $stride$ and
padding $padding$ it gives maps of the size

$$o == floor((n + 2*padding - kernel_size)/stride) + 1$$
"""
LISTED = """
The 3 × 3 convolution with `stride={stride}` and `padding={padding}` sets the size of the main path's output. Its
side is

$$floor(({n} + 2*{padding} - 3)/{stride}) + 1 == {target_1}$$
"""
EACH = """
`{layer}` gives {gives_0} channels, with a side of

$$floor(({n} + 2*{padding} - {kernel_size})/{stride}) + 1 == {gives_1}$$
"""


def _layer(p: Params) -> Conv2d:
    return Conv2d(p["in_channels"], p["out_channels"], p["kernel_size"], p["stride"], p["padding"])


def _measure(p: Params) -> Values:
    return oracle.output_shape((_layer(p),), (p["in_channels"], p["n"], p["n"]))[:2]


def _middle(task: Params) -> tuple[int, int]:
    """Stride and padding of the 3 × 3 convolution on the main path, which make the size that is wanted."""
    every = ((stride, padding) for padding in (1, 0) for stride in (1, 2))
    return next(one for one in every if (task["n"] + 2 * one[1] - 3) // one[0] + 1 == task["target_1"])


def _is_listed(task: Params) -> bool:
    """Whether the stem names the layers of the main path."""
    return task.shape in {BASIC, BOTTLENECK}


def _main_path(task: Params) -> dict[str, int]:
    """What the stem says of the layers of the main path."""
    stride, padding = _middle(task)
    expansion = EXPANSION if task.shape == BOTTLENECK else 1
    return {"mid_channels": task["target_0"] // expansion, "stride": stride, "padding": padding}


def _givens(task: Params) -> dict[str, Any]:
    """The layers of the main path, where the stem names them."""
    if not _is_listed(task):
        return {}
    path = _main_path(task)
    mid, window = path["mid_channels"], (3, path["stride"], path["padding"])
    if task.shape == BASIC:
        return _listed(Conv2d(task["in_channels"], mid, *window), Conv2d(mid, mid, 3, 1, 1))
    ends = (Conv2d(task["in_channels"], mid, 1), Conv2d(mid, task["target_0"], 1))
    return _listed(ends[0], Conv2d(mid, mid, *window), ends[1])


def _listed(*layers: Conv2d) -> dict[str, Any]:
    return {"main_path": [layer_json(layer) for layer in layers]}


def _stem(task: Params, kind: Kind) -> Text:
    told = _main_path(task) if _is_listed(task) else {}
    return Text((STEMS["".join(task.shape)] + ENDS).replace("#", ASK[kind]), {**task.values, **told})


def _solution(task: Params, offered: tuple[Offered, ...]) -> tuple[Text, ...]:
    found = (Text(LISTED, {**task.values, **_main_path(task)}),) if _is_listed(task) else ()
    return (*found, *worked(SOLUTION, EACH)(task, offered))


def _figures(task: Params) -> tuple[Figure, ...]:
    given = f"{task['in_channels']} × {task['n']} × {task['n']}"
    wanted = f"{task['target_0']} × {task['target_1']} × {task['target_1']}"
    if not _is_listed(task):
        ends = (f"x of {given}", f"y of {wanted}")
        return (drawn((f"main path to {wanted}",), ("one Conv2d layer",), (), *ends, place="stem"),)
    return (drawn(_labels(task), ("one Conv2d layer",), (), f"x of {given}", "y", place="stem"),)


def _labels(task: Params) -> tuple[str, ...]:
    """The layers of the main path, as the drawing names them."""
    path = _main_path(task)
    mid, window = path["mid_channels"], f"stride {path['stride']}, padding {path['padding']}"
    if task.shape == BASIC:
        return (f"3 × 3 convolution to {mid}, {window}", "3 × 3 convolution, stride 1, padding 1")
    return (f"1 × 1 convolution to {mid}", f"3 × 3 convolution, {window}", f"1 × 1 convolution to 4 × {mid}")


def _changes(task: Params) -> bool:
    """The main path gives other channels or another size; where it keeps both, the identity does."""
    return (task["in_channels"], task["n"]) != (task["target_0"], task["target_1"])


def _offered(windows: tuple[tuple[int, int, int], ...]) -> Where:
    """Layers with these kernels, strides and paddings; the channels stay, or are 2 or 4 times as many."""

    def where(c: Any) -> Any:
        times = c.out_channels // c.in_channels
        shaped = reduce(
            or_,
            ((c.kernel_size == k) & (c.stride == s) & (c.padding == p) for k, s, p in windows),
        )
        doubled = (times == 1) | (times == 2) | (times == EXPANSION)
        return shaped & (c.out_channels % c.in_channels == 0) & doubled

    return where


def _on_shortcuts(c: Any) -> Any:
    """The layers that published networks have on their shortcuts: 1 × 1, with the stride of the main path."""
    return real.convolution(c) & real.channels(c.in_channels, c.out_channels) & (c.kernel_size == 1)


def _part(n: Sequence[int], windows: tuple[tuple[int, int, int], ...], shape: Shape) -> Combinations:
    inputs = WIDE if shape == BOTTLENECK else (*NARROW, *WIDE[:5])
    axes = {"in_channels": inputs, "n": n, "out_channels": (*NARROW, *WIDE, 384, 2048)}
    axes |= {"kernel_size": (1, 3), "stride": (1, 2), "padding": (0, 1)}
    return Combinations(axes, _offered(windows), shape)


EXPANSION = 4
NARROW = (16, 32)
WIDE = (64, 128, 192, 256, 512, 1024)
"""So many channels bottlenecks have, those of the ResNets for CIFAR among them."""
ONES = ((1, 1, 0), (1, 2, 0))
THREES = ((3, 1, 1), (3, 2, 1))
UNPADDED = (3, 2, 0)
FOURFOLD, STRIDED, BASIC, BOTTLENECK = ("fourfold",), ("strided",), ("basic",), ("bottleneck",)
LEFT_OUT: Mapping[Shape, tuple[Misconception, ...]] = {
    FOURFOLD: (*SUM, *DIFFERENCE),
    STRIDED: (*SUM, *DIFFERENCE, *FOURS),
    BASIC: (*DIFFERENCE, *TWICE, *FOURS),
    BOTTLENECK: (*TWICE, *HALF, *FOURS),
}
"""Mistakes that give the channels that others give, too; a main path that is listed has been expanded in its stem."""

FAMILY = WhichFamily(
    module=__name__,
    title="Which convolution fits on the shortcut?",
    weight="core",
    asks="channels_and_size",
    levels={
        "easy": concat(
            _part(range(8, 113, 4), (*ONES, *THREES, UNPADDED), STRIDED),
            _part(range(10, 113, 4), (*ONES, *THREES, UNPADDED), FOURFOLD),
            real=_on_shortcuts,
        ),
        "medium": concat(_part(range(7, 114, 2), (*ONES, *THREES, UNPADDED), BASIC), real=_on_shortcuts),
        "hard": concat(_part(range(7, 113, 3), (*ONES, *THREES, UNPADDED), BOTTLENECK), real=_on_shortcuts),
    },
    listed=("medium", "hard"),
    apart=True,
    alone=_on_shortcuts,
    given=("in_channels", "n"),
    shown=("out_channels", "kernel_size", "stride", "padding"),
    formulas=(channels_given, size_given),
    misconceptions=without(LEFT_OUT, *SHORTCUTS),
    layer=_layer,
    stem=_stem,
    solution=_solution,
    givens=_givens,
    sensible=_changes,
    before=lambda task: Network((task["in_channels"], task["n"], task["n"]), ()),
    measure=_measure,
    figures=_figures,
    examples=(
        Example(
            {"in_channels": 64, "n": 56, "out_channels": 128, "kernel_size": 1, "stride": 2, "padding": 0},
            (128, 28),
            "torchvision.models.resnet18, layer2[0].downsample",
        ),
    ),
)
