"""Which convolution on the shortcut makes the shapes match, so that a residual block can add its two paths.

Each option is a real layer that is run; it has to give as many channels and the same size as the main path. All are
1 × 1 convolutions, as in the papers; where several are right, one may be larger. The side of an easy map is even, so
that nothing is left over where it is halved; that of a medium one is odd; and at the hard level channels and size of
the main path have to be found first. Where the path keeps both, networks have no layer there, and nothing is asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from operator import or_
from typing import Any

from quizgen import oracle
from quizgen.asking.family import Example
from quizgen.asking.offered import worked
from quizgen.asking.which_layer import WhichFamily
from quizgen.figures.residual import residual as drawn
from quizgen.formulas.shortcuts import channels_given, size_given
from quizgen.layers import Conv2d, Network, layer_json, real
from quizgen.misconceptions.shortcuts import SHORTCUTS
from quizgen.model import Figure, Kind, Values
from quizgen.space import Combinations, Concat, Params, Where, concat
from quizgen.text import Text

ENDS = (
    "# as the only layer on the shortcut, so that both maps have the same shape and can be added? Each option has "
    "`in_channels={in_channels}` and `dilation=1`. As in PyTorch, `padding` counts the zeros on each side, and a "
    "fraction is rounded down."
)
STEMS = {
    "": (
        "The input of a residual block has {in_channels} channels of {n} × {n}. Its main path turns it into {target_0} "
        "channels of {target_1} × {target_1}. "
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


def _main_path(task: Params) -> dict[str, int]:
    """The main path of a bottleneck block."""
    stride, padding = _middle(task)
    return {"mid_channels": task["target_0"] // EXPANSION, "stride": stride, "padding": padding}


def _givens(task: Params) -> dict[str, Any]:
    """The layers of the main path, where the stem names them."""
    if not task.shape:
        return {}
    path = _main_path(task)
    mid = path["mid_channels"]
    middle = Conv2d(mid, mid, 3, path["stride"], path["padding"])
    layers = (Conv2d(task["in_channels"], mid, 1), middle, Conv2d(mid, task["target_0"], 1))
    return {"main_path": [layer_json(layer) for layer in layers]}


def _stem(task: Params, kind: Kind) -> Text:
    told = _main_path(task) if task.shape else {}
    return Text((STEMS["".join(task.shape)] + ENDS).replace("#", ASK[kind]), {**task.values, **told})


def _figures(task: Params) -> tuple[Figure, ...]:
    given = f"{task['in_channels']} × {task['n']} × {task['n']}"
    wanted = f"{task['target_0']} × {task['target_1']} × {task['target_1']}"
    if not task.shape:
        ends = (f"x of {given}", f"y of {wanted}")
        return (drawn((f"main path to {wanted}",), ("one Conv2d layer",), (), *ends, place="stem"),)
    path = _main_path(task)
    mid, middle = path["mid_channels"], f"stride {path['stride']}, padding {path['padding']}"
    labels = (f"1 × 1 convolution to {mid}", f"3 × 3 convolution, {middle}", f"1 × 1 convolution to 4 × {mid}")
    return (drawn(labels, ("one Conv2d layer",), (), f"x of {given}", "y", place="stem"),)


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


def _level(n: Sequence[int], windows: tuple[tuple[int, int, int], ...], *shape: str) -> Concat:
    inputs = WIDE if shape else (*NARROW, *WIDE[:5])
    axes = {"in_channels": inputs, "n": n, "out_channels": (*NARROW, *WIDE, 384, 2048)}
    axes |= {"kernel_size": (1, 3), "stride": (1, 2), "padding": (0, 1)}
    return concat(Combinations(axes, _offered(windows), shape), real=_on_shortcuts)


EXPANSION = 4
NARROW = (16, 32)
WIDE = (64, 128, 192, 256, 512, 1024)
"""So many channels bottlenecks have, those of the ResNets for CIFAR among them."""
ONES = ((1, 1, 0), (1, 2, 0))
THREES = ((3, 1, 1), (3, 2, 1))
UNPADDED = (3, 2, 0)

FAMILY = WhichFamily(
    module=__name__,
    title="Which convolution fits on the shortcut?",
    weight="core",
    asks="channels_and_size",
    levels={
        "easy": _level(range(8, 113, 2), (*ONES, *THREES, UNPADDED)),
        "medium": _level(range(9, 114, 2), (*ONES, *THREES)),
        "hard": _level(range(7, 113, 3), (*ONES, *THREES, UNPADDED), "bottleneck"),
    },
    apart=True,
    alone=_on_shortcuts,
    given=("in_channels", "n"),
    shown=("out_channels", "kernel_size", "stride", "padding"),
    formulas=(channels_given, size_given),
    misconceptions=SHORTCUTS,
    layer=_layer,
    stem=_stem,
    solution=worked(SOLUTION, EACH),
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
