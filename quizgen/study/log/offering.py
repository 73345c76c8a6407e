"""Which mistakes an item gives a chance to make, and to avoid."""

from __future__ import annotations

from quizgen.model import Question


def offered(question: Question) -> tuple[str, ...]:
    """The ids of the concepts that a wrong answer could show, on offer or foreseen, each once in their order."""
    return tuple(dict.fromkeys(str(slip.concept.id) for slip in question.slips))
