"""The numbers of an answer by the names that later answers know them by."""

from __future__ import annotations

from quizgen.answers import Answer, Filled, Given, Grid, Number, Numerical, Written
from quizgen.answers.values import components


def numbers(answer: Answer, given: Given) -> dict[str, Number]:
    """Those that were written, else the right ones."""
    match answer, given:
        case Numerical(), Written(values):
            return dict(zip(answer.names, values, strict=False))
        case Numerical(), _:
            return dict(zip(answer.names, components(answer.key), strict=False))
        case Grid(), _:
            cells = given.cells if isinstance(given, Filled) else (None,) * len(answer.open)
            pairs = zip(answer.open, cells, strict=True)
            return {name: value for cell, one in pairs for name, value in numbers(cell, one).items()}
        case _:
            return {}
