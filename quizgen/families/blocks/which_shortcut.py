"""Which convolution on the shortcut makes the shapes match, so that a residual block can add its two paths.

Each option is a real layer that is run; it has to give as many channels and the same size as the main path.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from quizgen import oracle
from quizgen.asking.family import Example
from quizgen.asking.offered import worked
from quizgen.asking.which_layer import WhichFamily
from quizgen.figures.residual import residual as drawn
from quizgen.formulas.shortcuts import channels_given, size_given
from quizgen.layers import Conv2d, Network
from quizgen.misconceptions.shortcuts import SHORTCUTS
from quizgen.model import Figure, Kind, Values
from quizgen.space import Combinations, Concat, Params, concat
from quizgen.text import Text

STEM = (
    "The input of a residual block has {in_channels} channels of {n} × {n}. Its main path turns it into {target_0} "
    "channels of {target_1} × {target_1}. # as the only layer on the shortcut, so that both maps have the same shape "
    "and can be added? Every layer has `in_channels={in_channels}` and `dilation=1`. As in PyTorch, `padding` counts "
    "the zeros on each side, and a fraction is rounded down."
)
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


def _stem(task: Params, kind: Kind) -> Text:
    return Text(STEM.replace("#", ASK[kind]), task.values)


def _figures(task: Params) -> tuple[Figure, ...]:
    given = f"{task['in_channels']} × {task['n']} × {task['n']}"
    wanted = f"{task['target_0']} × {task['target_1']} × {task['target_1']}"
    ends = (f"x of {given}", f"y of {wanted}")
    return (drawn((f"main path to {wanted}",), ("one Conv2d layer",), (), *ends, place="stem"),)


def _sensible(c: Any) -> Any:
    """No more padding than half a kernel; the channels stay, double, treble or quadruple, or are what is missing."""
    multiple = (c.out_channels % c.in_channels == 0) & (c.out_channels <= 4 * c.in_channels)
    return (2 * c.padding <= c.kernel_size) & multiple


def _level(
    channels: tuple[int, ...], n: Sequence[int], kernel_size: tuple[int, ...], stride: tuple[int, ...]
) -> Concat:
    axes = {"in_channels": channels[:5], "n": n, "out_channels": channels}
    return concat(Combinations(axes | {"kernel_size": kernel_size, "stride": stride, "padding": range(4)}, _sensible))


ROUND = (16, 24, 32, 48, 64, 96, 128, 192, 256)
OTHER = (20, 40, 56, 80, 112, 160, 240, 320)

FAMILY = WhichFamily(
    module=__name__,
    title="Which convolution fits on the shortcut?",
    weight="core",
    asks="channels_and_size",
    levels={
        "easy": _level(ROUND, range(10, 34, 2), (1, 3, 5, 7), (1, 2, 3)),
        "medium": _level(ROUND, range(11, 35, 2), (1, 3, 5, 7), (1, 2, 3)),
        "hard": _level(OTHER, range(12, 36, 2), (1, 3, 5, 7, 9), (1, 2, 3, 4)),
    },
    given=("in_channels", "n"),
    shown=("out_channels", "kernel_size", "stride", "padding"),
    formulas=(channels_given, size_given),
    misconceptions=SHORTCUTS,
    layer=_layer,
    stem=_stem,
    solution=worked(SOLUTION, EACH),
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
