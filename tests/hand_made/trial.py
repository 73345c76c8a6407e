"""Thirty days of practice by simulated learners, and what is measured of them against what nothing planned gives."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import islice
from statistics import fmean

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
        return asked(today(state, when, sources), state, f"{seed}/{when:%Y%m%d}/{len(events)}")

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
    """Learners with planted misconceptions, each with another nature, and an exam that is held out."""

    def __init__(self, sources: Sequence[Source], unlearns: float | None = None) -> None:
        self._sources, self._cells, self._unlearns = sources, mixed(sources), unlearns
        self._exam = list(islice(even(sources, "held out")((), BEGIN), 240))
        self._offered = [frozenset(offered(one)) for one in self._exam]
        self.practices: list[Practice] = []
        self.judged: list[Judged] = []

    def run(self, number: int, *, days: int = DAYS) -> None:
        """So many learners; each practises every day."""
        for seed in range(number):
            nature = NATURES[seed % len(NATURES)]
            nature = nature if self._unlearns is None else replace(nature, unlearns=self._unlearns)
            practice = Practice(Learner(nature, self._planted(seed), seed))
            planner = planned(self._sources, f"learner {seed}")
            for day in range(1, days + 1):
                when = BEGIN + timedelta(days=day - 1)
                practice.sit(planner, when, 15)
                if day in LOOKED:
                    self.judged += self._judged(practice, seed, day, when)
            self.practices.append(practice)

    def _planted(self, seed: int) -> frozenset[str]:
        """Concepts that a fiftieth to a twelfth of an exam's questions give a chance to show."""
        shares = {one: self.chance(frozenset([one])) for every in self._offered for one in every}
        able = sorted(one for one, share in shares.items() if 1 / 50 <= share <= 1 / 12)
        return frozenset(np.random.default_rng([seed, 5]).choice(able, PLANTED, replace=False).tolist())

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

    def reviews(self, *, held: bool) -> Reviews:
        """Reviews while a planted mistake is known and still held, or some days after it was unlearned.

        A review is an item of a kind that was asked before.
        """
        hits: list[bool] = []
        chances: list[float] = []
        for practice in self.practices:
            for one, concepts in _watched(practice, held=held):
                hits.append(bool(set(one.offered) & concepts))
                chances.append(self.chance(concepts))
        return Reviews(len(hits), fmean(hits), fmean(chances))


def _watched(practice: Practice, *, held: bool) -> Iterator[tuple[Answered, frozenset[str]]]:
    """Each review with the planted mistakes that are looked at."""
    shown: set[str] = set()
    seen: set[str] = set()
    for event, holds in zip(practice.events, practice.held, strict=True):
        if not isinstance(event, Answered):
            continue
        watched = frozenset(shown & holds if held else _rested(practice.learner, event.time))
        if event.attempt == 1 and event.source in seen and watched:
            yield event, watched
        seen.add(event.source)
        shown.update(set(event.concepts) & practice.learner.held)


def _rested(learner: Learner, when: datetime) -> set[str]:
    return {one for one, gone in learner.gone.items() if when - gone >= timedelta(days=RESTS)}
