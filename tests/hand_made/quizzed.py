"""A question as the quiz asks it."""

from __future__ import annotations

from quizgen.cli import quiz
from quizgen.model import Question
from quizgen.study.ahead import Ahead
from quizgen.study.session import Result


def asked(question: Question, title: str, results: list[Result]) -> None:
    """Shows, asks, verifies and judges it; raises Leave."""
    with Ahead(iter([question]), 1) as ahead:
        for one in ahead:
            quiz._ask(one, ahead, title, results)
