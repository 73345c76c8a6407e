"""How far what is written may be off, and what a question says about it: from the digits that its level's keys have."""

from __future__ import annotations

from collections.abc import Iterable

from quizgen.answers import Number, Values
from quizgen.answers.precision import Precision


def tolerance_of(values: Values, precision: Precision) -> Number:
    """How far each number of a value may be off."""
    return max([precision.tolerance(number) for number in values]) if precision.digits is not None else 0


def finest(every: Iterable[Precision]) -> Precision:
    """The one with the most digits, for a question that says it once."""
    return max(every, key=lambda one: (one.significant, one.digits or 0), default=Precision())
