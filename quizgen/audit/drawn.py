"""The choice items of a level as people get them: many seeds, a few items of each."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from quizgen.answers import Choice
from quizgen.asking.source import Source
from quizgen.model import Level, Question

EACH = 40


def choices(source: Source, level: Level, number: int, prefix: str) -> Iterator[Question]:
    """So many choice items over fixed paths, named by ``prefix``; none where the level has none."""
    seed = left = 0
    while (left := number - seed * EACH) > 0 and source.count(level, "choice"):
        yield from islice(source.draw(level, "choice", f"{prefix}-{seed}"), min(EACH, left))
        seed += 1


def choice(question: Question) -> Choice:
    """The options and the key's place; raises TypeError for a question that is not asked so."""
    answer = question.parts[0].answer
    if not isinstance(answer, Choice):
        raise TypeError(f"{question.id} is not asked as a choice")
    return answer
