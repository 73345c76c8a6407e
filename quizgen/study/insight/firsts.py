"""Items as they were answered: what the first try was worth, and what became of it in the end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from msgspec import Struct

from quizgen.model import Level
from quizgen.study.log.events import Answered


class First(Struct, frozen=True):
    """An item that was answered in a sitting: ``right`` at the first try and without a hint, ``final`` at any try.

    ``fresh`` is the first item of its source in that sitting: later ones come just after the solution of the first, and
    tell little of what will be known on another day.
    """

    time: datetime
    source: str
    topic: str
    level: Level
    right: bool
    final: bool
    fresh: bool


def firsts(answers: Iterable[Answered]) -> Iterator[First]:
    """The items in the order in which they were first tried; answers are those that count, in the log's order."""
    tries: dict[tuple[str, str], list[Answered]] = {}
    for answer in answers:
        tries.setdefault((answer.sitting, answer.item), []).append(answer)
    met: set[tuple[str, str]] = set()
    for (sitting, _), every in tries.items():
        one = every[0]
        unaided = one.right and not one.hints and one.attempt == 1
        fresh = (sitting, one.source) not in met
        met.add((sitting, one.source))
        yield First(one.time, one.source, one.topic, one.level, unaided, any(each.right for each in every), fresh)
