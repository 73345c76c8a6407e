"""The sheet of a form as ``exam.json`` tells it: see docs/exam-json.md."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

from quizgen.sheets.asked import Asked, digits_of, lettered, numbers
from quizgen.sheets.layout import pages
from quizgen.sheets.page import Page
from quizgen.sheets.sizes import PAPERS

Json: TypeAlias = Mapping[str, Any]


def recorded_pages(sheet: Json, form: Json) -> tuple[Page, ...]:
    """The pages of a form's answer sheet, in millimetres; ``sheet`` is the exam's, ``form`` one of its forms.

    A student's own form has as many digits as his number.
    """
    digits = digits_of(form["student"]["number"]) if "student" in form else sheet["digits"]
    return pages(recorded_fields(form), PAPERS[sheet["paper"]], digits)


def recorded_fields(form: Json) -> tuple[Asked, ...]:
    """What the sheet has room for, question by question in the form's order."""
    return tuple(
        one for question in form["questions"] for part in question["parts"] for one in _fields(question["place"], part)
    )


def _fields(place: int, part: Json) -> tuple[Asked, ...]:
    letter, offered = part["part"], len(part["options"])
    match part["kind"]:
        case "choice" | "multiple" as kind:
            return lettered(place, letter, offered, many=kind == "multiple")
        case "matching":
            return lettered(place, letter, offered, rows=len(part["prompts"]))
        case "ordering":
            return lettered(place, letter, offered, rows=offered)
        case "grid":
            return numbers(place, letter, sum(map(_size, _keys(part))))
        case _:
            return numbers(place, letter, _size(part["key"]))


def _keys(part: Json) -> Iterator[object]:
    return (cell["key"] for cell in part["cells"])


def _size(key: object) -> int:
    """How many numbers a key is: those of a shape are a list."""
    return len(key) if isinstance(key, list | tuple) else 1
