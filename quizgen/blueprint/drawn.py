"""A question that was drawn, and where any process finds it again."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from msgspec import Struct

from quizgen.blueprint.candidates import Candidate, candidate
from quizgen.blueprint.cells import Cell
from quizgen.model import Question


class Drawn(Struct, frozen=True):
    """A question, and how any process finds it: by its number in the cell's draw for a seed, or at its point."""

    question: Question
    cell: Cell
    seed: str
    number: int
    at_point: bool = False


Drawing: TypeAlias = Candidate[Drawn]
Test: TypeAlias = Callable[[Drawing], bool]


def drawing(drawn: Drawn) -> Drawing:
    """It as it applies to stand beside others; that is worked out only where it is about to."""
    return candidate(drawn.number, drawn.question, drawn)
