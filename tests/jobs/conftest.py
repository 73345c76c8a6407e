"""Rounds that are small, and questions that are found faulty wherever they are verified."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from quizgen.asking import verify
from quizgen.errors import Disagreement
from quizgen.jobs import ahead, rounds
from quizgen.model import Question


@pytest.fixture
def small_rounds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rounds are small, so that there are several."""
    monkeypatch.setattr(rounds, "ROUND", 16)
    monkeypatch.setattr(rounds, "LOW", 4)
    monkeypatch.setattr(ahead, "ROUND", 16)
    monkeypatch.setattr(ahead, "OF_ONE", 1)
    monkeypatch.setattr(ahead, "BATCH", 4)
    monkeypatch.setattr(ahead, "MORE", 2)


@pytest.fixture
def refuse(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Lets the question with that id be faulty."""

    def refused(bad: str) -> None:
        check = verify.check_answers

        def checked(question: Question) -> None:
            if question.id == bad:
                raise Disagreement(f"{bad} is faulty")
            check(question)

        monkeypatch.setattr(verify, "check_answers", checked)

    return refused
