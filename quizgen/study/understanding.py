"""Which number somebody meant who typed what can be read in several ways."""

from __future__ import annotations

from collections.abc import Mapping

from quizgen.answers import Number, Numerical, Written
from quizgen.answers.typed import Reading, readings
from quizgen.answers.values import components


def understood(text: str, asked: Numerical, own: Mapping[str, Number]) -> Reading | None:
    """The reading that is right, else one that a known mistake gives, else the likeliest; None for what is no number.

    ``own`` are the learner's numbers by the names of earlier answers, from which a later one may be right.
    """
    found = readings(text, len(components(asked.key)))
    marked = [(reading, asked.mark(Written(reading.values), own)) for reading in found]
    likeliest = sorted(marked, key=lambda one: (not one[1].right, not one[1].met))
    return likeliest[0][0] if likeliest else None
