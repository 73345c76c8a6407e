"""The sheet of formulas that goes with an exam."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from quizgen.model import Form
from quizgen.text import Text

DISPLAYED = "$$"


def formulas(form: Form) -> tuple[Text, ...]:
    """Formulas of the solutions that hold no number of a question, each once, after what its letters mean."""
    found: dict[str, str] = {}
    for item in form.items:
        for part in item.question.parts:
            for solution in part.solution:
                for about, formula in _general(solution):
                    found.setdefault(formula, about)
    return tuple(Text(f"{about}\n\n{formula}") for formula, about in found.items())


def _general(solution: Text) -> Iterator[tuple[str, str]]:
    """Each formula after a paragraph, where neither has a place for a number."""
    paragraphs = [paragraph.strip() for paragraph in solution.template.split("\n\n")]
    for about, formula in pairwise(filter(None, paragraphs)):
        if formula.startswith(DISPLAYED) and not about.startswith(DISPLAYED) and "{" not in about + formula:
            yield about, formula
