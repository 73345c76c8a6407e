"""What somebody hands in who sat an exam in the terminal: the answers as a table of results has them."""

from __future__ import annotations

from datetime import datetime
from hashlib import blake2b
from typing import Annotated

import msgspec
from msgspec import Meta

from quizgen.errors import QuizgenError
from quizgen.marking.reader import said

SCHEMA = 1
HEAD = 200
"""Bytes within which such a file says that it is one."""
NOTE = (
    "Not proctored: nobody watched, and nothing here proves who answered, by what means, or that the file is "
    "untouched. The digest tells changes that nobody meant."
)


class Result(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The answers of one sitting."""

    schema: Annotated[int, Meta(ge=1, description="The version of this schema.")]
    quizgen: Annotated[str, Meta(description="The version that wrote it.")]
    proctored: Annotated[bool, Meta(description="Always false.")]
    note: Annotated[str, Meta(description="What the file does not prove.")]
    title: str
    number: Annotated[str, Meta(description="The student's, empty where none was given.")]
    name: str
    form: Annotated[str, Meta(description="The form's letter, or a student's own; empty outside exams.")]
    seal: Annotated[str, Meta(description="The form's, as in exam.json; empty outside exams.")]
    exam: Annotated[str, Meta(description="The exam's seal; empty where only the form is known.")]
    questions: Annotated[str, Meta(description="A digest of the questions as they stood in their file.")]
    seed: Annotated[str, Meta(description="What the form was drawn by, where it was drawn for this sitting.")]
    sitting: Annotated[str, Meta(description="An id of this sitting.")]
    begun: datetime
    ended: datetime
    minutes: Annotated[int, Meta(ge=0, description="How long it might take; 0 without limit.")]
    answers: Annotated[dict[str, str], Meta(description="By the columns of key.csv, in its letters and numbers.")]
    seconds: Annotated[dict[str, float], Meta(description="How long each question was on the screen.")]
    points: Annotated[int | str, Meta(description="As marked there: a whole number, or p/q.")]
    of: Annotated[int | str, Meta(description="What all questions are worth.")]
    digest: Annotated[str, Meta(description="Of all other keys.")] = ""


def written(result: Result) -> bytes:
    """The file: a key on each line, the last of them the digest of the others."""
    sealed = msgspec.structs.replace(result, digest=digest(result))
    return msgspec.json.format(msgspec.json.encode(sealed), indent=1) + b"\n"


def digest(result: Result) -> str:
    """Of all that a file holds but its digest."""
    content = msgspec.json.encode(msgspec.structs.replace(result, digest=""), order="sorted")
    return blake2b(content, digest_size=16).hexdigest()


def begins(content: bytes) -> bool:
    """Whether a file that begins so is one of these, rather than other JSON."""
    return is_json(content) and b'"proctored"' in content[:HEAD]


def is_json(content: bytes) -> bool:
    """Whether a file that begins so is JSON of some sort, and no table."""
    return content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")


def read(content: bytes, where: str) -> Result:
    """The answers in the bytes of a file ``where``; raises QuizgenError for what is none or was changed."""
    try:
        schema = msgspec.json.decode(content, type=_Version).schema
        if schema != SCHEMA:
            raise QuizgenError(
                f"{where} has version {schema} of its schema, and this quizgen reads version {SCHEMA}: take the "
                "quizgen that wrote it"
            )
        found = msgspec.json.decode(content, type=Result)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError) as error:
        raise QuizgenError(f"{where} is no file that 'quizgen quiz --result' wrote: {said(str(error))}") from None
    if found.digest != digest(found):
        raise QuizgenError(
            f"{where} was changed after quizgen wrote it (its digest does not fit): ask for the file as it was"
        )
    return found


class _Version(msgspec.Struct):
    schema: int
