"""Days of practice: a planner asks, a learner answers, and a log remembers, without clock and terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import islice

from learners import Learner

from quizgen.answers import Given
from quizgen.asking.source import Source
from quizgen.blueprint.spread import Wish, cells, questions
from quizgen.model import LEVELS, Question
from quizgen.study.log.events import Answered, Event, ExamSet
from quizgen.study.log.offering import offered

BEGIN = datetime(2026, 11, 2, 17, 30, tzinfo=UTC)
Planner = Callable[[Sequence[Event], datetime], Iterator[Question]]


@dataclass
class Practice:
    """A learner and her log."""

    learner: Learner
    events: list[Event] = field(default_factory=list)
    held: list[frozenset[str]] = field(default_factory=list)
    """For each event what was still held before it."""

    def knows_of(self, exam: int | None) -> None:
        """From the beginning of an exam on that day, counted from 1."""
        day = BEGIN.date() + timedelta(days=exam - 1) if exam else None
        self.events.append(ExamSet(uid="exam", time=BEGIN, day=day))
        self.held.append(frozenset())

    def sit(self, planner: Planner, when: datetime, number: int | None = None) -> int:
        """What is planned, or so many items, in one sitting, each answered until it is right or given up; how many."""
        sitting, place = f"{when:%Y%m%d}", 0
        for place, question in enumerate(islice(planner(list(self.events), when), number), 1):
            self._answer(question, sitting, when + timedelta(seconds=40 * (place - 1)))
        return place

    def _answer(self, question: Question, sitting: str, when: datetime) -> None:
        self.held.append(frozenset(self.learner.holds))
        first = self.learner.answers(question, when, self.learner.dice)
        event = tried(question, first, sitting, when, 1)
        self.events.append(event)
        if not event.right:
            again = event.answer != "null" and self.learner.dice.random() < 0.5
            given = [part.answer.samples().right[0] if again else None for part in question.parts]
            self.held.append(self.held[-1])
            self.events.append(tried(question, given, sitting, when + timedelta(seconds=20), 2))
        self.learner.told(question, event.concepts, when)


def tried(question: Question, given: Sequence[Given], sitting: str, when: datetime, attempt: int) -> Answered:
    """A try as the quiz writes it down."""
    marks = [part.answer.mark(one) for part, one in zip(question.parts, given, strict=True)]
    met = {str(one.slip.id): str(one.slip.concept.id) for mark in marks for one in mark.met}
    share = sum(float(mark.share) for mark in marks) / len(marks)
    return Answered(
        uid=f"{int(when.timestamp()):015x}{attempt}",
        time=when,
        sitting=sitting,
        mode="today",
        item=str(question.id),
        source=str(question.family),
        topic=str(question.topic),
        level=question.level,
        kind=question.kind,
        attempt=attempt,
        answer="null" if all(one is None for one in given) else "[]",
        right=all(mark.right for mark in marks),
        share=share,
        misconceptions=tuple(met),
        concepts=tuple(dict.fromkeys(met.values())),
        offered=offered(question),
        hints=0,
        seconds=20.0,
        version="0.2.0",
    )


def even(sources: Sequence[Source], seed: str) -> Planner:
    """What is asked where nothing is planned: all kinds mixed by weight and level, anew each day."""
    every = cells(sources, LEVELS, None)

    def planner(events: Sequence[Event], when: datetime) -> Iterator[Question]:
        return questions(Wish(every, 1, f"{seed}/{when:%Y%m%d}/{len(events)}"))

    return planner
