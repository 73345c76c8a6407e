"""The same question about other points of its level, for whoever makes several variants of one."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from quizgen.asking.verify import verified
from quizgen.model import Choose, Question


def alike(point: int, points: Iterable[int], ask: Callable[[int], Question], choose: Choose) -> tuple[Question, ...]:
    """The questions that are chosen among that about the point and those about all points, each verified.

    Raises Disagreement where a witness finds another value than the formula for one that is chosen.
    """
    asked = (ask(one) for every in ((point,), points) for one in every)
    return tuple(verified(question).question for question in choose(asked))
