"""Somebody sits an exam: how it begins, goes on where it was, and ends."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from pathlib import Path

import click
from msgspec import Struct

from quizgen import resources
from quizgen.cli import clock
from quizgen.cli.errors import INTERRUPTED, faulty
from quizgen.cli.record.options import Learner
from quizgen.cli.sitting import collecting, handing, review, starting, told
from quizgen.cli.sitting.exam import Exam
from quizgen.cli.sitting.journal import Journal, Kept, Nowhere
from quizgen.cli.sitting.options import ANEW, Sat
from quizgen.cli.sitting.room import Room
from quizgen.cli.talk.console import Console, Leave
from quizgen.cli.watching import awaiting
from quizgen.errors import QuizgenError
from quizgen.sets.records import Set
from quizgen.study.sitting.events import SCHEMA, Begun, Resumed
from quizgen.study.sitting.outcome import Outcome, outcomes
from quizgen.study.sitting.state import State

ID = 8
"""Bytes of an id that nobody else draws."""


class Sitter(Struct, frozen=True):
    """Whoever sits an exam, where it is held, and what is to become of it."""

    sat: Sat
    learner: Learner
    console: Console

    def run(self, ctx: click.Context, made: Callable[[str, int], Exam], key: str, seed: str, minutes: int) -> None:
        """Sits an exam that is ``made`` from a seed and its minutes; goes on with it where it was begun before."""
        keep = self.learner.keep
        if keep and self.sat.anew:
            with Kept(self.learner.profile, key) as before:
                before.anew()
        with Kept(self.learner.profile, key) if keep else Nowhere() as journal:
            state = journal.state()
            if self.sat.result:
                collecting.admitted(Path(self.sat.result), state.begun.sitting if state else "")
            wanted = (state.begun.seed, state.begun.minutes) if state else (seed, minutes)
            exam = awaiting(lambda: made(*wanted), "drawing the exam")
            with exam.apart():
                interrupted = self._held(exam, state, journal)
            faulty(exam.faults)
        if interrupted:
            ctx.exit(INTERRUPTED)

    def _held(self, exam: Exam, state: State | None, journal: Journal) -> bool:
        """Holds the exam from where it is to where somebody leaves, or to its end; whether it was by Ctrl-C."""
        try:
            state = self._back(exam, state, journal) if state else self._begin(exam, journal)
            ended = "" if state.handed else self._sit(exam, state, journal)
        except (Leave, KeyboardInterrupt) as left:
            interrupted = isinstance(left, KeyboardInterrupt)
            click.echo("\n" * interrupted, nl=False)
            if state is None:
                click.echo("The exam has not begun.")
                return interrupted
            if self.learner.keep:
                now = clock.now()
                self.console.say(lambda: f"\n{told.away(state, now, exam.again)}")
                return interrupted
            Room(exam, state, journal, self.console, clock.now).end()
            self._finish(exam, state)
            return interrupted
        self._finish(exam, state, ended)
        journal.forget()
        return False

    def _begin(self, exam: Exam, journal: Journal) -> State:
        """Says what is to come, asks who it is, and starts the clock; raises Leave."""
        number, name = self._who(exam.set)
        self.console.turn()
        self.console.say(lambda: starting.start(exam.set, exam.minutes, kept=self.learner.keep), first=True)
        if self.console.attended:
            self.console.wish(lambda: "Press Enter to begin, q to leave.")
            self.console.line(lambda: "> ")
        begun = Begun(
            at=clock.now(),
            schema=SCHEMA,
            version=resources.version(),
            sitting=secrets.token_hex(ID),
            digest=exam.set.digest,
            minutes=exam.minutes,
            seed=exam.seed,
            number=number,
            name=name,
        )
        journal.add(begun)
        return State(begun)

    def _back(self, exam: Exam, state: State, journal: Journal) -> State:
        """Goes on; raises QuizgenError where the questions are others now."""
        if state.begun.digest != exam.set.digest:
            raise QuizgenError(
                f"the exam that was begun with quizgen {state.begun.version} has other questions now: go on with that "
                f"version and blueprint, or begin afresh with {ANEW}"
            )
        now = clock.now()
        if state.handed:
            self.console.say(lambda: "You have handed this exam in; this is what came of it.")
            return state
        room = Room(exam, state, journal, self.console, clock.now)
        answered, count = len(room.overview.answered), len(exam.questions)
        self.console.say(lambda: told.resumed(state, now, answered, count))
        if self.console.attended and not state.over(now):
            self.console.wish(lambda: f"Press Enter to go on, q to leave; {ANEW} begins afresh.")
            self.console.line(lambda: "> ")
        event = Resumed(at=clock.now())
        journal.add(event)
        state.apply(event)
        return state

    def _sit(self, exam: Exam, state: State, journal: Journal) -> str:
        """Until it is over; what there is to say of how it ended."""
        ended = state.over(clock.now())
        room = Room(exam, state, journal, self.console, clock.now)
        room.sit()
        over = not ended and state.handed == state.end
        return " ".join(filter(None, ["The time is over. What you have answered counts." if over else "", room.ended]))

    def _finish(self, exam: Exam, state: State, ended: str = "") -> None:
        """Judges, keeps and shows what was answered; what is kept is there before anything is shown."""
        items = awaiting(exam.items, "checking the questions")
        found = outcomes(exam.set.questions, items, state.texts, exam.set.wrong)
        if self.learner.keep:
            with self.learner.opened() as record:
                handing.noted(record, found, state)
        fault = self._written(exam, found, state)
        review.tell(found, state, self.console, ended)
        if fault:
            kept = "; your answers are kept: the same command with another --result writes them" * self.learner.keep
            raise QuizgenError(f"{fault}{kept}")
        if self.sat.result:
            click.echo(f"\nYour answers are in {self.sat.result}: hand that in. It is not proctored, and says so.")

    def _written(self, exam: Exam, found: Sequence[Outcome], state: State) -> QuizgenError | None:
        """Writes what is handed in; what was against it, which is told below the review."""
        try:
            if self.sat.result:
                handing.write(Path(self.sat.result), exam, found, state)
        except QuizgenError as error:
            return error
        return None

    def _who(self, found: Set) -> tuple[str, str]:
        """Number and name, from the roster, the options, or asked for where a result is to be written."""
        if found.student:
            return found.student.number, found.student.name
        number, name = self.sat.student, self.sat.name
        if self.sat.result:
            number = number or self.console.line(lambda: "Your number (Enter for none): ")
            name = name or self.console.line(lambda: "Your name (Enter for none): ")
        return number, name
