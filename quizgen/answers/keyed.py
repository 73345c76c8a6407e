"""The letters of a key."""

from __future__ import annotations

from collections.abc import Iterable
from string import ascii_uppercase
from typing import TYPE_CHECKING, assert_never

from quizgen.answers.choice import Choice
from quizgen.answers.grid import Grid
from quizgen.answers.matching import Matching
from quizgen.answers.multiple import Multiple
from quizgen.answers.numerical import Numerical
from quizgen.answers.ordering import Ordering

if TYPE_CHECKING:
    from quizgen.answers import Answer


def letters(answer: Answer) -> str:
    """The right letters: those that are ticked, or those on the lines in their order; nothing of what is written."""
    match answer:
        case Choice() | Multiple():
            places: Iterable[int] = sorted(answer.correct)
        case Matching() | Ordering():
            places = answer.places
        case Numerical() | Grid():
            places = ()
        case _:
            assert_never(answer)
    return "".join(ascii_uppercase[place] for place in places)
