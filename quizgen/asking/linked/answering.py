"""The answers to the parts of a linked question at one point."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import assert_never

from msgspec import Struct

from quizgen.answers import Answer, Grid, GridCell, Number, Numerical, Option, Origin
from quizgen.answers.precision import Precision
from quizgen.answers.values import by_size, single, written
from quizgen.asking.linked.follows import Follows
from quizgen.asking.linked.parts import ForPoint, GridPart, NumberPart, PartModel
from quizgen.asking.linked.plan import Plan
from quizgen.asking.linked.quantity import Quantity
from quizgen.asking.rounding import tolerance_of
from quizgen.space import Params
from quizgen.text import Text


class Answering(Struct, frozen=True, eq=False, dict=True):
    """A point, its number in the level and what is asked about it.

    ``told`` gives the misconceptions about a quantity, by its id, that its value tells from all others.
    """

    plan: Plan
    params: Params
    point: int
    told: Callable[[str], list[int]]

    @cached_property
    def numbers(self) -> dict[str, Number]:
        """The numbers of all quantities, by name; raises Disagreement where a formula has no value."""
        return self.plan.numbers(self.params)

    @cached_property
    def _known(self) -> dict[str, Number]:
        return {**self.params.values, **self.numbers}

    def answer(self, part: PartModel, wanted: Precision) -> Answer:
        """How a part is answered; right and wrong values that are rounded as wanted are known again."""
        match part:
            case NumberPart(quantity=quantity):
                return self._written(quantity, wanted)
            case GridPart():
                rows, columns = (tuple(one(self.params) for one in headings) for headings in (part.rows, part.columns))
                cells = tuple(tuple([self._cell(cell, wanted) for cell in row]) for row in part.cells)
                return Grid(rows, columns, cells, Text(part.corner), Text(part.about))
            case _:
                assert_never(part)

    def _cell(self, cell: Quantity | ForPoint, wanted: Precision) -> GridCell:
        return self._written(cell, wanted) if isinstance(cell, Quantity) else cell(self.params)

    def _written(self, quantity: Quantity, wanted: Precision) -> Numerical:
        key = tuple([self.numbers[name] for name in quantity.names])
        return Numerical(
            single(key),
            self._foreseen(quantity, wanted),
            tolerance_of(key, wanted),
            names=quantity.names,
            follows=Follows(self.plan.follows(quantity.id)[0], self.params.values),
        )

    def _foreseen(self, quantity: Quantity, wanted: Precision) -> tuple[Option, ...]:
        """What the quantity's misconceptions give, as far as each is told by its value."""
        name, values, origin = quantity.id, self.params.values, Origin(self.point, quantity.id)
        slips, follows = self.plan.slips(name), self.plan.follows(name)[1:]
        told, exact = self.told(name), wanted.digits is None
        every = sorted(zip(self.plan.wrong(name, told, self._known), told, strict=True), key=by_size)
        return tuple(
            [
                Option(
                    written(value := single(one)),
                    value,
                    slips[number],
                    origin,
                    Follows(follows[number], values) if follows[number] else (),
                    0 if exact else tolerance_of(one, wanted),
                )
                for one, number in every
            ]
        )
