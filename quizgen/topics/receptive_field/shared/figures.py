"""A stack as a drawing for the solution."""

from __future__ import annotations

from functools import cache

from quizgen.chains.stacks import SHOWN, _steps, given, layers, states
from quizgen.figures.fields import nested_fields
from quizgen.misconceptions.kinds import Shape
from quizgen.model import Figure
from quizgen.space import Params
from quizgen.text import Text


def chain(p: Params) -> tuple[Figure, ...]:
    """The stack as a drawing for the solution: the stem has its table, and each box says how much its units see."""
    known = states(p)
    drawn = [
        {
            "type": type(one).__name__,
            **{name: getattr(one, name) for name in SHOWN},
            "receptive field": known[f"r_{place}"],
            "jump": known[f"j_{place}"],
        }
        for place, one in enumerate(layers(p), start=1)
    ]
    alt = Text(_words(p.shape), {**p.values, **known})
    return (Figure("chain", {"layers": drawn, "input": "input"}, alt, "solution"),)


def nested(p: Params) -> tuple[Figure, ...]:
    """What a unit sees after each layer of the stack, for the solution."""
    names = [f"{number} {type(one).__name__}" for number, one in enumerate(layers(p), start=1)]
    return (nested_fields(_steps(p), names),)


@cache
def _words(shape: Shape) -> str:
    boxes = (
        f"{'max pooling' if form == 'pool' else 'a convolution'} with kernel size {{kernel_size_{number}}}, "
        f"stride {{stride_{number}}} and dilation {{dilation_{number}}}, after which the receptive field is "
        f"{{r_{place}}} and the jump {{j_{place}}}"
        for place, (number, form) in enumerate(given(shape), start=1)
    )
    return f"A chain of layers. The input goes through {', then '.join(boxes)}."
