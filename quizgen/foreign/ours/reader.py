"""A file of quizgen's JSON: a document of items, items line by line, or an exam."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from itertools import islice
from pathlib import PurePath
from typing import Any

import msgspec
from msgspec import Struct, field

from quizgen.errors import QuizgenError, UsageError
from quizgen.foreign.decoding import decoded
from quizgen.foreign.model import Foreign, ForeignFile
from quizgen.foreign.ours.asked import Reader
from quizgen.foreign.ours.located import Located, listed
from quizgen.foreign.ours.question import meanings, question
from quizgen.foreign.remarks import Remarks, shown
from quizgen.marking.checking import question_faults
from quizgen.marking.reader import converted, said
from quizgen.sets import items
from quizgen.sets.records import Meaning, QuestionAsked

ZERO = Fraction(0)
_EXACT = re.compile(r"-?\d{1,40}(?:/0*[1-9]\d{0,40})?")
_BROKEN = (msgspec.MsgspecError, QuizgenError, ValueError, TypeError, KeyError, IndexError, RecursionError)


def read(content: bytes, where: str) -> ForeignFile:
    """What the bytes of a file say; raises UsageError for JSON of something else."""
    remarks = Remarks()
    text = decoded(content, remarks)
    reading = _Reading(text, where, remarks)
    return ForeignFile(where, "json", tuple(reading.questions()), remarks.every, reading.title)


class _Row(Struct, frozen=True):
    """A record as JSON, and where it stands; ``worth`` are its points, where the file gives them beside it."""

    row: Any
    source: str
    line: int
    worth: Fraction | None = None
    said: Mapping[str, Meaning] = field(default_factory=dict)
    exam: bool = False


class _Reading:
    def __init__(self, text: str, where: str, remarks: Remarks) -> None:
        self._text, self._where, self._remarks = text, where, remarks
        self._wrong = ZERO
        self.title = PurePath(where).stem

    def questions(self) -> Iterator[Foreign]:
        """The questions in their order, without those that are none."""
        try:
            for row in self._rows():
                if found := self._question(row):
                    yield found
        except (ValueError, RecursionError) as error:
            line = error.lineno if isinstance(error, json.JSONDecodeError) else 1
            words = "the JSON is ill formed here; what is read is what stands before it"
            self._remarks.add("ill-formed", words, line)

    def _rows(self) -> Iterator[_Row]:
        first = self._text.lstrip().partition("\n")[0]
        head = _object(first)
        if head is not None and "stem" in head:
            return self._lines()
        whole = _object(self._text)
        if whole is None:
            return self._listed(None) if '"items"' in self._text else self._lines()
        self.title = str(whole.get("title") or self.title)
        forms, listing = whole.get("forms"), whole.get("items")
        if isinstance(forms, list) and _asks(row for form in forms for row in _questions(form)):
            return self._exam(whole)
        if isinstance(listing, list) and _asks(listing):
            return self._listed(whole)
        if "stem" in whole:
            return iter([_Row(whole, self._text, 1)])
        raise UsageError(
            f"{self._where} is JSON of something else: neither 'forms', as in exam.json, nor 'items' with a 'stem' are "
            "in it; give what 'quizgen exam' or 'quizgen generate --format json' wrote"
        )

    def _lines(self) -> Iterator[_Row]:
        """Items line by line; a line that is none is left out."""
        for number, line in enumerate(self._text.split("\n"), start=1):
            if line.strip():
                row = _object(line)
                if row is None:
                    words = "the line is no JSON object: write an item on it, or nothing"
                    self._remarks.add("ill-formed", words, number)
                else:
                    yield _Row(row, line, number)

    def _listed(self, whole: Mapping[str, Any] | None) -> Iterator[_Row]:
        points = whole.get("points") if whole else None
        worth = points if isinstance(points, list) else []
        for place, (row, source, line) in enumerate(listed(self._text, "items")):
            yield _Row(row, source, line, self._read(worth[place], f"points[{place}]") if place < len(worth) else None)
        if whole is None:
            json.loads(self._text)

    def _read(self, written: object, path: str) -> Fraction | None:
        """Points, with a remark where they are none."""
        found = _exact(written)
        if found is None:
            words = (
                f"{path.partition('[')[0]} has {shown(str(written))}, which is no whole number and no p/q: write one"
            )
            self._remarks.add("points-unreadable", words, Located(self._text, 1).line(path))
        return found

    def _exam(self, whole: Mapping[str, Any]) -> Iterator[_Row]:
        """The questions of all forms."""
        known = whole.get("misconceptions")
        said_of = {
            one["id"]: Meaning(one["feedback"], str(one.get("name", "")), str(one.get("meaning", "")))
            for one in (known if isinstance(known, list) else [])
            if isinstance(one, dict) and isinstance(one.get("feedback"), str) and isinstance(one.get("id"), str)
        }
        self._wrong = (self._read(whole["wrong"], "wrong") if whole.get("wrong") is not None else None) or ZERO
        place = Located(self._text, 1)
        for number, form in enumerate(whole["forms"]):
            for count, row in enumerate(_questions(form)):
                line = place.line(f"forms[{number}].questions[{count}]")
                told = {**row, "form": form.get("form")} if isinstance(row, dict) else row
                yield _Row(told, json.dumps(row, ensure_ascii=False), line, None, said_of, exam=True)

    def _question(self, row: _Row) -> Foreign | None:
        try:
            kept = self._kept(row)
            if fault := next(question_faults(kept, kept.place), None):
                raise QuizgenError(fault)
            place = Located(row.source, row.line)
            reader = Reader({**meanings(row.row), **row.said}, self._wrong, lambda path: place.line(path.strip(".")))
            return question(kept, row.row, reader, line=row.line, source=row.source)
        except _BROKEN as error:
            reason = said(str(error)) if isinstance(error, msgspec.MsgspecError) else str(error)
            words = f"the item is not as quizgen wrote it, and is left out: {reason}"
            self._remarks.add("item-unreadable", words, row.line)
            return None

    def _kept(self, row: _Row) -> QuestionAsked:
        if row.exam:
            return converted(row.row, QuestionAsked)
        item = converted(row.row, items.ItemRead)
        several = isinstance(row.row, dict) and "parts" in row.row
        parts = converted(row.row, items.PartsRead).parts if several else (converted(row.row, items.PartRead),)
        return items.question(1, item, parts, row.worth)


def _object(text: str) -> dict[str, Any] | None:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _questions(form: object) -> list[Any]:
    """The rows of a form."""
    rows = form.get("questions") if isinstance(form, dict) else None
    return rows if isinstance(rows, list) else []


def _asks(rows: Iterable[object]) -> bool:
    """Whether there are none, or any has a question: reports and analyses have rows of numbers about them."""
    first = list(islice(rows, 100))
    return not first or any(isinstance(row, dict) and "stem" in row for row in first)


def _exact(value: object) -> Fraction | None:
    """A whole number or ``p/q``, None for anything else."""
    return Fraction(str(value)) if _EXACT.fullmatch(str(value)) else None
