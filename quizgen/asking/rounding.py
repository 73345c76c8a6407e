"""How far what is written may be off, and what a question says about it: from the digits that its level's keys have."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from quizgen.answers import Number, Option, Values
from quizgen.answers.numerical import components_of
from quizgen.answers.precision import Precision


def tolerance_of(key: Values, precision: Precision) -> Number:
    """How far each number of a key may be off."""
    return max(precision.tolerance(number) for number in key)


def with_tolerance(foreseen: Iterable[Option], precision: Precision) -> tuple[Option, ...]:
    """Foreseen wrong values that are known again when they are rounded as the key has to be."""
    return tuple(replace(one, tolerance=tolerance_of(components_of(one), precision)) for one in foreseen)


def finest(every: Iterable[Precision]) -> Precision:
    """The one with the most digits, for a question that says it once."""
    return max(every, key=lambda one: (one.significant, one.digits or 0), default=Precision())
