"""An exam is sat: questions in any order, answers that are kept as they are given, no word on what is right."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from quizgen.cli.sitting import told
from quizgen.cli.sitting.exam import Exam
from quizgen.cli.sitting.journal import Journal
from quizgen.cli.talk.console import Console
from quizgen.study.sitting.cells import Field, accepted, fields
from quizgen.study.sitting.commands import BACK, Move, move
from quizgen.study.sitting.events import Flagged, Handed, Happened, Turned, Wrote
from quizgen.study.sitting.state import GRACE, WARNING, Overview, State, overview
from quizgen.text.counted import many

OVERVIEW, HAND_IN = -1, -2
"""Where to go that is no question."""
_YES = {"yes", "y"}


class Over(Exception):  # noqa: N818 - it says what happened
    """The time is over; what there is to say of the last line, perhaps."""


class Room:
    """A sitting; ``now`` is the clock."""

    def __init__(
        self, exam: Exam, state: State, journal: Journal, console: Console, now: Callable[[], datetime]
    ) -> None:
        self._exam, self._state, self._journal, self._console, self._now = exam, state, journal, console, now
        self._fields = [fields(one, place) for place, one in enumerate(exam.questions)]
        self._columns = [{one.column: one.cells for one in every} for every in self._fields]
        self._warned = False
        self._remark = ""
        self.ended = ""
        """What there is to say of the last line, where the time ran out: above what comes then."""

    @property
    def overview(self) -> Overview:
        """How far each question is."""
        return overview(self._state.texts, self._state.flagged, self._columns)

    def sit(self) -> None:
        """Until the exam is handed in, or its time is over; raises Leave."""
        place = self._state.place
        try:
            while not self._state.handed:
                if place == HAND_IN:
                    place = self._handed_in()
                elif place == OVERVIEW:
                    place = self._overviewed()
                else:
                    place = self._asked(place)
        except Over as over:
            self.end()
            self.ended = str(over)

    def end(self) -> None:
        """The exam is over, as it stands."""
        self._happens(Handed(at=self._now()))

    def _happens(self, event: Happened) -> bool:
        """Keeps an event before anything is said about it; whether it counts."""
        self._journal.add(event)
        return self._state.apply(event)

    def _asked(self, place: int) -> int:
        """Asks the question at a place; where to go from there."""
        self._in_time()
        self._happens(Turned(at=self._now(), place=place))
        asked, say = self._exam.questions[place], self._console.say
        self._console.turn()
        say(lambda: told.question(asked, place, self._exam.set, self._state), first=True)
        self._remarked()
        self._exam.begin()
        shown = -1
        for field in self._fields[place]:
            if field.part != shown:
                shown = field.part
                if words := told.part(asked, shown):
                    say(lambda words=words: f"{words}\n")  # type: ignore[misc]  # said at once
            if (target := self._answered(place, field)) is not None:
                return target
        return place + 1 if place + 1 < len(self._exam.questions) else OVERVIEW

    def _answered(self, place: int, field: Field) -> int | None:
        """Has a field answered, or left as it is; where to go instead of the next field."""
        asked, console = self._exam.questions[place], self._console
        while True:
            self._in_time()
            self._warn()
            console.wish(lambda: told.wish(asked, field, self._state, self._now()))
            before = self._state.texts.get(field.column, "")
            typed = console.line(lambda: told.prompt(asked, field, field.said(before)))  # noqa: B023 - asked at once
            taken = told.letters(field)
            if (found := move(typed, taken, number=not taken)) is not None:
                return self._moved(place, found)
            text = "" if typed == BACK else accepted(field.answer, typed)
            if text or typed == BACK:
                self._write(field, field.put(before, text))
                if text:
                    console.keep(lambda: f"{told.prompt(asked, field, '')}{text}")  # noqa: B023 - said at once
                    return None
            else:
                console.say(lambda: told.refused(field, asked, typed))  # noqa: B023 - said at once

    def _moved(self, place: int, found: Move | int) -> int | None:  # noqa: PLR0911 - one for each move
        """Where a move leads, None for the next field."""
        last = len(self._exam.questions) - 1
        match found:
            case "next":
                return place + 1 if place < last else OVERVIEW
            case "back":
                return max(place - 1, 0)
            case "overview":
                return OVERVIEW
            case "hand in":
                return HAND_IN
            case "flag":
                self._happens(Flagged(at=self._now(), place=place, on=place not in self._state.flagged))
                self._remark = "Flagged." if place in self._state.flagged else "No longer flagged."
                return place
            case int(number):
                return self._jump(number, place)
            case _:
                return None

    def _jump(self, number: int, otherwise: int) -> int:
        """The question of that number, if there is one."""
        count = len(self._exam.questions)
        if 1 <= number <= count:
            return number - 1
        self._remark = f"There {'is' if count == 1 else 'are'} {many(count, 'question')}."
        return otherwise

    def _remarked(self) -> None:
        """Says what there was to say of what was typed before: on a page that is there now."""
        if remark := self._remark:
            self._remark = ""
            self._console.say(lambda: remark)

    def _write(self, field: Field, text: str) -> None:
        now = self._now()
        late = self._state.over(now)
        if not self._happens(Wrote(at=now, column=field.column, text=text)):
            raise Over("That came after the end, and does not count.")
        if late:
            raise Over(f"The last line came after the end, and within {told.time(GRACE)} still counts.")

    def _overviewed(self) -> int:
        """The overview; where to go from there."""
        self._in_time()
        self._warn()
        self._console.turn()
        count = len(self._exam.questions)
        self._console.say(lambda: told.overview(self.overview, count, self._state, self._now()), first=True)
        self._remarked()
        self._console.wish(lambda: "A number goes to that question, done hands in, Enter goes on.")
        match move(self._console.line(lambda: "> ")):
            case "hand in":
                return HAND_IN
            case "on" | "next":
                return self._next_open()
            case "back":
                return self._state.place
            case int(number):
                return self._jump(number, OVERVIEW)
            case "overview":
                return OVERVIEW
            case _:
                self._remark = "That leads nowhere from here."
                return OVERVIEW

    def _next_open(self) -> int:
        """The first question that is not answered, else the one before."""
        found = self.overview
        return min((*found.open, *found.partly), default=self._state.place)

    def _handed_in(self) -> int:
        """Asks whether it is meant; where to go if not."""
        self._in_time()
        self._console.say(lambda: told.confirmation(self.overview))
        self._console.wish(lambda: "Type yes to hand in; anything else goes back.")
        if self._console.line(lambda: "Hand in? ").lower() in _YES:
            self.end()
        return OVERVIEW if not self._state.handed else 0

    def _in_time(self) -> None:
        if self._state.over(self._now()):
            raise Over

    def _warn(self) -> None:
        """Once, a while before the end; not where the whole exam is hardly longer."""
        rest = self._state.left(self._now())
        if rest is None or self._warned or rest > WARNING or self._state.begun.minutes * 60 <= WARNING.total_seconds():
            return
        self._warned = True
        self._console.say(lambda: told.warning(self._state, self._now()))
