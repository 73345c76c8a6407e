"""The exam whose sheets are scanned: its forms, where their boxes stand, and who may sit it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Struct

from quizgen.blueprint import roster
from quizgen.errors import QuizgenError, UsageError
from quizgen.formats.frames import ENGLISH, languages
from quizgen.marking import reader
from quizgen.reading import files
from quizgen.results.forms import Exam, Form
from quizgen.sheets.page import Page
from quizgen.sheets.recorded import recorded_pages
from quizgen.sheets.sizes import GEOMETRY


class Sat(Struct, frozen=True):
    """An exam, and the share of its points that a wrong option costs."""

    exam: Exam
    wrong: Fraction | None


class _Sheet(msgspec.Struct, frozen=True):
    """How sheets are laid out; ``digits`` are absent where forms are students' own."""

    geometry: int
    paper: Literal["a4", "letter"]
    digits: Annotated[int, msgspec.Meta(ge=1, le=14)] | None = None


class _Blueprint(msgspec.Struct, frozen=True):
    text: str


class _Kept(msgspec.Struct, frozen=True):
    """What exam.json says of sheets."""

    quizgen: str
    blueprint: _Blueprint
    forms: tuple[dict[str, Any], ...]
    sheet: _Sheet | None = None


def sat(folder: Path, listed: str | None) -> Sat:
    """The exam of a folder, with the students of a roster if one is given.

    Raises UsageError where there is none or it has no sheets, QuizgenError for an exam.json that is not quizgen's.
    """
    kept = reader.read(folder)
    pages = sheets(folder)
    forms = {one.seal: Form(one, pages[one.seal]) for one in kept.forms}
    own = {one.student.number: one.student.name for one in kept.forms if one.student}
    names = _roster(listed) if listed else own or None
    return Sat(Exam(kept.seal, kept.title, _language(folder), forms, names), kept.wrong)


@cache
def sheets(folder: Path) -> Mapping[str, tuple[Page, ...]]:
    """The pages of each form's sheet by its seal; raises as ``sat`` does."""
    kept = _kept(folder)
    if kept.sheet is None:
        raise UsageError(
            f'the exam in {folder} has no answer sheets: write answers = "sheet" into its blueprint, make it again, '
            "and let students fill these in"
        )
    if kept.sheet.geometry != GEOMETRY:
        raise QuizgenError(
            f"the sheets of the exam in {folder} have boxes in other places (version {kept.sheet.geometry}, and this "
            f"quizgen reads {GEOMETRY}): take quizgen {kept.quizgen}"
        )
    sheet = {name: value for name, value in msgspec.to_builtins(kept.sheet).items() if value is not None}
    with _as_written(folder):
        return {form["seal"]: recorded_pages(sheet, form) for form in kept.forms}


def _kept(folder: Path) -> _Kept:
    with _as_written(folder):
        return msgspec.json.decode(reader.file_of(folder).read_bytes(), type=_Kept)


def _language(folder: Path) -> str:
    """The language of the frame, which is that of the page for settling rows."""
    with _as_written(folder):
        found = str(tomllib.loads(_kept(folder).blueprint.text).get("language", ENGLISH))
    return found if found in languages() else ENGLISH


@contextmanager
def _as_written(folder: Path) -> Iterator[None]:
    """Raises QuizgenError for what quizgen does not write."""
    try:
        yield
    except (msgspec.MsgspecError, KeyError, TypeError, tomllib.TOMLDecodeError) as error:
        told = f"{type(error).__name__.removesuffix('Error')}: {error}"
        raise QuizgenError(f"{reader.file_of(folder)} is not as quizgen wrote it: {told}") from None


def _roster(listed: str) -> dict[str, str]:
    path = Path(listed)
    if not files.is_regular(path):
        raise UsageError(f"{files.missing(path)}; --roster takes a CSV file with a line for each student")
    found = roster.read(files.text(path), str(path), timed=True)
    return {student.number: student.name for student in found.students}
