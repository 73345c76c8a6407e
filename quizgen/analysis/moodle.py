"""Reads Moodle's report of responses as CSV: for each attempt and question what was answered and what is right.

Which question of which form stands in a column is found by its text and its right answer, so that Moodle may shuffle
questions and options.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Literal, TypeAlias

from msgspec import Struct

from quizgen.analysis import moodle_texts
from quizgen.analysis.moodle_strange import NOTHING, Strange
from quizgen.analysis.taken import Intake, Sheet
from quizgen.errors import UsageError
from quizgen.marking.plain import rough
from quizgen.marking.records import ExamKept, FormKept, QuestionKept
from quizgen.reading.separated import Row

Attempt: TypeAlias = Literal["first", "last"]
_COLUMNS = {
    "asked": re.compile(r"(?:Question|Frage) (\d+)", re.IGNORECASE),
    "given": re.compile(r"(?:Response|Antwort) (\d+)", re.IGNORECASE),
    "right": re.compile(r"(?:Right answer|Richtige Antwort) (\d+)", re.IGNORECASE),
}
_WHO = ("id number", "id-nummer", "matrikelnummer", "username", "anmeldename", "email address", "e-mail-adresse")
"""What tells a student from all others; not everybody has each of them."""
_NAMES = ("last name", "surname", "nachname", "first name", "vorname")
_STATES = ("state", "status")
FINISHED = frozenset({"finished", "beendet"})


class _Head(Struct, frozen=True):
    """Where each column stands; those of questions by number."""

    asked: Mapping[str, int]
    given: Mapping[str, int]
    right: Mapping[str, int]
    who: tuple[int, ...]
    names: tuple[int, ...]
    state: int | None

    @property
    def of_questions(self) -> tuple[Mapping[str, int], ...]:
        """The columns of a question: its text, the response, and the right answer."""
        return self.asked, self.given, self.right


def is_moodle(head: Row) -> bool:
    """Whether the head of a table is that of Moodle's report of responses."""
    return any(_COLUMNS["given"].fullmatch(cell) for cell in head.cells)


def sheets(rows: Sequence[Row], exam: ExamKept, where: str, attempt: Attempt) -> Intake:
    """One finished attempt of each student; raises UsageError, with the line, where a form cannot be told."""
    head = _head(rows[0])
    finder = _Finder(exam, where, head)
    attempts: dict[tuple[str, ...], list[Row]] = {}
    left_out: Counter[str] = Counter()
    for row in rows[1:]:
        state = "" if head.state is None else _at(row, head.state).casefold()
        if not any(_at(row, place) for place in head.given.values()):
            # Below all attempts there may be a line of averages, which has no state.
            left_out["empty"] += bool(state)
            continue
        if head.state is not None and state not in FINISHED:
            left_out["unfinished"] += 1
            continue
        attempts.setdefault(_who(row, head), []).append(row)
    if left_out["unfinished"] and not attempts:
        raise UsageError(
            f"{where}: no attempt is finished: the column '{rows[0].cells[head.state or 0]}' nowhere says 'Finished' "
            "or 'Beendet'; export in English or German, or when students have finished"
        )
    left_out["further attempts"] = sum(len(every) - 1 for every in attempts.values())
    taken = {who: every[0] if attempt == "first" else every[-1] for who, every in attempts.items()}
    found = tuple(finder.sheet(" ".join(who), row) for who, row in taken.items())
    left_out["strange answers"] = finder.strange.answers
    notes = [f"{where}: {note}"] if (note := finder.strange.told(exam.title, len(found))) else []
    return Intake(found, {why: many for why, many in left_out.items() if many}, tuple(notes))


def _head(row: Row) -> _Head:
    places: dict[str, dict[str, int]] = {
        what: {found[1]: place for place, cell in enumerate(row.cells) if (found := pattern.fullmatch(cell))}
        for what, pattern in _COLUMNS.items()
    }
    small = [cell.casefold() for cell in row.cells]
    who = tuple(small.index(one) for one in _WHO if one in small)
    names = tuple(small.index(one) for one in _NAMES if one in small)
    state = next((place for place, cell in enumerate(small) if cell in _STATES), None)
    return _Head(**places, who=who, names=names, state=state)


def _who(row: Row, head: _Head) -> tuple[str, ...]:
    """Whose attempt it is; its line where nothing says so, which is no name."""
    known = next((one for place in head.who if (one := _at(row, place))), "")
    named = (known,) if known else tuple(_at(row, place) for place in head.names)
    return named if any(named) else (f"line {row.line}",)


def _at(row: Row, place: int) -> str:
    """What stands there; nothing where a row is shorter."""
    return row.cells[place] if place < len(row.cells) else ""


class _Finder:
    """Finds the form of an attempt, and the question of each column."""

    def __init__(self, exam: ExamKept, where: str, head: _Head) -> None:
        self._exam, self._where, self._head = exam, where, head
        self.strange = Strange()
        self._told = bool(head.asked or head.right)
        if not self._told and len(exam.forms) > 1:
            raise UsageError(
                f"{where}: which of {len(exam.forms)} forms was answered is not told; export the responses again with "
                "'question text' and 'right answer' ticked"
            )

    def sheet(self, who: str, row: Row) -> Sheet:
        """The answers of an attempt."""
        fits = [(form, self._columns(row, form)) for form in self._exam.forms]
        most = max(len(columns) for _, columns in fits)
        best = [(form, columns) for form, columns in fits if len(columns) == most]
        if not most:
            raise self._error(
                row, f"no question is one of '{self._exam.title}'; give the folder of this exam with --exam"
            )
        if len(best) > 1:
            names = " or ".join(form.form for form, _ in best[:2])
            raise self._error(row, f"this may be form {names}; export the responses again with 'question text' ticked")
        form, columns = best[0]
        for number in self._head.given.keys() - set(columns.values()):
            self.strange.met(number, *(self._at(row, places, number) for places in self._head.of_questions))
        answers = tuple(self._answer(row, one, columns.get(one.place)) for one in form.questions)
        return Sheet(who, form, answers)

    def _columns(self, row: Row, form: FormKept) -> dict[int, str]:
        """The number of the column of each question of the form, by its place."""
        if not self._told:
            return {one.place: str(one.place) for one in form.questions if str(one.place) in self._head.given}
        found: dict[int, str] = {}
        for number in self._head.given:
            fitting = [one for one in form.questions if one.place not in found and self._is(row, number, one)]
            if fitting:
                found[fitting[0].place] = number
        return found

    def _is(self, row: Row, number: str, question: QuestionKept) -> bool:
        asked, right = self._at(row, self._head.asked, number), self._at(row, self._head.right, number)
        if number in self._head.asked and not rough(asked).startswith(rough(question.stem)):
            return False
        return number not in self._head.right or moodle_texts.is_right(question, right)

    def _answer(self, row: Row, question: QuestionKept, number: str | None) -> tuple[str, ...]:
        if number is None:
            return ()
        text = self._at(row, self._head.given, number)
        return ("",) * len(question.parts) if text in NOTHING else moodle_texts.answers(question, text)

    @staticmethod
    def _at(row: Row, places: Mapping[str, int], number: str) -> str:
        return _at(row, places[number]) if number in places else ""

    def _error(self, row: Row, reason: str) -> UsageError:
        return UsageError(f"{self._where}, line {row.line}: {reason}")
