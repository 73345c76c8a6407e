"""The columns of a table of answers, by the names that people and programs give them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from quizgen.errors import UsageError
from quizgen.marking.records import ExamKept, FormKept

_QUESTION = re.compile(
    r"(?:q|question|item|frage|aufgabe)?\s*\.?\s*(?P<place>\d+)\s*\(?(?P<part>[a-z]?)\)?", re.IGNORECASE
)
NAMES: Mapping[str, frozenset[str]] = {
    "form": frozenset({"form", "variant", "variante", "version"}),
    "number": frozenset({"number", "student number", "id", "id number", "student", "matrikelnummer", "nummer"}),
    "name": frozenset({"name", "full name", "student name"}),
    "points": frozenset({"points"}),
    "of": frozenset({"of"}),
    "state": frozenset({"state"}),
}


def question(name: str) -> str:
    """The question that a column holds, as in key.csv (``7a``); nothing of another column."""
    found = _QUESTION.fullmatch(name.strip())
    return f"{int(found['place'])}{found['part'].lower()}" if found else ""


def known(head: Sequence[str]) -> dict[str, int]:
    """Where the columns that are no question's stand, by what they hold."""
    found: dict[str, int] = {}
    for place, name in enumerate(head):
        for what, names in NAMES.items():
            if name.strip().casefold() in names:
                found.setdefault(what, place)
    return found


def questions(head: Sequence[str], exam: ExamKept, where: str) -> dict[str, int]:
    """Where each question's column stands; raises UsageError for what no form has, and for what is twice."""
    found: dict[str, int] = {}
    asked = {column for form in exam.forms for one in form.questions for column in one.columns}
    for name, place in _named(head):
        if name in found:
            raise UsageError(
                f"{where}: question {name} has two columns, '{head[found[name]]}' and '{head[place]}'; leave one"
            )
        if name not in asked:
            raise UsageError(
                f"{where}: there is a column '{head[place]}', and no form of '{exam.title}' has question {name}"
            )
        found[name] = place
    if not found:
        raise UsageError(f"{where}: no column is a question's; call them as key.csv does: 1, 2, 7a")
    return found


def require(forms: Sequence[FormKept], places: Mapping[str, int], where: str) -> None:
    """Raises UsageError where a question of one of the forms that were sat has no column."""
    for form in {form.form: form for form in forms}.values():
        for name in (column for one in form.questions for column in one.columns):
            if name not in places:
                raise UsageError(
                    f"{where}: there is no column for question {name} of form {form.form}; leave its cells empty where "
                    "it was left out"
                )


def _named(head: Sequence[str]) -> Iterator[tuple[str, int]]:
    return ((name, place) for place, cell in enumerate(head) if (name := question(cell)))
