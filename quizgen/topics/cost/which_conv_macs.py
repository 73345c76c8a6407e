"""Which convolution takes a wanted number of MACs on given maps: the cost read backwards.

Each option is a real layer that is counted; a wrong one has the wanted cost only for somebody who makes mistakes. In
an easy question the kernels move by 1; in a medium one a stride of 2 makes a map smaller, and its division comes out;
in a hard one strides of 2 and 4 leave a remainder.
"""

from __future__ import annotations

from typing import Any

from quizgen import oracle
from quizgen.asking.family import Example
from quizgen.asking.offered import Offered, each
from quizgen.asking.which_layer import WhichFamily
from quizgen.formulas.cost import conv_macs
from quizgen.formulas.sizes import conv_output_size
from quizgen.layers import Conv2d, Network
from quizgen.math.rewrites import substitute
from quizgen.misconceptions import cost
from quizgen.misconceptions.kinds import Trees
from quizgen.model import Kind
from quizgen.one_layer.macs import PADDED
from quizgen.space import Combinations, Concat, Params, concat
from quizgen.text import Text
from quizgen.topics.cost.shared import published
from quizgen.topics.cost.shared.maps import ROUNDED

STEMS: dict[Kind, str] = {
    "choice": "Which of these `Conv2d` layers takes exactly {target_0} MACs",
    "multiple": "Which of these `Conv2d` layers, one or several, take exactly {target_0} MACs",
}
REST = (
    " on one sample with {in_channels} feature maps of {n} × {n}, if all of them have "
    f"`in_channels={{in_channels}}`, `dilation=1`, `groups=1` and `bias=False`? {PADDED} {ROUNDED}"
)
SOLUTION = """
With kernel size $kernel_size$, stride $stride$ and padding $padding$, maps of $n$ × $n$ become maps of $o$ × $o$, where
a fraction is rounded down:

$$o == floor((n + 2*padding - kernel_size)/stride) + 1$$

At each position of the output every one of the $out_channels$ filters multiplies its kernel of $kernel_size**2$ weights
for each of the $in_channels$ input channels. The number of MACs $M$ is

$$M == kernel_size**2*in_channels*out_channels*o**2$$
"""
EACH = """
`{layer}` takes

$$floor(({n} + 2*{padding} - {kernel_size})/{stride}) + 1 == {o}$$

$${kernel_size}**2*{in_channels}*{out_channels}*{o}**2 == {gives_0}$$
"""
NAMES = ("out_channels", "kernel_size", "stride", "padding")


def _compose(trees: Trees, shape: tuple[str, ...]) -> Trees:
    del shape
    total, size = trees
    return (substitute(total, {"out_h": size, "out_w": size}),)


def _layer(p: Params) -> Conv2d:
    return Conv2d(p["in_channels"], p["out_channels"], p["kernel_size"], p["stride"], p["padding"], bias=False)


def _side(p: Params) -> dict[str, int]:
    return {"o": (p["n"] + 2 * p["padding"] - p["kernel_size"]) // p["stride"] + 1}


def _solution(task: Params, offered: tuple[Offered, ...]) -> tuple[Text, ...]:
    return (Text(SOLUTION), *each(EACH, task.values, offered, _side))


def _measure(p: Params) -> tuple[int]:
    return (oracle.macs((_layer(p),), (p["in_channels"], p["n"], p["n"])),)


def _usual(c: Any) -> Any:
    """No padding, or the one that keeps the size at stride 1."""
    usual = (c.padding == 0) | (2 * c.padding == c.kernel_size - 1)
    return usual & (c.kernel_size < c.n)


def _leaves_some(c: Any) -> Any:
    """The division by the stride leaves a remainder."""
    return (c.n + 2 * c.padding - c.kernel_size) % c.stride > 0


def _level(n: tuple[int, ...], inputs: tuple[int, ...], strides: tuple[int, ...]) -> Concat:
    axes = {
        "n": n,
        "in_channels": inputs,
        "out_channels": (8, 16, 24, 32, 48, 64, 96, 128, 192, 256, 384, 512),
        "kernel_size": (1, 3, 5, 7),
        "stride": strides,
        "padding": (0, 1, 2, 3),
    }
    return concat(Combinations(axes, _usual, ("square", "plain")), real=published.convolution)


FAMILY = WhichFamily(
    module=__name__,
    title="Which convolution takes this many MACs?",
    weight="special",
    asks="macs",
    levels={
        "easy": _level((8, 10, 12, 14, 16), (3, 32, 64, 96, 128), (1,)),
        "medium": _level((15, 17, 27, 31, 35, 55), (3, 16, 32, 64, 96, 128, 192), (1, 2)),
        "hard": _level((20, 24, 28, 32, 56, 112), (3, 32, 64, 96, 128, 192, 256), (2, 4)),
    },
    needed={"medium": (lambda c: c.stride > 1,), "hard": (_leaves_some,)},
    given=("n", "in_channels"),
    shown=NAMES,
    formulas=(conv_macs, conv_output_size),
    compose=_compose,
    misconceptions=cost.ALL,
    layer=_layer,
    stem=lambda task, kind: Text(STEMS[kind] + REST, task.values),
    solution=_solution,
    before=lambda task: Network((task["in_channels"], task["n"], task["n"]), ()),
    measure=_measure,
    examples=(
        Example(
            {"n": 227, "in_channels": 3, "out_channels": 96, "kernel_size": 11, "stride": 4, "padding": 0},
            (290_400 * 363,),
            "CS231n notes (2023), Convolutional Networks: AlexNet's first layer, 290,400 neurons of 363 weights",
            ("square", "plain"),
        ),
    ),
)
