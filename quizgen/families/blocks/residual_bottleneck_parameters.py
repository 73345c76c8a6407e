"""The learnable parameters of a residual bottleneck block: 1 × 1, 3 × 3 and 1 × 1 convolutions and a shortcut.

The reader counts the three convolutions, the normalisation behind each of them, and the shortcut if it has any.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from quizgen import oracle
from quizgen.asking.family import Example, Family
from quizgen.families.blocks.shared import norms
from quizgen.figures.residual import residual as drawn
from quizgen.formulas.blocks import bottleneck_block_parameters
from quizgen.layers import Conv2d, Layer, Network, Residual
from quizgen.misconceptions import bottleneck as mistakes
from quizgen.model import Figure, Values
from quizgen.space import Combinations, Concat, Params, concat
from quizgen.text import Text

PATH = (
    "The main path of a residual block has three `Conv2d` layers with `bias={bias}`: one with `kernel_size=1` reduces "
    "{in_channels} channels to {mid_channels}, one with `kernel_size=3` keeps these, and one with `kernel_size=1` "
    "makes {out_channels} channels of them. "
)
NORM = "A `BatchNorm2d` layer with `affine=True` comes after each of them. "
IDENTITY = "The shortcut passes the input on unchanged. "
PROJECTION = (
    "The shortcut has a `Conv2d` layer with `kernel_size=1` and `bias=False` to {out_channels} channels and a "
    "`BatchNorm2d` layer as well. "
)
STEMS = {"biased": PATH + IDENTITY, "normalised": PATH + NORM + IDENTITY, "projected": PATH + NORM + PROJECTION}
ASK = "How many learnable parameters does the block have?"
WORDS = """
The number of a convolution's weights is the area of its kernel times its input channels times its output channels.
The three layers of the main path have

$${in_channels}*{mid_channels} + 3**2*{mid_channels}*{mid_channels} + {mid_channels}*{out_channels} == {weights}$$

weights. They give

$${mid_channels} + {mid_channels} + {out_channels} == {given}$$

channels, each with {each}:

$${own}*{given} == {owned}$$
"""
EACH = ("", "a bias", "a scale and a shift of the batch normalisation")
SHORTCUT = """
The convolution on the shortcut and its normalisation have

$${in_channels}*{out_channels} + 2*{out_channels} == {shortcut}$$
"""
LAST = """
The addition has no parameters. All together that is

$${sum} == {key}$$
"""


def _main(p: Params) -> tuple[Layer, ...]:
    mid, bias = p["mid_channels"], bool(p["bias"])
    convs = (
        Conv2d(p["in_channels"], mid, 1, bias=bias),
        Conv2d(mid, mid, 3, padding=1, bias=bias),
        Conv2d(mid, p["out_channels"], 1, bias=bias),
    )
    return norms.with_norms(convs) if p["norm"] else convs


def _block(p: Params) -> Residual:
    projection = (Conv2d(p["in_channels"], p["out_channels"], 1, bias=False),) if p["projection"] else ()
    return Residual(_main(p), norms.with_norms(projection))


def _stem(p: Params) -> Text:
    return Text(STEMS[p.shape[0]] + ASK, {**p.values, "bias": str(bool(p["bias"]))})


def _figures(p: Params) -> tuple[Figure, ...]:
    mid, out, norm = p["mid_channels"], p["out_channels"], ("BatchNorm2d",) if p["norm"] else ()
    convs = (f"1 × 1 convolution to {mid}", f"3 × 3 convolution to {mid}", f"1 × 1 convolution to {out}")
    path = tuple(label for conv in convs for label in (conv, *norm))
    shortcut = (convs[-1], *norm) if p["projection"] else ()
    return (drawn(path, shortcut, (), f"x with {p['in_channels']} channels", f"y with {out} channels", place="stem"),)


@cache
def _words(own: int, projection: int) -> str:
    parts = ("weights", "owned", "shortcut") if projection else ("weights", "owned")
    words = WORDS.replace("{each}", EACH[own]) + (SHORTCUT if projection else "")
    return words + LAST.replace("{sum}", " + ".join(f"{{{part}}}" for part in parts))


def _solution(p: Params, key: Values) -> tuple[Text, ...]:
    channels, mid, out = p["in_channels"], p["mid_channels"], p["out_channels"]
    own, given = p["bias"] + 2 * p["norm"], 2 * mid + out
    known = {"weights": channels * mid + 9 * mid**2 + mid * out, "given": given, "own": own, "owned": own * given}
    words = _words(own, p["projection"])
    return (Text(words, {**p.values, **known, "shortcut": channels * out + 2 * out, "key": key[0]}),)


def _identity(c: Any) -> Any:
    return (c.in_channels == c.out_channels) & _narrow(c)


def _projected(c: Any) -> Any:
    return (c.in_channels < c.out_channels) & (c.out_channels <= 4 * c.in_channels) & _narrow(c)


def _narrow(c: Any) -> Any:
    """The reduction is to between an eighth and a half of the output."""
    return (
        (c.out_channels >= 2 * c.mid_channels)
        & (c.out_channels <= 8 * c.mid_channels)
        & (c.mid_channels < c.in_channels)
    )


def _level(shape: str, ends: tuple[int, ...], mid: tuple[int, ...], norm: int, projection: int) -> Concat:
    axes: dict[str, tuple[int, ...]] = {"in_channels": ends, "mid_channels": mid, "out_channels": ends}
    flags: dict[str, tuple[int, ...]] = {"bias": (1 - norm,), "norm": (norm,), "projection": (projection,)}
    return concat(Combinations(axes | flags, _projected if projection else _identity, (shape,)))


SMALL = (16, 20, 24, 30, 32, 36, 40, 48, 50, 56, 60, 64, 70, 72, 80, 90, 96, 100)
LITTLE = (4, 5, 6, 7, 8, 9, 10, 12, 14, 15, 16, 18, 20, 24)

FAMILY = Family(
    module=__name__,
    title="Parameters of a residual bottleneck block",
    asks="parameters",
    levels={
        "easy": _level("biased", SMALL, LITTLE, 0, 0),
        "medium": _level("normalised", (*SMALL, 112, 120, 128, 144, 160, 192), (*LITTLE, 28, 30, 32, 36, 40, 48), 1, 0),
        "hard": _level(
            "projected",
            (24, 32, 36, 40, 48, 56, 60, 64, 72, 80, 96, 112, 128, 160),
            (8, 10, 12, 14, 16, 20, 24, 28, 30, 32, 36, 40),
            1,
            1,
        ),
    },
    formulas=(bottleneck_block_parameters,),
    misconceptions=mistakes.BLOCK,
    stem=_stem,
    solution=_solution,
    figures=_figures,
    network=lambda p: Network((p["in_channels"], 56, 56), (_block(p),)),
    measure=lambda p: (oracle.parameters((_block(p),)),),
    examples=(
        Example(
            {"in_channels": 256, "mid_channels": 64, "out_channels": 256, "bias": 0, "norm": 1, "projection": 0},
            (70_400,),
            "torchvision.models.resnet50, layer1[1]",
            ("normalised",),
        ),
        Example(
            {"in_channels": 64, "mid_channels": 64, "out_channels": 256, "bias": 0, "norm": 1, "projection": 1},
            (75_008,),
            "torchvision.models.resnet50, layer1[0]",
            ("projected",),
        ),
    ),
)
