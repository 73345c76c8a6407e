"""The receptive field of a stack of convolutions and pooling layers, with strides and dilation.

The reader goes through the layers from the input on, adds what each kernel covers beyond one position, and multiplies
it by the strides of the layers before. Easy items have convolutions only; medium ones a pooling layer, whose window
widens the field as well; hard ones a dilation, which stretches the gaps of its own kernel and nothing else.
"""

from __future__ import annotations

from typing import Any

from quizgen.asking.family import Check, Family
from quizgen.chains import fields, stacks
from quizgen.formulas.receptive_field import ARAUJO, SIMONYAN, longer_jump, wider_field
from quizgen.misconceptions import receptive_field as mistakes
from quizgen.misconceptions.kinds import Shape
from quizgen.model import Values
from quizgen.space import Params
from quizgen.text import Text
from quizgen.topics.receptive_field.shared import alexnet, figures, real, spaces

STEM = """
An image goes through these layers, in this order:

{layers}

How many input pixels does the receptive field of one unit of the last layer's output span along one axis, far away from
the border of the image? (`dilation=1` is an ordinary layer without holes.)
"""


def _matters(c: Any, shape: Shape) -> Any:
    return spaces.spreads(c, len(shape)) & (spaces.field(c, shape) <= 99)


def _walk(p: Params) -> Values:
    seen = stacks.taps(p)
    return (max(seen) - min(seen) + 1,)


PLAIN = {"first": ((3, 4, 5, 7, 11), (1, 2, 4), (1,)), "conv": ((3, 5), (1, 2), (1,)), "pool": ((2, 3), (2,), (1,))}

FAMILY = Family(
    module=__name__,
    title="Receptive field of a stack",
    weight="core",
    asks="receptive_field",
    levels={
        "easy": spaces.stacks(
            ("conv conv", "conv conv conv", "conv conv conv conv"),
            {"first": ((3, 4, 5, 7, 11), (1, 2, 3, 4), (1,)), "conv": ((3, 5), (1, 2), (1,))},
            _matters,
        ),
        "medium": spaces.stacks(
            ("conv pool conv", "conv conv pool conv", "conv pool conv conv", "conv conv pool conv conv"),
            PLAIN,
            _matters,
        ),
        "hard": spaces.stacks(
            (
                "conv pool dilated conv",
                "conv pool conv dilated",
                "conv pool dilated dilated",
                "conv conv pool conv dilated",
            ),
            PLAIN | {"conv": ((3,), (1, 2), (1,)), "dilated": ((3, 5), (1,), (2, 3, 4, 8))},
            _matters,
        ),
    },
    formulas=(wider_field, longer_jump),
    compose=fields.compose_field,
    misconceptions=mistakes.STACK,
    stem=lambda p: Text(STEM, {"layers": real.table(stacks.layers(p))}),
    solution=lambda p, _: (Text(fields.worked_field(len(p.shape)), {**p.values, **stacks.states(p)}),),
    network=real.network,
    measure=lambda p: real.measured(p)[:1],
    recount=(Check("taps walked back", _walk),),
    figures=figures.nested,
    examples=(
        stacks.example(((3, 1), (3, 1), (3, 1)), "conv conv conv", 7, f"{SIMONYAN}, section 2.3"),
        stacks.example(alexnet.ALEXNET, alexnet.ALEXNET_SHAPE, 195, f"{ARAUJO}, table of modern networks, alexnet_v2"),
    ),
)
