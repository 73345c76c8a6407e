"""An exam of four forms that was drawn once: nothing here needs torch."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizgen.marking.reader import read
from quizgen.marking.records import ExamKept

MIDTERM = Path(__file__).parent / "midterm.json"
"""``quizgen exam midterm --forms 4 --seed 7``."""


@pytest.fixture(scope="session")
def exam() -> ExamKept:
    """Its forms with 20 questions each."""
    return read(MIDTERM)
