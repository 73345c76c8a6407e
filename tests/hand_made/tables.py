"""Tables of networks as they may come: functions between layers, parameters of their own, gates, thirds, odd names."""

from __future__ import annotations

import dataclasses
from fractions import Fraction

from msgspec.structs import replace

from quizgen import architectures
from quizgen.explaining import Explanation, Line, by_formula
from quizgen.explaining.table import Input

THIRD = Fraction(1, 3)
GATED = Explanation(
    "mine",
    (3, 8, 9),
    (
        Line("body.conv", "Conv2d", (4, 8, 9), 112, 7776, (3, 3), (1, 1), (0, 0), sources=(-1,), output_bytes=1152),
        Line("body.norm", "BatchNorm2d", (4, 8, 9), 8, 0, (3, 3), (1, 1), (0, 0), sources=(0,), output_bytes=1152),
        Line(
            "body.relu", "F.relu", (4, 8, 9), 0, 0, (3, 3), (1, 1), (0, 0), "function", sources=(1,), output_bytes=1152
        ),
        Line("body.scale", "Parameter", None, 5, 0, None, None, None, "other", frozen=5),
        Line(
            "se.pool",
            "AdaptiveAvgPool2d",
            (4, 1, 1),
            0,
            0,
            (8, 9),
            None,
            None,
            sources=(2,),
            output_bytes=16,
            whole=True,
        ),
        Line(
            *("se.mul", "*", (4, 8, 9), 0, 0, (3, 3), (1, 1), (0, 0), "function"),
            input_shapes=((4, 8, 9), (4, 1, 1)),
            output_bytes=1152,
            through="se.pool",
            sources=(2, 4),
        ),
        Line(
            *(
                "up",
                "ConvTranspose2d",
                (4, 24, 18),
                148,
                20736,
                (3, 4),
                (THIRD, Fraction(1, 2)),
                (-THIRD, Fraction(-1, 4)),
            ),
            output_bytes=6912,
            sources=(5,),
        ),
        Line(
            "mix", "@", (4, 24, 18), 0, 64, (3, 4), None, None, "function", output_bytes=6912, sources=(6,), whole=True
        ),
    ),
    273,
    28576,
    ("no jump can be told of mix: it mixes all places",),
    frozen=5,
)
"""Of 273 parameters 268 are learned; functions multiply 64 times."""
UNKNOWN = Explanation(
    "odd",
    (1, 4, 4),
    (Line("lstm", "LSTM", None, 40, None, None, None, None), Line("fc", "Linear", (2,), 6, 4, (4, 4), None, None)),
    46,
    None,
)
SEVERAL = replace(GATED, inputs=(Input("x", (3, 8, 9)), Input("ids", (16,), "int64")))


def shipped(name: str) -> Explanation:
    """The table of a published network."""
    found = architectures.load(name)
    return by_formula(found.network, found.title, found.names)


def deep(names: int = 60) -> Explanation:
    """A network with names as long as somebody's who builds modules of modules."""
    one = Line("", "Conv2d", (64, 56, 56), 36_928, 115_605_504, (1000, 1000), (4, 4), (0, 0), output_bytes=802_816)
    lines = tuple(
        dataclasses.replace(
            one, name=f"backbone.features.denseblock{place // 6}.denselayer{place % 6}.convolution_{place}"
        )
        for place in range(names)
    )
    return Explanation("deep", (3, 224, 224), lines, names * 36_928, names * 115_605_504)


def spoiled(words: str) -> Explanation:
    """A network whose every name is such words."""
    lines = (
        Line(words, words, (4, 8, 9), 112, 7776, (3, 3), (1, 1), (0, 0), output_bytes=1152),
        Line(f"{words}.{words}", "ReLU", (4, 8, 9), 0, 0, (3, 3), (1, 1), (0, 0), output_bytes=1152, through=words),
    )
    return Explanation(
        words, (3, 8, 9), lines, 112, 7776, (words,), 12, (Input(words, (3, 8, 9)), Input("b", (1,), words))
    )
