"""Thirty days of practice by simulated learners, and what is measured of them against what nothing planned gives."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import groupby, islice
from statistics import fmean
from typing import Literal, TypeAlias

import numpy as np
from learners import Learner, Nature
from practised import BEGIN, Planner, Practice, even

from quizgen.asking.source import Source
from quizgen.model import Question
from quizgen.study.insight.firsts import firsts
from quizgen.study.insight.mixed import mixed
from quizgen.study.insight.readiness import Readiness, forecast
from quizgen.study.log.events import Answered, Event
from quizgen.study.log.offering import offered
from quizgen.study.plan.counting import standing
from quizgen.study.plan.replay import replayed
from quizgen.study.plan.today import today
from quizgen.study.plan.variants import asked

DAYS, PLANTED = 30, 3
LOOKED = (3, 6, 10, 15, 20, 25, 30)
"""After so many days the forecast is held against exams."""
AWAY = (timedelta(hours=14), timedelta(days=14))
"""Exams are on the next morning, and after two weeks without practice."""
RESTS = 7
"""So many days after a mistake was unlearned its reviews should have stopped."""
EXAMS = (None, 15, 31)
"""Of three learners one knows of no exam, one of an exam after two weeks, and one of an exam after thirty days."""
Of: TypeAlias = Literal["held", "gone", "never"]
"""Planted mistakes that are known and still held, that were unlearned some days ago, or others, never planted."""
NATURES = (
    Nature(),
    Nature(able=(0.8, 0.4)),
    Nature(able=(-1.4, 0.4)),
    Nature(fades=0.55),
    Nature(gains=0.6),
    Nature(gains=2.0),
    Nature(apart=1.1, kinds=1.1),
    Nature(unlearns=0.4, slips=0.12),
)
"""Usual, strong, weak, forgetful, slow and fast learners, uneven ones, and careless ones that unlearn soon."""


def planned(sources: Sequence[Source], seed: str) -> Planner:
    """What ``quizgen quiz`` asks today."""

    def planner(events: Sequence[Event], when: datetime) -> Iterator[Question]:
        state = replayed(events)
        day = today(state, when, sources)
        return islice(asked(day, state, f"{seed}/{when:%Y%m%d}/{len(events)}"), len(day.planned))

    return planner


@dataclass(frozen=True)
class Judged:
    """A forecast, and what share was right in an exam of questions that no practice asked for."""

    learner: int
    day: int
    away: timedelta
    told: Readiness
    right: float


@dataclass(frozen=True)
class Beside:
    """What share of the exam on the next morning was right after days of ``planned`` practice, and of an even mix."""

    learner: int
    day: int
    planned: float
    even: float


@dataclass(frozen=True)
class Reviews:
    """Of ``number`` reviews ``hit`` gave a chance to make mistakes; ``chance`` would have in an even mix."""

    number: int
    hit: float
    chance: float

    @property
    def ratio(self) -> float:
        """How many times chance."""
        return self.hit / self.chance


class Trial:
    """Learners with planted misconceptions, each with another nature, and an exam that is held out.

    Planted are concepts that a hundredth to a twelfth of an exam's questions give a chance to show.
    """

    def __init__(self, sources: Sequence[Source], unlearns: float | None = None) -> None:
        self._sources, self._cells, self._unlearns = sources, mixed(sources), unlearns
        self._exam = list(islice(even(sources, "held out")((), BEGIN), 240))
        self._offered = [frozenset(offered(one)) for one in self._exam]
        shares = {one: self.chance(frozenset([one])) for every in self._offered for one in every}
        self._able = sorted(one for one, share in shares.items() if 1 / 100 <= share <= 1 / 12)
        self.practices: list[Practice] = []
        self.judged: list[Judged] = []
        self.evenly: list[Practice] = []
        self.beside: list[Beside] = []

    def run(self, number: int, *, days: int = DAYS) -> None:
        """So many learners; each practises every day, and beside it so many questions that nothing plans."""
        for seed in range(number):
            practice, evenly = self._practice(seed), self._practice(seed)
            practice.knows_of(EXAMS[seed % len(EXAMS)])
            planner, even_one = planned(self._sources, f"learner {seed}"), even(self._sources, f"even {seed}")
            for day in range(1, days + 1):
                when = BEGIN + timedelta(days=day - 1)
                evenly.sit(even_one, when, practice.sit(planner, when))
                if day in LOOKED:
                    found = [*self._judged(practice, seed, day, when)]
                    self.judged += found
                    right = self._right(evenly.learner, when + AWAY[0], day)
                    self.beside.append(Beside(seed, day, found[0].right, right))
            self.practices.append(practice)
            self.evenly.append(evenly)

    def _practice(self, seed: int) -> Practice:
        nature = NATURES[seed % len(NATURES)]
        nature = nature if self._unlearns is None else replace(nature, unlearns=self._unlearns)
        return Practice(Learner(nature, self._planted(seed), seed))

    def _planted(self, seed: int) -> frozenset[str]:
        return frozenset(np.random.default_rng([seed, 5]).choice(self._able, PLANTED, replace=False).tolist())

    def chance(self, concepts: frozenset[str]) -> float:
        """The share of an even mix that gives a chance to show any of them."""
        return fmean(bool(every & concepts) for every in self._offered)

    def _judged(self, practice: Practice, seed: int, day: int, when: datetime) -> Iterator[Judged]:
        told = forecast(list(firsts(standing(practice.events).answered)), self._cells)
        for away in AWAY:
            yield Judged(seed, day, away, told.at(when + away), self._right(practice.learner, when + away, day))

    def _right(self, learner: Learner, when: datetime, day: int) -> float:
        """The share of the exam that is right; nothing is learned from it."""
        dice = np.random.default_rng([learner.seed, day, 11])
        given = ((one, learner.answers(one, when, dice)) for one in self._exam)
        return fmean(
            all(part.answer.mark(one).right for part, one in zip(question.parts, every, strict=True))
            for question, every in given
        )

    def reviews(self, of: Of) -> Reviews:
        """Reviews, which are items of kinds that were asked before, beside an even mix of all kinds."""
        hits: list[bool] = []
        chances: list[float] = []
        for practice in self.practices:
            for one, concepts in _watched(practice, of, self._able):
                hits.append(bool(set(one.offered) & concepts))
                chances.append(self.chance(concepts))
        return Reviews(len(hits), fmean(hits), fmean(chances))


def _watched(practice: Practice, of: Of, able: Sequence[str]) -> Iterator[tuple[Answered, frozenset[str]]]:
    """Each review with the mistakes that are looked at, as far as they were known when its day was planned."""
    shown: set[str] = set()
    seen: set[str] = set()
    for _, sitting in groupby(zip(practice.events, practice.held, strict=True), key=lambda one: _day(one[0])):
        every = [(event, holds) for event, holds in sitting if isinstance(event, Answered)]
        known, asked = frozenset(shown), frozenset(seen)
        for event, holds in every:
            watched = _looked_at(practice.learner, of, known & holds, event.time, able)
            if event.attempt == 1 and event.source in asked and watched:
                yield event, watched
            seen.add(event.source)
            shown.update(event.concepts)


def _day(event: Event) -> date:
    return event.time.date()


def _looked_at(learner: Learner, of: Of, held: frozenset[str], when: datetime, able: Sequence[str]) -> frozenset[str]:
    if of == "held":
        return held
    if of == "gone":
        rested = timedelta(days=RESTS)
        return frozenset(one for one, gone in learner.gone.items() if when - gone >= rested)
    others = [one for one in able if one not in learner.held]
    return frozenset(others[learner.seed % 7 :: len(others) // PLANTED][:PLANTED])
