"""A quiz from its first question to its last."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from quizgen.cli import clock, screen
from quizgen.cli.talk import wishes
from quizgen.cli.talk.asking import Asking
from quizgen.cli.talk.console import AGAIN, ENTER, LEAVE, Console, Leave
from quizgen.cli.talk.journal import Journal
from quizgen.cli.talk.trying import Faulty, Skip, Stopwatch, Try
from quizgen.cli.talk.verdicts import verdict
from quizgen.cli.watching import awaited, awaiting
from quizgen.model import Item, Question
from quizgen.study.session import Result, grade

if TYPE_CHECKING:
    from quizgen.cli.talk.courses import Course
    from quizgen.study.ahead import Ahead

FAULTY = "This question turned out to be faulty and does not count; here is another."
SOON = 1.0
"""Seconds after a verdict in which Enter still ends the answer: a letter needs none, but everything else does."""


class Pending(Struct):
    """A question to be answered, the ``number``-th, or one more with new numbers, and the item when it is verified."""

    question: Question
    ahead: Ahead
    number: int | None
    skipped: bool = False
    _later: Callable[[], Item | None] | None = None
    _item: Item | None = None

    def begin(self) -> None:
        """It is to be seen: it is verified from now on."""
        if self._later is None:
            self.ahead.work()
            self._later = self.ahead.later()

    def item(self) -> Item:
        """Waits for the item; raises Faulty, and RuntimeError before ``begin``."""
        if self._later is None:
            raise RuntimeError("begin() begins the verification")
        if self._item is None:
            self._item = awaiting(self._later, "checking the question")
        if self._item is None:
            raise Faulty
        return self._item


class Round:
    """What was asked of a course, and what came of it; what was skipped is still to be answered."""

    def __init__(self, console: Console, course: Course, journal: Journal) -> None:
        self.results: list[Result] = []
        self.skipped: list[Pending] = []
        self._console, self._course, self._journal = console, course, journal
        self._begun = 0
        self._asked: dict[str, date] = {}

    def hold(self, ahead: Ahead) -> None:
        """Asks all questions, then those that were skipped; raises Leave."""
        while True:
            for question in awaited(ahead, "drawing a question"):
                self._whole(Pending(question, ahead, len(self._counted) + len(self.skipped) + 1))
            if not self.skipped:
                return
            self._whole(self.skipped.pop(0))

    @property
    def _counted(self) -> list[Result]:
        return [result for result in self.results if not result.extra]

    def _whole(self, pending: Pending) -> None:
        """A question, and as often as it is wished another one like it."""
        result = self._ask(pending)
        while result and self._pause(result.item):
            result = self._once_more(result) or result

    def _ask(self, pending: Pending) -> Result | None:
        """A question asked, answered and explained; what was answered counts also for who leaves before the end."""
        question, console = pending.question, self._console
        self._asked[question.id] = clock.day(clock.now())
        console.turn()
        if self._course.first_line and not self._begun:
            console.say(lambda: f"{screen.wrapped(self._course.first_line)}\n")
        self._begun += 1
        console.say(lambda: f"{screen.rule(f'{self._place(pending)}: {screen.about(question)}')}\n")
        console.say(lambda: f"{screen.stem(question)}\n")
        asking = Asking(question, console, pending.item, partial(self._note, pending))
        try:
            asking.ask(partial(self._begin, pending))
        except Skip:
            self._put_off(pending)
            return None
        except Faulty:
            self._fault()
            return None
        except (Leave, KeyboardInterrupt):
            if asking.begun:
                self._judge(pending, asking)
            elif pending.skipped:
                self._put_off(pending)
            raise
        return self._judge(pending, asking)

    def _put_off(self, pending: Pending) -> None:
        """It comes back when nothing else is left; one that was asked once more does not."""
        if pending.number:
            pending.skipped = True
            self.skipped.append(pending)

    def _place(self, pending: Pending) -> str:
        return f"Question {pending.number} of {self._course.number}" if pending.number else "Once more"

    def _begin(self, pending: Pending) -> None:
        """It is to be seen; now it is verified."""
        self._console.ready()
        pending.begin()

    def _judge(self, pending: Pending, asking: Asking) -> Result | None:
        """An answer is judged when the item is verified; a faulty one is not."""
        try:
            item = pending.item()
        except Faulty:
            self._fault()
            return None
        tries = asking.tries
        result = grade(item, tries.given, max(tries.hints))
        result = replace(result, first=tries.first(result.marks), extra=pending.number is None)
        if not asking.noted:
            self._note(pending, tries.of(1, result.first))
        if tries.second:
            self._note(pending, tries.of(2, result.marks))
        self.results.append(result)
        self._explain(result)
        return result

    def _explain(self, result: Result) -> None:
        """What the answer is worth, and the solution; its title, which would have told the method before."""
        question = result.item.question
        title = self._course.sources[question.family].title
        self._console.say(lambda: "\n" + "\n".join(verdict(result)))
        if screen.solution(question):
            self._console.say(lambda: f"\n{screen.heading(f'Solution – {title}')}\n{screen.solution(question)}")

    def _fault(self) -> None:
        self._console.say(lambda: "\n" + screen.wrapped(FAULTY))
        if self._console.attended:
            self._pressed(f"Press Enter for another one, {LEAVE} to leave.", ENTER)

    def _note(self, pending: Pending, tried: Try) -> None:
        mode = self._course.mode if pending.number else "practice"
        self._journal.note(pending.item(), tried, mode)

    def _pause(self, item: Item) -> bool:
        """Leaves time to read; a pipe needs none. Whether the same is wished once more."""
        if not self._console.attended:
            return False
        authored = self._course.sources[item.family].authored
        like = "for another question of this kind" if authored else "for the same with new numbers"
        more = "the next question" if len(self._counted) < self._course.number else "the summary"
        return self._pressed(f"Press Enter for {more}, {AGAIN} {like}, {LEAVE} to leave.", ENTER + AGAIN) == AGAIN

    def _pressed(self, wish: str, known: str) -> str:
        """One of the keys; the space bar is Enter, and Enter that comes too soon was not meant."""
        watch, wanted = Stopwatch(), f"{known} "
        self._console.wish(lambda: wishes.dimmed(wish))
        while (one := self._console.key(wanted)) not in wanted or self._is_habit(one, watch.so_far):
            pass
        return one

    def _is_habit(self, one: str, seconds: float) -> bool:
        return self._console.keys and one == ENTER and seconds < SOON

    def _once_more(self, result: Result) -> Result | None:
        """Another question of the source and level, in the same kind; where several options are right, other ones."""
        from quizgen.blueprint.cells import Cell
        from quizgen.study.ahead import Ahead
        from quizgen.study.plan.variants import again, ticked_alike

        item = result.item
        cell = Cell(self._course.sources[item.family], item.level, item.kind)
        seed = f"{self._course.seed}-{len(self.results)}"
        slips = [met.slip.id for mark in (*result.first, *result.marks) for met in mark.met]
        drawn = again(cell, self._asked, seed, slips)
        others = (one for one in drawn if one.id != item.id and not ticked_alike(one, item.question))
        with Ahead(others, 1) as ahead:
            for question in awaited(ahead, "drawing a question"):
                return self._ask(Pending(question, ahead, None))
        self._console.say(lambda: "There is no other question of this kind.")
        return None
