"""Which mistakes a learner still makes, which fade, and which are gone: by how often they were avoided since."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime, tzinfo
from typing import Literal, TypeAlias

from msgspec import Struct, field

from quizgen.study.log.events import Answered

Life: TypeAlias = Literal["alive", "fading", "gone"]
LIVES: tuple[Life, ...] = ("alive", "fading", "gone")
UNKNOWN = "null"
"""The answer of somebody who did not know."""
FADES, GOES = 0.5, 0.05
"""Below such a chance to avoid a mistake so often by luck alone it fades, and is gone."""
RARELY = 1 / 3
"""Whoever holds a misconception shows it at least so often where it is on offer; what comes more rarely is a slip."""
DAYS = 2
"""On so many days at least it has to be avoided before it is gone: what is right on one day may be remembered."""


class Mistake(Struct, frozen=True):
    """A concept that was shown at least once: in how many of the tries that ``offered`` it, and ``avoided`` since.

    ``luck`` is how probable so many in a row are for somebody who still makes it as often as she did.
    """

    concept: str
    life: Life
    shown: int
    offered: int
    avoided: int
    last: datetime
    luck: float


class _Course(Struct):
    """What happened to a concept so far; ``until`` counts offers up to the last time that it was shown."""

    last: datetime | None = None
    shown: int = 0
    offered: int = 0
    until: int = 0
    avoided: int = 0
    sitting: str = ""
    days: set[date] = field(default_factory=set)
    sources: set[str] = field(default_factory=set)


def mistakes(answers: Iterable[Answered], zone: tzinfo) -> tuple[Mistake, ...]:
    """Every mistake that was shown, those alive first, then the latest; ``zone`` says when a day ends.

    A first try that is right without a hint avoids what it was offered, unless it was shown in that sitting: what was
    just explained is known for a while. The chance of luck supposes that she makes it in (shown + 1) of (offered + 2)
    cases (Laplace's rule of succession), of those until she last made it, and in no fewer than a third.
    """
    courses: dict[str, _Course] = defaultdict(_Course)
    for answer in answers:
        _follow(courses, answer, zone)
    found = [_told(concept, course, course.last) for concept, course in courses.items() if course.last]
    return tuple(sorted(found, key=lambda one: (LIVES.index(one.life), -one.last.timestamp(), one.concept)))


def _follow(courses: dict[str, _Course], answer: Answered, zone: tzinfo) -> None:
    for concept in answer.concepts:
        course = courses[concept]
        course.shown += 1
        course.offered += 1
        course.last, course.until, course.avoided, course.sitting = answer.time, course.offered, 0, answer.sitting
        course.days.clear()
        course.sources.add(answer.source)
    if answer.attempt == 1 and answer.answer != UNKNOWN:
        for concept in _offered(courses, answer).difference(answer.concepts):
            course = courses[concept]
            course.offered += 1
            if answer.right and not answer.hints and answer.sitting != course.sitting:
                course.avoided += 1
                course.days.add(answer.time.astimezone(zone).date())


def _offered(courses: Mapping[str, _Course], answer: Answered) -> set[str]:
    """What could be shown; where an answer does not tell, what its source has shown before."""
    if answer.offered:
        return set(answer.offered)
    return {concept for concept, course in courses.items() if answer.source in course.sources}


def _told(concept: str, course: _Course, last: datetime) -> Mistake:
    rate = max((course.shown + 1) / (course.until + 2), RARELY)
    luck = (1 - rate) ** course.avoided
    gone = luck < GOES and len(course.days) >= DAYS
    life: Life = "gone" if gone else "fading" if luck < FADES else "alive"
    return Mistake(concept, life, course.shown, course.offered, course.avoided, last, luck)
