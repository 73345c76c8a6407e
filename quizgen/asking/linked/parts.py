"""The parts of a linked question: what is asked in each, and how it is answered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import TypeAlias

from msgspec import Struct

from quizgen.answers import Number, Values
from quizgen.asking.computed import Check
from quizgen.asking.linked.quantity import Quantity
from quizgen.space import Params
from quizgen.text import Text

ForPoint: TypeAlias = Callable[[Params], Text]
"""A text for a point: a prompt, a heading, a cell that is given."""
ByName: TypeAlias = Mapping[str, Number]
"""The right values of all quantities by their names."""
Solve: TypeAlias = Callable[[Params, ByName], tuple[Text, ...]]
Measure: TypeAlias = Callable[[Params], Values]


def no_prompt(params: Params) -> Text:
    """The stem has said it all."""
    del params
    return Text("")


class Asked(Struct, frozen=True, eq=False, kw_only=True):
    """What parts of every sort have.

    ``measure`` is what real torch layers give for all its quantities, number by number in reading order; ``recount``
    are cheap further opinions on the same numbers. ``solution`` is given the right values of all quantities by name.
    """

    solution: Solve
    measure: Measure
    prompt: ForPoint = no_prompt
    points: Fraction = Fraction(1)
    recount: tuple[Check, ...] = ()


class NumberPart(Asked, frozen=True, eq=False, kw_only=True):
    """A part that asks for one number, or one shape."""

    quantity: Quantity

    @property
    def quantities(self) -> tuple[Quantity, ...]:
        """The one."""
        return (self.quantity,)


class GridPart(Asked, frozen=True, eq=False, kw_only=True):
    """A part that is a table to fill in, with a quantity or a given text in each cell; ``about`` names it in words."""

    about: str
    corner: str
    columns: tuple[ForPoint, ...]
    rows: tuple[ForPoint, ...]
    cells: tuple[tuple[Quantity | ForPoint, ...], ...]

    @property
    def quantities(self) -> tuple[Quantity, ...]:
        """Those of the open cells, row by row."""
        return tuple(cell for row in self.cells for cell in row if isinstance(cell, Quantity))


PartModel: TypeAlias = NumberPart | GridPart
