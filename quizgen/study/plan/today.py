"""What a day brings: what is due, then mistakes of the last days, then what was never asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import islice

from quizgen.asking.source import Source
from quizgen.catalog import ALL
from quizgen.catalog.prerequisites import prerequisites
from quizgen.study.plan.arranging import arranged
from quizgen.study.plan.day import Day, Later, Planned
from quizgen.study.plan.dues import dues, last_days
from quizgen.study.plan.learner import Learner, cell, kind_of
from quizgen.study.plan.naming import names
from quizgen.study.plan.room import Room
from quizgen.study.plan.state import State
from quizgen.study.plan.unseen import Unseen
from quizgen.study.plan.weak import able, alive, weak

MINUTES = 12
"""So long is a day's practice where nobody says how many items."""
WEAK, NEW = 4, 3
"""One of so many items is there for a mistake at most, and one for what was never asked at least."""
BEHIND = 3
"""So many days' items are due, and nothing is kept for what is new until they are fewer.

Four simulated learners of twelve minutes a day for four weeks met 29, 38, 23 and 24 of 114 kinds where it was half of
that, and 39, 47, 33 and 32 so, with as many kinds solid, and one to four of 100 exam questions more right.
"""


def today(
    state: State,
    now: datetime,
    sources: Sequence[Source],
    *,
    number: int | None = None,
    minutes: float = MINUTES,
) -> Day:
    """The plan of the day of ``now``, an aware time, over ``sources``; the same for the same log and day.

    It takes about so many minutes, less those that were practised on that day before, or has a ``number`` of items.
    """
    learner = Learner(state, state.day(now), {source.id: source for source in sources})
    room = Room(learner, number, minutes)
    when = dues(learner, room.each_day)
    planned = _planned(learner, when, room, Unseen(learner, prerequisites()))
    if planned:
        planned = arranged(planned, _early(learner, when, planned))
    return _day(learner, when, planned)


def _planned(learner: Learner, when: Mapping[str, date], room: Room, unseen: Unseen) -> tuple[Planned, ...]:
    """What there is room for, the most urgent first.

    As long as the learner is not far behind, a share of the day is left for what was never asked, whatever else there
    is: whoever is often wrong would see a fifth of all kinds in four weeks.
    """
    due = tuple(_due(learner, when))
    share = max(1, room.each_day // WEAK)
    coming = {one.source for one in due}
    looked_at = [*islice(weak(learner, when, coming), share)]
    begins = _begins(learner, len(due), room.each_day)
    kept = NEW if begins else 0
    most = room.each_day - (room.each_day // NEW + len(looked_at) if begins else 0)
    planned = room.taken(due, max(1, most), kept=kept)
    planned += room.taken(looked_at, kept=kept)
    planned += room.taken(unseen.planned(planned, coming))
    planned += room.taken(one for one in due if one not in planned)
    if room.number:
        planned += room.taken(_early(learner, when, planned))
    return _apart(planned)


def _begins(learner: Learner, due: int, each_day: int) -> bool:
    """Whether some of the day is kept for what is new: not far behind, nor in the last days, which see all again."""
    exam = learner.state.coming(learner.day)
    last = exam is not None and (exam - learner.day).days <= last_days(len(learner.levels), each_day)
    return due <= BEHIND * each_day and not last and len(learner.levels) < len(learner.sources)


def _apart(planned: Iterable[Planned]) -> tuple[Planned, ...]:
    """What comes twice comes once more at the end."""
    first: dict[str, Planned] = {}
    again = [one for one in planned if first.setdefault(one.source, one) is not one]
    return (*first.values(), *again)


def _due(learner: Learner, when: Mapping[str, date]) -> Iterator[Planned]:
    """What is due, what is remembered least first; at the next level where the last one is firm."""
    concepts = {one.concept: able(learner, one) for one in alive(learner)}
    due = [name for name, day in when.items() if day <= learner.day]
    for name in sorted(due, key=lambda name: (learner.memory(name).kept(learner.day), when[name], name)):
        level = learner.next_level(name) or learner.levels[name]
        shown = tuple(concept for concept, sources in concepts.items() if name in sources)
        yield Planned(cell(learner.sources[name], level), "due", shown)


def _early(learner: Learner, when: Mapping[str, date], planned: Iterable[Planned]) -> Iterator[Planned]:
    """What else was seen, the soonest due first."""
    taken = {one.source for one in planned}
    for name in sorted(when, key=lambda name: (when[name], name)):
        if name not in taken and not learner.answered_today(name):
            yield Planned(cell(learner.sources[name], learner.levels[name]), "early")


def _day(learner: Learner, when: Mapping[str, date], planned: tuple[Planned, ...]) -> Day:
    state, day = learner.state, learner.day
    seconds = sum(learner.seconds(kind_of(one.cell)) for one in planned)
    return Day(
        day=day,
        number=len({*state.days, day}),
        begun=day in state.days,
        exam=state.exam,
        kinds=len(learner.sources),
        seen=len(learner.levels),
        solid=sum(map(learner.is_solid, learner.levels)),
        planned=planned,
        names=names(concept for one in planned if one.reason == "weak" for concept in one.concepts),
        minutes=max(1, round(seconds / 60)),
        later=_later(learner, when, planned),
        weakest=_weakest(learner),
    )


def _later(learner: Learner, when: Mapping[str, date], planned: Iterable[Planned]) -> Later | None:
    """The next day with something to do, where what is planned is done."""
    tomorrow = learner.day + timedelta(days=1)
    asked = {one.source for one in planned}
    left = [max(day, tomorrow) for name, day in when.items() if name not in asked]
    unseen = len(learner.sources) - len({*learner.levels, *asked})
    first = tomorrow if unseen else min(left, default=None)
    return Later(first, left.count(first)) if first else None


def _weakest(learner: Learner) -> str:
    """The topic of the latest living mistake, else of what is remembered least, else the first one."""
    topics = {name: source.topic for name, source in learner.sources.items()}
    mistaken = [name for one in alive(learner) for name in one.sources if name in topics]
    least = sorted(learner.levels, key=lambda name: (learner.memory(name).kept(learner.day), name))
    return topics[next(iter((*mistaken, *least, *topics)))] if topics else ALL
