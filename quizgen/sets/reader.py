"""Reads what ``quizgen exam`` and ``generate --format json`` wrote, whichever of the three sorts of files it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from hashlib import blake2b
from math import ceil
from pathlib import Path
from typing import Any, TypeVar

import msgspec
from msgspec import Struct

from quizgen.errors import QuizgenError, UsageError
from quizgen.marking.checking import question_faults
from quizgen.marking.reader import converted, parsed, said
from quizgen.marking.records import BlueprintKept, Exact, Kept, MisconceptionKept, StudentKept
from quizgen.reading import files
from quizgen.sets import items
from quizgen.sets.records import Meaning, QuestionAsked, Set
from quizgen.sets.spoken import spoken as told_by
from quizgen.text.counted import many

K = TypeVar("K", bound=Kept)
EXAM, ITEMS = 1, 2
"""The versions of the schemas of exam.json and of items that are read."""
LARGEST = 400_000_000
"""Bytes of a file."""


class Told(Struct, frozen=True):
    """A form that is there to be chosen, and whose it is."""

    form: str
    student: StudentKept | None = None


class Bundle(Struct, frozen=True):
    """The forms of a file, each of which is read as a whole when it is chosen; ``taken`` takes the place of one."""

    title: str
    forms: tuple[Told, ...]
    taken: Callable[[int], Set]


NOTHING = msgspec.Raw()


class _Raw(msgspec.Struct):
    """What tells the sorts of files apart."""

    schema: Any = None
    items: msgspec.Raw = NOTHING
    forms: msgspec.Raw = NOTHING
    stem: msgspec.Raw = NOTHING


class _Student(StudentKept, frozen=True, kw_only=True):
    extra_time: Exact = Exact(0)


class _Form(Kept, frozen=True, kw_only=True):
    form: str
    seal: str
    questions: msgspec.Raw
    student: _Student | None = None


class _Asked(Kept, frozen=True, kw_only=True):
    extra_time: Exact = Exact(0)


class _Exam(Kept, frozen=True, kw_only=True):
    quizgen: str
    title: str
    seal: str
    wrong: Exact | None
    forms: tuple[_Form, ...]
    misconceptions: tuple[MisconceptionKept, ...]
    blueprint: BlueprintKept = BlueprintKept()
    asked: _Asked = _Asked()


def read(path: Path) -> Bundle:
    """The forms of a file; raises UsageError where there is none, QuizgenError, with the key, for what is not such."""
    if not files.is_regular(path):
        raise UsageError(f"{files.missing(path)}; give exam.json, or items that 'quizgen generate' wrote as JSON")
    if path.stat().st_size > LARGEST:
        raise UsageError(f"{path} is larger than {LARGEST // 1_000_000} MB, and no set of items is")
    return decoded(path.read_bytes(), str(path))


def decoded(content: bytes, where: str) -> Bundle:
    """The forms that the bytes of a file ``where`` hold; raises QuizgenError as ``read`` does."""
    content = content.removeprefix(b"\xef\xbb\xbf")
    lines = content.split(b"\n")
    try:
        if len(lines) > 1 and _begins_with_item(lines[0]):
            return _lines(lines, where)
        told = _sort(content)
        if not (told.forms or told.items or told.stem):
            raise QuizgenError(
                f"{where} is JSON of something else: neither 'forms', as in exam.json, nor 'items' are in it; give a "
                "file that 'quizgen exam' or 'quizgen generate --format json' wrote"
            )
        if told.stem:
            return _lines([content], where)
        reading = _document if told.items else _exam
        _known(told.schema, ITEMS if told.items else EXAM, where)
        return reading(content, where)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError) as error:
        raise _fault(where, said(str(error))) from None


def _sort(content: bytes) -> _Raw:
    try:
        return msgspec.json.decode(content, type=_Raw)
    except msgspec.ValidationError:
        return _Raw()


def _begins_with_item(line: bytes) -> bool:
    try:
        return bool(_sort(line).stem)
    except msgspec.DecodeError:
        return False


def _known(schema: object, version: int, where: str) -> None:
    if schema != version:
        if isinstance(schema, int) and schema < version:
            raise QuizgenError(f"{where} has version {schema} of its schema, and {version} is read: write it again")
        raise QuizgenError(
            f"{where} has version {schema} of its schema, and this quizgen reads version {version}: take the quizgen "
            "that wrote it"
        )


def _exam(content: bytes, where: str) -> Bundle:
    exam = parsed(content, _Exam)
    if not exam.forms:
        raise _fault(where, "forms: there is none")
    said_of = {one.id: Meaning(one.feedback, one.name, one.meaning) for one in exam.misconceptions}

    def taken(place: int) -> Set:
        form, at = exam.forms[place], f"forms[{place + 1}].questions"
        spoken = told_by(exam.blueprint.text)
        extra = max(form.student.extra_time if form.student else 0, exam.asked.extra_time)
        return form_of(
            _listed(msgspec.json.decode(form.questions)),
            where=where,
            at=at,
            title=exam.title,
            form=form.form,
            seal=form.seal,
            exam=exam.seal,
            meanings=said_of,
            wrong=exam.wrong,
            minutes=ceil(spoken.duration * (1 + extra / 100)),
            spoken=spoken,
            student=form.student,
            version=exam.quizgen,
        )

    return Bundle(exam.title, tuple(Told(one.form, one.student) for one in exam.forms), taken)


def form_of(rows: Sequence[object], *, where: str, at: str, **told: Any) -> Set:
    """A form of the records of its questions, as exam.json has them; raises QuizgenError as ``read`` does."""
    questions = tuple(_question(row, where, f"{at}[{number}]") for number, row in enumerate(rows, 1))
    return Set(where=where, at=at, digest=_digest(rows), questions=_checked(questions, where, at), **told)


def _question(row: object, where: str, at: str) -> QuestionAsked:
    parts = row.get("parts") if isinstance(row, dict) else None
    if isinstance(parts, list) and any(isinstance(one, dict) and "solution" not in one for one in parts):
        raise QuizgenError(
            f"{where} is of an earlier quizgen, whose exams could not be asked in the terminal ({at}.parts have no "
            "'solution'): write the exam again with this one"
        )
    return _read(row, QuestionAsked, where, at)


def _document(content: bytes, where: str) -> Bundle:
    head = parsed(content, items.DocumentRead)
    rows = _listed(msgspec.json.decode(head.items))
    if len(rows) != len(head.points):
        raise _fault(where, f"points: {many(len(head.points), 'number')} for {many(len(rows), 'item')}")
    found = _items(rows, head.points, where)
    given = Set(
        where=where,
        at="items",
        title=head.title,
        form=head.form,
        seal="",
        exam="",
        digest=_digest(rows),
        student=head.student,
        version=head.quizgen,
        questions=found[0],
        meanings=found[1],
    )
    return Bundle(head.title, (Told(head.form, head.student),), lambda _: given)


def _listed(found: object) -> list[Any]:
    return found if isinstance(found, list) else []


def _lines(lines: Sequence[bytes], where: str) -> Bundle:
    """Items, one a line; the title is that of the file."""
    rows = [_line(line, number, where) for number, line in enumerate(lines, 1) if line.strip()]
    questions, meanings = _items(rows, [None] * len(rows), where)
    title, digest = Path(where).stem, _digest(rows)
    given = Set(
        where=where,
        at="items",
        title=title,
        form="",
        seal="",
        exam="",
        digest=digest,
        questions=questions,
        meanings=meanings,
    )
    return Bundle(title, (Told(""),), lambda _: given)


def _line(line: bytes, number: int, where: str) -> object:
    try:
        return msgspec.json.decode(line)
    except msgspec.DecodeError as error:
        raise _fault(where, f"line {number}: {said(str(error))}") from None


def _items(
    rows: Sequence[object], points: Sequence[Fraction | None], where: str
) -> tuple[tuple[QuestionAsked, ...], dict[str, Meaning]]:
    found: list[QuestionAsked] = []
    meanings: dict[str, Meaning] = {}
    for place, (row, worth) in enumerate(zip(rows, points, strict=True), 1):
        at = f"items[{place}]"
        item = _read(row, items.ItemRead, where, at)
        several = isinstance(row, dict) and "parts" in row
        parts = _read(row, items.PartsRead, where, at).parts if several else (_read(row, items.PartRead, where, at),)
        found.append(items.question(place, item, parts, worth))
        meanings.update(items.meanings(parts))
    return _checked(tuple(found), where, "items"), meanings


def _checked(found: tuple[QuestionAsked, ...], where: str, at: str) -> tuple[QuestionAsked, ...]:
    """The same; raises QuizgenError for what nobody could answer or mark."""
    if not found:
        raise _fault(where, f"{at}: there is none")
    for place, one in enumerate(found, 1):
        if fault := next(question_faults(one, place), None):
            raise _fault(where, f"{at}[{place}].{fault}")
    return found


def _read(row: object, kind: type[K], where: str, at: str) -> K:
    try:
        return converted(row, kind)
    except msgspec.ValidationError as error:
        fault = said(str(error))
        raise _fault(where, f"{at}{': ' if ' ' in fault.partition(':')[0] else '.'}{fault}") from None


def _fault(where: str, reason: str) -> QuizgenError:
    return QuizgenError(f"{where} is not as quizgen wrote it: {reason}")


def _digest(rows: object) -> str:
    """Of the questions, however their file is set out."""
    return blake2b(msgspec.json.encode(rows, order="sorted"), digest_size=16).hexdigest()
