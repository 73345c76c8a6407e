"""What a day brings: what is due, then mistakes of the last days, then what was never asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from heapq import merge
from operator import itemgetter

from quizgen.asking.source import Source
from quizgen.catalog import ALL
from quizgen.catalog.prerequisites import prerequisites
from quizgen.study.plan.arranging import arranged
from quizgen.study.plan.day import Day, Later, Planned, Reason
from quizgen.study.plan.dues import dues
from quizgen.study.plan.gain import Gain
from quizgen.study.plan.learner import Learner, cell, kind_of
from quizgen.study.plan.naming import names
from quizgen.study.plan.room import Room
from quizgen.study.plan.state import State
from quizgen.study.plan.unseen import Unseen
from quizgen.study.plan.weak import able, alive, weak

ORDER: Sequence[Reason] = ("due", "weak", "new", "early")
MINUTES = 12
"""So long is a day's practice where nobody says how many items."""
WEAK = 0.4
"""So much of a day is there for mistakes at most: until it is avoided, one would come every day.

With a quarter, simulated learners met what they get wrong 2.8 times as often as by chance; with more than this, kinds
that they never met had to wait, and no more was right in exams.
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
    planned = _planned(learner, when, room)
    if planned:
        planned = arranged(planned, _early(learner, when, planned))
    return _day(learner, when, planned)


def _planned(learner: Learner, when: Mapping[str, date], room: Room) -> tuple[Planned, ...]:
    """What there is room for: what is due and what is new by what it gains, and room for mistakes of the last days."""
    best = _best(learner, when)
    share = max(1, round(room.each_day * WEAK)) if alive(learner) else 0
    planned = room.taken(best, max(1, room.each_day - share))
    planned += room.taken(weak(learner, when, [one.source for one in planned]), share)
    taken = {one.source for one in planned}
    planned += room.taken(one for one in best if one.source not in taken)
    if room.number:
        planned += room.taken(_early(learner, when, planned))
    return _apart(sorted(planned, key=lambda one: ORDER.index(one.reason)))


def _best(learner: Learner, when: Mapping[str, date]) -> Iterator[Planned]:
    """What is due and what was never asked, what gains most first: a review that gains little yields to a new kind."""
    gain = Gain(learner)
    due = sorted(((gain.of(one.cell), one) for one in _due(learner, when)), key=itemgetter(0), reverse=True)
    new = Unseen(learner, prerequisites(), gain).planned({one.source for _, one in due})
    return (one for _, one in merge(due, new, key=itemgetter(0), reverse=True))


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
