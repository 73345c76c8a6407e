"""Weeks of practice with the real program: a process for each sitting, on a terminal, and a clock moved by hand.

What a sitting is going to ask is planned here from the same log at the same time, so that the student knows which
question the program shows her; the log has to agree in the end.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from seats import Hand, Seat
from students import Blank, Student, prompts

from quizgen import catalog
from quizgen.asking.source import Source
from quizgen.blueprint.cells import Cell
from quizgen.cli.record.kept import Kept
from quizgen.cli.talk.console import AGAIN, LEAVE, SKIP, UNKNOWN
from quizgen.model import Question
from quizgen.study.log.events import Answered, Event
from quizgen.study.plan.day import Day
from quizgen.study.plan.replay import replayed
from quizgen.study.plan.state import State
from quizgen.study.plan.today import today
from quizgen.study.plan.variants import again, asked, seed

END, TRY = "Press Enter for", "Try again,"
SKIPS, MORE = 0.03, 0.3
"""How often she skips a question, and wants another one like one that was wrong."""


@dataclass(frozen=True)
class Wanted:
    """A sitting: words behind ``quizgen quiz``, how many questions she wants, and after how many she leaves."""

    words: tuple[str, ...] = ()
    leaves: int | None = None
    number: int | None = None


@dataclass
class Sat:
    """A sitting: what was planned, what stands on the terminal at its end, and the questions in their order."""

    when: datetime
    day: Day
    said: str = ""
    questions: list[Question] = field(default_factory=list)
    more: list[Question] = field(default_factory=list)
    tries: list[tuple[str, int]] = field(default_factory=list)
    """Of questions with one blank each try that was typed, by the item's id."""


class Month:
    """A student's log in a folder, and the days on which she practises."""

    def __init__(self, folder: Path, student: Student, begin: datetime) -> None:
        self.folder, self.student = folder, student
        self.hand = Hand(folder, begin)
        self.env = self.hand.env | {"QUIZGEN_DATA": str(folder), "TZ": "UTC", "XDG_CACHE_HOME": _cache(folder)}

    def events(self) -> list[Event]:
        """The log."""
        with Kept(self.folder / "default.sqlite") as record:
            return [*record.events()]

    def state(self) -> State:
        """What the log says."""
        return replayed(self.events(), UTC)

    def tell(self, *words: str) -> str:
        """What another command prints now."""
        seat = Seat(*words, env=self.env)
        status = seat.ended()
        assert status == 0, seat.heard
        return seat.heard

    def sit(self, when: datetime, wanted: Wanted = Wanted()) -> Sat:
        """A sitting that begins at a time; raises AssertionError where the program asks something else."""
        self.hand.at(when)
        before = self.events()
        if wanted.words:  # the day of the exam is remembered before anything is planned
            self.tell("progress", *wanted.words)
        held = _Held(self, wanted, when)
        try:
            held.hold()
        finally:
            held.seat.close()
        told = [one for one in self.events()[len(before) :] if isinstance(one, Answered)]
        assert [*dict.fromkeys(one.item for one in told)] == [one.id for one in held.sat.questions]
        return held.sat


class _Held:
    """A sitting that is being held."""

    def __init__(self, month: Month, wanted: Wanted, when: datetime) -> None:
        self._month, self._student, self._hand = month, month.student, month.hand
        state = month.state()
        day = today(state, when, catalog.listed(), number=wanted.number)
        self.sat = Sat(when, day)
        self._seed = seed(state, day)
        self._planned = islice(asked(day, state), len(day.planned))
        self._number = len(day.planned)
        self._sources: Mapping[str, Source] = {one.id: one for one in catalog.listed()}
        self._leaves = wanted.leaves
        self._turned: dict[str, None] = {}
        self._rounds = 0
        self.seat = Seat("quiz", "--plain", *wanted.words, *_number(wanted), env=month.env)

    def hold(self) -> None:
        """From the first question to the summary."""
        if not self._number:
            assert self.seat.ended() == 0
            self.sat.said = self.seat.heard
            return
        for number, question in enumerate(self._every(), 1):
            if number - 1 == self._leaves:
                self.seat.asked(prompts(question))
                self.seat.type(LEAVE)
                break
            self._whole(question)
        assert self.seat.ended() == 0, self.seat.heard
        self.sat.said = self.seat.heard

    def _every(self) -> Iterator[Question]:
        """What is planned, then what was skipped."""
        skipped = []
        for question in self._planned:
            if self._student.learner.dice.random() < SKIPS:
                self._skip(question)
                skipped.append(question)
            else:
                yield question
        yield from skipped

    def _skip(self, question: Question) -> None:
        self._turned[question.id] = None
        self.seat.asked(prompts(question))
        self._hand.on(5)
        self.seat.type(SKIP)

    def _whole(self, question: Question) -> None:
        """A question, and perhaps another one like it after a wrong answer."""
        slips = self._answer(question)
        dice = self._student.learner.dice
        if slips is None or dice.random() >= MORE or not (other := self._like(question, slips)):
            self._enter("")
            return
        self._enter(AGAIN)
        self.sat.more.append(other)
        self._answer(other)
        self._enter("")

    def _enter(self, wish: str) -> None:
        self._hand.on(self._student.reads())
        self.seat.type(wish)

    def _like(self, question: Question, slips: list[str]) -> Question | None:
        """What the program asks with new numbers."""
        cell = Cell(self._sources[question.family], question.level, question.kind)
        every = again(cell, self._turned, f"{self._seed}-{self._rounds}", slips)
        return next((one for one in every if one.id != question.id), None)

    def _answer(self, question: Question) -> list[str] | None:
        """Answers until the end of a question; the mistakes where the first try was wrong, else None."""
        self._turned[question.id] = None
        self.sat.questions.append(question)
        hints, blanks = self._student.blanks(question, self._hand.now)
        waits = prompts(question)
        heard = self.seat.asked(waits)
        for hint in hints:
            self._type(question, hint)
            self.seat.asked(waits)
        wrong = False
        for blank in blanks:
            self._tried(question, blanks, 1)
            assert heard.endswith(blank.prompt), heard
            self._type(question, blank.typed)
            heard = self.seat.asked(waits)
            if TRY in _flat(heard):
                wrong, second = True, self._student.again(blank)
                if second != UNKNOWN:
                    self._tried(question, blanks, 2)
                self._type(question, second)
                heard = self.seat.asked(waits)
        assert END in _flat(heard), heard
        self._rounds += 1
        return self._told(question, wrong=wrong or "Not right." in heard or "The answer is" in heard)

    def _tried(self, question: Question, blanks: Sequence[Blank], attempt: int) -> None:
        if len(blanks) == 1:
            self.sat.tries.append((str(question.id), attempt))

    def _told(self, question: Question, *, wrong: bool) -> list[str] | None:
        """She reads what was wrong; what the log says of it is the program's own judgement."""
        tries = [one for one in self._month.events() if isinstance(one, Answered) and one.item == question.id]
        last = [one for one in tries if one.sitting == tries[-1].sitting]
        concepts = [concept for one in last for concept in one.concepts]
        self._student.learner.told(question, concepts, self._hand.now)
        return [slip for one in last for slip in one.misconceptions] if wrong else None

    def _type(self, question: Question, line: str) -> None:
        kind = "choice" if line in {"h", "?"} else question.kind
        self._hand.on(self._student.thinks(kind))
        self.seat.type(line)


def _number(wanted: Wanted) -> tuple[str, ...]:
    return ("-n", str(wanted.number)) if wanted.number else ()


def _flat(text: str) -> str:
    return " ".join(text.split())


def _cache(folder: Path) -> str:
    return os.environ.get("XDG_CACHE_HOME", str(folder / "cache"))
