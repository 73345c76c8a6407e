"""Reads exam.json for whoever marks or analyses; nothing is drawn again."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TypeVar

import msgspec

from quizgen.errors import QuizgenError, UsageError
from quizgen.marking.checking import faults
from quizgen.marking.records import Exact, ExamKept, Kept
from quizgen.reading.saying import within

K = TypeVar("K", bound=Kept)
EXAM = "exam.json"
SCHEMA = 1
_AT = re.compile(r"(?P<reason>.*) - at `\$\.?(?P<path>[^`]*)`", re.DOTALL)
_PLACE = re.compile(r"\[(\d+)\]")


def file_of(folder: Path) -> Path:
    """The exam.json of a folder; a JSON file stands for itself."""
    return folder if folder.suffix == ".json" and not folder.is_dir() else folder / EXAM


def read(folder: Path) -> ExamKept:
    """The exam of a folder that ``quizgen exam`` wrote, or of the file itself.

    Raises UsageError where there is none, QuizgenError, with the file and the key, for what quizgen did not write so.
    """
    path = file_of(folder)
    try:
        content = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        raise UsageError(f"there is no {EXAM} in {path.parent}: give a folder that 'quizgen exam' wrote") from None
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {(error.strerror or str(error)).lower()}") from None
    return decoded(content, str(path))


def decoded(content: bytes, where: str) -> ExamKept:
    """The exam that the bytes of a file ``where`` hold; raises QuizgenError as ``read`` does."""
    try:
        schema = msgspec.json.decode(content, type=_Version).schema
        if schema != SCHEMA:
            raise QuizgenError(
                f"{where} has version {schema} of its schema, and this quizgen reads version {SCHEMA}: "
                "take the quizgen that wrote it"
            )
        found = parsed(content, ExamKept)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError) as error:
        raise QuizgenError(f"{where} is not as quizgen wrote it: {said(str(error))}") from None
    if fault := next(faults(found), None):
        raise QuizgenError(f"{where} is not as quizgen wrote it: {fault}")
    return found


def converted(record: object, kind: type[K]) -> K:
    """A part of exam.json that was read as JSON; raises msgspec.ValidationError for what is none."""
    return msgspec.convert(record, kind, dec_hook=_exact)


def parsed(content: bytes, kind: type[K]) -> K:
    """What the bytes of JSON hold; raises msgspec.MsgspecError for what is no such record."""
    return msgspec.json.decode(content, type=kind, dec_hook=_exact)


class _Version(msgspec.Struct):
    schema: int = SCHEMA


def _exact(kind: type[Exact], value: object) -> Exact:
    return kind.read(value)


def said(message: str) -> str:
    """A fault that msgspec tells, with its key, counted from 1 as people count."""
    found = _AT.fullmatch(message)
    reason = found["reason"] if found else message
    lower = within(reason)
    if not found:
        return lower
    return f"{_PLACE.sub(lambda place: f'[{int(place[1]) + 1}]', found['path'])}: {lower}"
