"""Tries of a learner, sources that hold nothing but what a plan asks of them, and days that are played through."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import TypeAlias, cast

import pytest
from msgspec.structs import replace

from quizgen.asking.source import Source, Weight
from quizgen.model import Kind, Level
from quizgen.space import Dice
from quizgen.study.log.events import Answered, Event, ExamSet
from quizgen.study.plan.day import Day
from quizgen.study.plan.replay import replayed
from quizgen.study.plan.today import today

MORNING = datetime(2026, 12, 1, 9, tzinfo=UTC)
FIRST = MORNING.date()
Tried: TypeAlias = Callable[..., Answered]
Sources: TypeAlias = Callable[..., list[Source]]


@dataclass(frozen=True)
class Bare:
    """A source of which a plan is made without asking anything."""

    id: str
    topic: str
    weight: Weight = "common"
    kinds: tuple[Kind, ...] = ("choice",)
    levels: tuple[Level, ...] = ("easy", "medium", "hard")
    authored: bool = False
    items: int = 60

    def usual(self, level: Level) -> Kind:
        del level
        return self.kinds[0]

    def count(self, level: Level, kind: Kind) -> int:
        return self.items * (level in self.levels and kind in self.kinds)


@pytest.fixture(scope="session")
def tried() -> Tried:
    """Makes tries on a day that is counted from the first one; ``other`` fields are as they are given."""
    numbers = count()

    def made(day: int = 0, *, right: bool = True, **other: object) -> Answered:
        number = next(numbers)
        usual = Answered(
            uid=f"{number:016x}",
            time=MORNING + timedelta(days=day, seconds=number % 1000),
            sitting=f"sitting-{day}",
            mode="today",
            item=f"conv-output-size-{number}",
            source="conv-output-size",
            topic="output-size",
            level="easy",
            kind="choice",
            attempt=1,
            answer="1",
            right=right,
            share=float(right),
            misconceptions=(),
            concepts=(),
            hints=0,
            seconds=30.0,
            version="0.2.0",
        )
        return replace(usual, **other)

    return made


@pytest.fixture(scope="session")
def sources() -> Sources:
    """Makes so many sources, which are of so many topics in turns."""

    def made(number: int, topics: int = 5, **fields: object) -> list[Source]:
        every = (Bare(f"kind-{one}", f"topic-{one % topics}", **fields) for one in range(number))  # type: ignore[arg-type]  # of the fields' own types
        return [cast(Source, one) for one in every]

    return made


@dataclass
class Course:
    """Somebody who practises day by day, and of ten questions knows so many."""

    tried: Tried
    sources: Sequence[Source]
    seed: str
    knows: int = 8
    exam: date | None = None

    def __post_init__(self) -> None:
        self.log: list[Event] = [ExamSet(uid="exam", time=MORNING, day=self.exam)] if self.exam else []
        self._dice = Dice("course", self.seed)

    def plan(self, day: int) -> Day:
        """The plan of a day."""
        return today(replayed(self.log), MORNING + timedelta(days=day), self.sources)

    def days(self, *days: int) -> Iterator[Day]:
        """The plans of days, each answered when the next one is asked for."""
        for day in days:
            plan = self.plan(day)
            yield plan
            for one in plan.planned:
                concepts = tuple(f"concept-{self._dice.below(9)}" for _ in range(3))
                right = self._dice.below(10) < self.knows
                shown = () if right else concepts[:1]
                given = {"source": one.source, "topic": one.topic, "level": one.level, "offered": concepts}
                self.log.append(self.tried(day, right=right, concepts=shown, **given))


Courses: TypeAlias = Callable[..., Course]


@pytest.fixture
def course(tried: Tried) -> Courses:
    """Somebody who practises."""
    return lambda *arguments, **named: Course(tried, *arguments, **named)
