"""Which options a platform may show in an order of its own."""

from __future__ import annotations

from fractions import Fraction

from quizgen.answers import Choice, Multiple


def may_shuffle(answer: Choice | Multiple) -> bool:
    """Whether they are words: numbers and shapes ascend, and of two sides the true one comes first."""
    if isinstance(answer, Choice) and answer.two_sided:
        return False
    return not any(isinstance(option.value, int | Fraction | tuple) for option in answer.options)
