"""The learnable parameters of a residual bottleneck block: 1 × 1, 3 × 3 and 1 × 1 convolutions and a shortcut.

The reader counts three convolutions with biases at the easy level, with normalisations at the medium one, and at the
hard one a shortcut with layers of its own as well.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np

from quizgen import oracle
from quizgen.asking.family import Example, Family
from quizgen.figures.residual import residual as drawn
from quizgen.formulas.blocks import bottleneck_block_parameters
from quizgen.layers import Conv2d, Layer, Network, Residual, real
from quizgen.misconceptions import bottleneck as mistakes
from quizgen.model import Figure, Values
from quizgen.space import Combinations, Concat, Params, concat
from quizgen.text import Text
from quizgen.topics.blocks.shared import norms

PATH = (
    "The main path of a residual block has three `Conv2d` layers with `bias={bias}`: one with `kernel_size=1` turns "
    "{in_channels} channels into {mid_channels}, one with `kernel_size=3` keeps these, and one with `kernel_size=1` "
    "turns them into {out_channels}. "
)
NORM = "A `BatchNorm2d` layer with `affine=True` comes after each of them. "
IDENTITY = "The shortcut passes the input on unchanged. "
PROJECTION = (
    "The shortcut has a `Conv2d` layer with `kernel_size=1` and `bias=False` that gives {out_channels} channels, and a "
    "`BatchNorm2d` layer with `affine=True` after it. "
)
STEMS = {"biased": PATH + IDENTITY, "normalised": PATH + NORM + IDENTITY, "projected": PATH + NORM + PROJECTION}
ASK = "How many learnable parameters does the block have?"
WORDS = """
The number of a convolution's weights is the area of its kernel times its input channels times its output channels.
The three layers of the main path have

$${in_channels}*{mid_channels} + 3**2*{mid_channels}*{mid_channels} + {mid_channels}*{out_channels} == {weights}$$

weights. They give

$${mid_channels} + {mid_channels} + {out_channels} == {given}$$

channels, each with {each}
"""
EACH = ("", "a bias.", "a scale and a shift of the batch normalisation:\n\n$${own}*{given} == {owned}$$")
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
    return (c.in_channels == c.out_channels) & _narrow(c) & (_pairs(c)[:3].sum(axis=0) >= 2)


def _projected(c: Any) -> Any:
    wider = (c.out_channels == 2 * c.in_channels) | (c.out_channels == 4 * c.in_channels)
    return wider & _narrow(c) & (_pairs(c).sum(axis=0) >= 2)


def _narrow(c: Any) -> Any:
    """The reduction is to between an eighth and a half of the output, and no more than the input."""
    return (
        (c.out_channels >= 2 * c.mid_channels)
        & (c.out_channels <= 8 * c.mid_channels)
        & (c.mid_channels <= c.in_channels)
    )


def _pairs(c: Any) -> Any:
    """For each convolution, the one on the shortcut last, where its channels are those of a published layer."""
    mid = c.mid_channels
    ends = ((c.in_channels, mid), (mid, mid), (mid, c.out_channels), (c.in_channels, c.out_channels))
    return np.stack([real.channels(*pair) for pair in ends])


def _published(c: Any) -> Any:
    return np.all(_pairs(c)[: 3 + int(c.shape[0] == "projected")], axis=0)


def _level(shape: str, norm: int, projection: int) -> Concat:
    axes: dict[str, tuple[int, ...]] = {"in_channels": ENDS, "mid_channels": MIDDLE, "out_channels": ENDS}
    flags: dict[str, tuple[int, ...]] = {"bias": (1 - norm,), "norm": (norm,), "projection": (projection,)}
    fits = _projected if projection else _identity
    return concat(Combinations(axes | flags, fits, (shape,)), real=_published)


ENDS = (
    *(32, 48, 64, 72, 96, 120, 128, 144, 160, 192, 240, 256, 288, 320, 352, 384, 416, 432, 448, 480, 512, 544, 576),
    *(608, 640, 672, 704, 736, 768, 800, 832, 864, 896, 928, 960, 992, 1024, 1152, 1536, 2048),
)
MIDDLE = (8, 16, 24, 32, 40, 48, 64, 72, 80, 96, 120, 128, 144, 160, 192, 256, 288, 384, 512, 1024)

FAMILY = Family(
    module=__name__,
    title="Parameters of a residual bottleneck block",
    asks="parameters",
    numerical_only="the sum over the three convolutions tells by what it shares with each other option",
    levels={
        "easy": _level("biased", 0, 0),
        "medium": _level("normalised", 1, 0),
        "hard": _level("projected", 1, 1),
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
