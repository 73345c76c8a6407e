"""What is said of a first try that is wrong, on the lines of a terminal."""

from __future__ import annotations

from collections.abc import Mapping

from quizgen.answers import Given, Mark, Matching, Multiple, Number, Ordering
from quizgen.cli import screen
from quizgen.model import Question
from quizgen.study import replies
from quizgen.text import Text
from quizgen.text.terminal import TERMINAL


def of_number(question: Question, place: int, own: Mapping[str, Number], given: Given, cell: int = 0) -> str:
    """A sentence on a number, or an open cell of a table."""
    return _wrapped(replies.of_number(question, place, own, given, cell))


def of_letters(asked: Multiple | Matching | Ordering, mark: Mark) -> str:
    """A sentence on options."""
    return _wrapped(replies.of_letters(asked, mark))


def _wrapped(said: Text) -> str:
    return screen.wrapped(TERMINAL.line(said))
