"""Whether nobody finds right options of a level by what was right in other items of it."""

from __future__ import annotations

from itertools import islice

from quizgen.answers import Multiple
from quizgen.asking.source import Source
from quizgen.audit.blind import look
from quizgen.audit.panel.several import Several, Ticked, ticked
from quizgen.model import Level, Question

SEED = "panel"
MOST = 400
"""So many items are drawn: who remembers that many compares each with all."""


def ticking(source: Source, level: Level, most: int = MOST) -> Ticked | None:
    """The best strategy of those that learn from every other item of the level; None where it has too few."""
    drawn = islice(source.draw(level, "multiple", SEED), most)
    items = [seen(question) for question in drawn]
    return best(items) if len(items) > 1 else None


def best(items: list[Several]) -> Ticked:
    """The strategy that solves most, learned from every other item and tried on those between."""
    return max(ticked(items[::2], items[1::2]), key=lambda one: one.share)


def seen(question: Question) -> Several:
    """What the panel is shown; raises TypeError for a question that is asked otherwise."""
    answer = question.parts[0].answer
    if not isinstance(answer, Multiple):
        raise TypeError(f"{question.id} has no several right options")
    return Several(look(question), answer.right)
