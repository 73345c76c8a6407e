"""The exam whose sheets are scanned: its forms, where their boxes stand, and who may sit it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from quizgen.blueprint import roster
from quizgen.errors import QuizgenError, UsageError
from quizgen.marking import reader
from quizgen.reading import files
from quizgen.results.forms import Exam, Form
from quizgen.sheets.page import Page
from quizgen.sheets.recorded import recorded_pages
from quizgen.sheets.sizes import GEOMETRY


@dataclass(frozen=True, slots=True)
class Sat:
    """An exam, and the share of its points that a wrong option costs."""

    exam: Exam
    wrong: Fraction | None


def sat(folder: Path, listed: str | None) -> Sat:
    """The exam of a folder, with the students of a roster if one is given.

    Raises UsageError where there is none or it has no sheets, QuizgenError for an exam.json that is not quizgen's.
    """
    kept = reader.read(folder)
    content = _content(folder)
    pages = _pages(content, folder)
    forms = {one.seal: Form(one, pages[one.seal]) for one in kept.forms}
    own = {one.student.number: one.student.name for one in kept.forms if one.student}
    names = _roster(listed) if listed else own or None
    return Sat(Exam(kept.seal, kept.title, _language(content), forms, names), kept.wrong)


@cache
def sheets(folder: Path) -> Mapping[str, tuple[Page, ...]]:
    """The pages of each form's sheet by its seal; as ``sat``."""
    return _pages(_content(folder), folder)


def _content(folder: Path) -> dict[str, Any]:
    path = folder if folder.suffix == ".json" else folder / reader.EXAM
    content: dict[str, Any] = msgspec.json.decode(path.read_bytes())
    return content


def _pages(content: Mapping[str, Any], folder: Path) -> Mapping[str, tuple[Page, ...]]:
    sheet = content.get("sheet")
    if not sheet:
        raise UsageError(
            f'the exam in {folder} has no answer sheets: write answers = "sheet" into its blueprint, make it again, '
            "and let students fill these in"
        )
    if sheet.get("geometry", GEOMETRY) != GEOMETRY:
        raise QuizgenError(
            f"the sheets of the exam in {folder} have boxes in other places (version {sheet['geometry']}, and this "
            f"quizgen reads {GEOMETRY}): take quizgen {content.get('quizgen')}"
        )
    return {form["seal"]: recorded_pages(sheet, form) for form in content["forms"]}


def _language(content: Mapping[str, Any]) -> str:
    found = tomllib.loads(content["blueprint"]["text"]).get("language", "en")
    return str(found)


def _roster(listed: str) -> dict[str, str]:
    path = Path(listed)
    if not files.is_regular(path):
        raise UsageError(f"{files.missing(path)}; --roster takes a CSV file with a line for each student")
    found = roster.read(files.text(path), str(path), timed=True)
    return {student.number: student.name for student in found.students}
