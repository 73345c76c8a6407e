"""All that is told of a learner, from the log alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta, tzinfo

from quizgen.answers import Concept
from quizgen.asking.source import TOPICS, Source
from quizgen.study.insight.days import coming, practised
from quizgen.study.insight.firsts import First, firsts
from quizgen.study.insight.found import (
    SCHEMA,
    CourseFound,
    MistakeFound,
    Progress,
    ReadinessFound,
    TopicFound,
    Tried,
)
from quizgen.study.insight.mistakes import mistakes
from quizgen.study.insight.mixed import Cell, mixed
from quizgen.study.insight.readiness import Forecast, Readiness, forecast, forecasts
from quizgen.study.log.events import Answered, Event
from quizgen.study.plan.counting import standing
from quizgen.study.plan.learner import Learner
from quizgen.study.plan.replay import replayed
from quizgen.study.plan.state import State
from quizgen.study.plan.today import today
from quizgen.study.plan.weak import alive
from quizgen.text.terminal import TERMINAL

AHEAD = 14
"""So many days ahead readiness is foretold where no exam is set."""
COURSE = 30
"""So many days of practice at most are looked back upon."""


def progress(  # noqa: PLR0913, PLR0917 - whatever it follows from
    events: Iterable[Event],
    now: datetime,
    sources: Sequence[Source],
    concepts: Mapping[str, Concept],
    version: str,
    zone: tzinfo,
) -> Progress:
    """What is told at ``now``, an aware time; ``sources`` may be asked, ``concepts`` give the names of mistakes."""
    log = list(events)
    state, answers = replayed(log, zone), standing(log).answered
    day, tried, cells = state.day(now), list(firsts(answers)), mixed(sources)
    plan, ready = today(state, now, sources), forecast(tried, cells)
    learner = Learner(state, day, {one.id: one for one in sources})
    return Progress(
        schema=SCHEMA,
        quizgen=version,
        day=day,
        exam=state.exam,
        first_line=plan.first_line,
        kinds=plan.kinds,
        seen=plan.seen,
        solid=plan.solid,
        tried=_tried(tried),
        practised=practised(tried, day, zone),
        coming=coming(learner),
        readiness=_readiness(ready, tried, now, state, cells),
        topics=list(_topics(ready.topics(now), tried, learner)),
        mistakes=list(_mistakes(answers, concepts, learner)),
    )


def _tried(every: Sequence[First]) -> Tried:
    return Tried(items=len(every), first=sum(one.right for one in every), final=sum(one.final for one in every))


def _readiness(
    ready: Forecast, every: Sequence[First], now: datetime, state: State, cells: Sequence[Cell]
) -> ReadinessFound:
    day = state.day(now)
    exam = state.coming(day)
    then = exam or day + timedelta(days=AHEAD)
    return ReadinessFound(
        day=then,
        reason="exam" if exam else "two-weeks",
        now=ready.at(now),
        then=ready.at(now + (then - day)),
        course=_course(every, state.zone, cells),
    )


def _course(every: Sequence[First], zone: tzinfo, cells: Sequence[Cell]) -> list[CourseFound]:
    """Day by day, each from what was known in its evening."""
    until: dict[date, int] = {}
    for number, one in enumerate(every, 1):
        until[one.time.astimezone(zone).date()] = number
    days = sorted(until, key=lambda day: until[day])[-COURSE:]
    told = forecasts(every, cells, [until[day] for day in days])
    return [
        CourseFound(day=day, readiness=one.at(every[until[day] - 1].time)) for day, one in zip(days, told, strict=True)
    ]


def _topics(ready: Mapping[str, Readiness], every: Sequence[First], learner: Learner) -> Iterable[TopicFound]:
    """The topics of all sources, in the tutorial's order; others after them by their names."""
    of: dict[str, list[str]] = defaultdict(list)
    for source in learner.sources.values():
        of[source.topic].append(source.id)
    for topic in sorted(of, key=lambda one: (TOPICS.index(one) if one in TOPICS else len(TOPICS), one)):
        seen = [one for one in of[topic] if one in learner.levels]
        yield TopicFound(
            topic=str(topic),
            kinds=len(of[topic]),
            seen=len(seen),
            solid=sum(map(learner.is_solid, seen)),
            tried=_tried([one for one in every if one.topic == topic]),
            readiness=ready[topic],
        )


def _mistakes(answers: Iterable[Answered], concepts: Mapping[str, Concept], learner: Learner) -> Iterable[MistakeFound]:
    """Those that are shown; none is gone that is still looked for."""
    looked_for = {one.concept for one in alive(learner)}
    zone = learner.state.zone
    for one in mistakes(answers, zone):
        concept = concepts.get(one.concept)
        yield MistakeFound(
            concept=str(one.concept),
            name=str(concept.name) if concept else one.concept.replace("-", " "),
            meaning=TERMINAL.line(concept.meaning) if concept else "",
            life="fading" if one.life == "gone" and one.concept in looked_for else one.life,
            shown=one.shown,
            offered=one.offered,
            avoided=one.avoided,
            last=one.last.astimezone(zone).date(),
            luck=round(one.luck, 6),
        )
