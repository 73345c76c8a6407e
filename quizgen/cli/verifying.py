"""Proves an exam's folder: its files, its seals, and that blueprint and seed give it again."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Sequence
from io import StringIO
from itertools import zip_longest
from pathlib import Path

from quizgen import resources
from quizgen.answers.encoding import Json
from quizgen.blueprint.sealing import Sealer
from quizgen.cli import listing
from quizgen.cli.exam_file import ExamFile
from quizgen.cli.exam_folder import EXAM
from quizgen.cli.hands import Hands
from quizgen.cli.kit import KEYS
from quizgen.errors import QuizgenError, UsageError
from quizgen.formats.protocol import Options
from quizgen.text.counted import many

SHOWN = 80
"""Characters of a row that an error repeats."""


def files(folder: Path) -> str:
    """That all files are as they were written; raises QuizgenError for the first that is not."""
    path = folder / listing.NAME
    listed = listing.whole(path).files
    if not listed:
        raise QuizgenError(f"{path} is missing, by which the files are known: copy the folder with its hidden files")
    for name, digest in listed.items():
        file = folder / name
        if not file.is_file():
            raise QuizgenError(f"{file} is missing: it was written with the others")
        if listing.digest_of(file) != digest:
            raise QuizgenError(f"{file} was changed after quizgen wrote it")
    if missing := {EXAM, KEYS} - listed.keys():
        raise QuizgenError(f"{path} does not name {min(missing)}: it is not the list of a whole exam")
    return f"{folder}: all {len(listed):,} files are as quizgen wrote them."


def seals(kept: ExamFile, path: Path) -> str:
    """That the seals fit; raises QuizgenError for another version of quizgen and for a seal that does not fit."""
    if kept.quizgen != resources.version():
        raise QuizgenError(
            f"{path} was written by quizgen {kept.quizgen}, and this is {resources.version()}, which may draw other "
            f"items: install quizgen {kept.quizgen} to verify it"
        )
    sealer = Sealer(kept.blueprint.text, kept.seed, kept.quizgen)
    given: list[str] = []
    for form in kept.forms:
        found = sealer.form(form.sealed)
        if form.seal != found:
            raise QuizgenError(
                f"{path}: form {form.form} has the seal {form.seal}, and blueprint, seed, version and items give "
                f"{found}: one of them was changed"
            )
        given.append(found)
    if kept.seal != sealer.exam(kept.about, given):
        raise QuizgenError(
            f"{path}: the exam's seal {kept.seal} does not fit: how it was asked for was changed, or which forms it has"
        )
    return f"{path}: the seals of {_forms(len(given))} fit blueprint, seed, version and items."


def drawn_again(kept: ExamFile, folder: Path, hands: Hands) -> Iterator[str]:
    """That blueprint and seed give the same again, every key confirmed; raises QuizgenError for what differs."""
    again = _again(kept, folder / EXAM, hands)
    _same_exam(folder / EXAM, again[EXAM])
    questions = many(sum(len(form.questions) for form in kept.forms), "question")
    yield f"{folder / EXAM}: drawn again, {_forms(len(kept.forms))} with {questions}; every key confirmed."
    _same_keys(folder / KEYS, again[KEYS])
    yield f"{folder / KEYS}: its rows are the keys of {EXAM}."
    for name, content in again.items():
        file = folder / name
        if name not in {EXAM, KEYS} and file.read_bytes() != content:
            raise QuizgenError(f"{file} is not what blueprint and seed give: it was changed")


def _again(kept: ExamFile, path: Path, hands: Hands) -> dict[str, bytes]:
    """What is written beside the forms, made again, by its names."""
    try:
        exam = kept.exam(str(path))
        made = exam.files(exam.recipe((), Options(exam.name)), hands, reported=True)
        return {file.name: b"".join(file.chunks) for file in made}
    except UsageError as error:
        raise QuizgenError(f"the exam cannot be drawn again: {error}") from None


def _same_exam(path: Path, wanted: bytes) -> None:
    content = path.read_bytes()
    if content == wanted:
        return
    found, again = json.loads(content), json.loads(wanted)
    nothing: Json = {}
    for form, other in zip_longest(found["forms"], again["forms"], fillvalue=nothing):
        if form != other:
            name = form.get("form", other.get("form"))
            raise QuizgenError(f"{path}: form {name} {_difference(form, other)}")
    keys = _differing(found, again)
    raise QuizgenError(f"{path}: {f'its {keys[0]!r} is' if keys else 'its bytes are'} not what blueprint and seed give")


def _difference(form: Json, other: Json) -> str:
    """Where a form is not what it was drawn as."""
    nothing: Json = {}
    pairs = zip_longest(form.get("questions", ()), other.get("questions", ()), fillvalue=nothing)
    for place, (question, again) in enumerate(pairs, start=1):
        if question.get("item") != again.get("item"):
            return f"has '{question.get('item')}' as question {place}, and is drawn with '{again.get('item')}'"
        if keys := _differing(question, again):
            return f"is drawn with other {' and '.join(keys)} of question {place}: it was changed"
    return "is not what blueprint and seed give"


def _differing(one: Json, other: Json) -> list[str]:
    return [key for key in {**one, **other} if one.get(key) != other.get(key)]


def _same_keys(path: Path, wanted: bytes) -> None:
    content = path.read_bytes()
    if content == wanted:
        return
    for number, (row, again) in enumerate(zip_longest(_rows(content), _rows(wanted)), start=1):
        if row != again:
            raise QuizgenError(f"{path}: row {number} is {_shown(row)}, and {EXAM} gives {_shown(again)}")
    raise QuizgenError(f"{path}: its bytes are not what {EXAM} gives, though its rows are")


def _rows(content: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(content.decode("utf-8-sig", "replace"), newline="")))


def _shown(row: Sequence[str] | None) -> str:
    return "missing" if row is None else f"'{','.join(row)[:SHOWN]}'"


def _forms(number: int) -> str:
    return f"{number:,} forms" if number > 1 else "one form"
