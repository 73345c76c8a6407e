"""What stands at a place of a form, as any process finds it again."""

from __future__ import annotations

from fractions import Fraction

from msgspec import Struct

from quizgen.blueprint.arranging import arranged
from quizgen.blueprint.cells import Opened
from quizgen.blueprint.forms import Draft
from quizgen.jobs.portions import opened
from quizgen.jobs.references import Reference, reference
from quizgen.model import Question


class Place(Struct, frozen=True):
    """Which question of a cell stands at a place, and what it is worth there if not what its parts are: a ``Seat``."""

    cell: Reference
    seed: str
    number: int
    at_point: bool
    letter: int | None
    worth: Fraction | None

    def question(self, *, alone: bool) -> Question:
        """Asks it again; ``alone``, no other form draws from the cell for that seed, and it is not kept open."""
        if self.at_point:
            return arranged(self.cell.cell().at(self.number, self.seed), self.letter)
        cell = Opened(self.cell.cell(), self.seed) if alone else opened(self.cell, self.seed)
        return arranged(next(cell.onward(self.number)), self.letter)


def places(draft: Draft) -> tuple[Place, ...]:
    """Those of a form."""
    return tuple(
        Place(reference(seat.cell), seat.seed, seat.number, seat.at_point, seat.letter, seat.worth)
        for seat in draft.seats
    )
