"""The receptive field of a stack, worked out layer by layer."""

from __future__ import annotations

from functools import cache

from quizgen.formulas.receptive_field import stacked
from quizgen.misconceptions.kinds import Shape, Trees

WIDER = (
    "A layer with kernel size $kernel_size$, stride $stride$ and dilation $dilation$ turns these into the receptive "
    "field\n\n$$receptive_field + dilation*(kernel_size - 1)*jump$$\n\nand the distance $jump*stride$."
)
"""What comes after how far a unit sees and how far neighbouring units are apart before the first layer."""
_FIRST = (
    "Before the first layer a unit spans $receptive_field == 1$ {part}, and neighbouring units are $jump == 1$ {part} "
    "apart."
)
_LINE = """
$$receptive_field_{0} == {{r_{1}}} + {{dilation_{0}}}*({{kernel_size_{0}}} - 1)*{{j_{1}}} == {{r_{0}}}$$
"""


def compose_field(formulas: Trees, shape: Shape) -> Trees:
    """The receptive field, from the formulas for one more layer."""
    return (stacked(formulas[0], formulas[1], shape)[0],)


@cache
def worked_field(depth: int, part: str = "pixel") -> str:
    """The solution for so many layers, with holes for their arguments and for what ``grown`` gives.

    ``part`` is what an input consists of.
    """
    return f"{_FIRST.replace('{part}', part)} {WIDER} Layer by layer this gives\n{field_lines(depth)}"


@cache
def field_lines(depth: int) -> str:
    """One line for the receptive field after each layer."""
    return "".join(_LINE.format(number, number - 1) for number in range(1, depth + 1))
