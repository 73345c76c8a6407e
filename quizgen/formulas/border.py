"""Where in the input a unit looks, one axis at a time; positions are counted from 0 at the border of the image."""

from __future__ import annotations

from collections.abc import Iterable

from quizgen.formulas.receptive_field import ARAUJO
from quizgen.math.functions import ceil
from quizgen.math.reader import formula
from quizgen.math.rewrites import indexed
from quizgen.math.tree import Expr

REGION = f"{ARAUJO}, section on the region of the input image"
Back = Iterable[tuple[str, Expr]]


@formula(source=REGION)
def first_position(position: int, stride: int, padding: int) -> int:
    """The first position of a layer's input that the output at ``position`` reads; below 0 it is padding."""
    return position * stride - padding


@formula(source=REGION)
def last_position(position: int, stride: int, padding: int, kernel_size: int) -> int:
    """The last position of a layer's input that the output at ``position`` reads."""
    return position * stride - padding + kernel_size - 1


@formula(source=f"{ARAUJO}, sections on receptive field size and effective stride")
def outputs_reached(receptive_field: int, jump: int) -> int:
    """The most outputs that see one input position; receptive fields have no holes and start ``jump`` apart."""
    return ceil(receptive_field / jump)


def traced(steps: Back, start: Expr) -> Expr:
    """A position followed back from the output, where it is ``start``, to the input.

    ``steps`` are the layers from the input on, each given as its index and an expression in ``position`` and the
    layer's arguments.
    """
    found = start
    for index, step in reversed(list(steps)):
        found = indexed(step, index, {"position": found})
    return found
