"""Reads exam.json, in which an exam keeps all that it follows from: see docs/exam-json.md."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import replace

from quizgen.answers.encoding import Json
from quizgen.blueprint import calibration
from quizgen.blueprint.reader import parse
from quizgen.blueprint.roster import Roster
from quizgen.cli.earlier_file import EarlierRecord
from quizgen.cli.exam_folder import EXAM
from quizgen.cli.exam_options import Wished
from quizgen.cli.examining import Exam, digest
from quizgen.cli.kit import SCHEMA
from quizgen.cli.options import Seed
from quizgen.errors import QuizgenError, UsageError
from quizgen.model import Student
from quizgen.reading.saying import within


class Source(msgspec.Struct, frozen=True):
    """A file that the exam was drawn from, with its text: the blueprint, or items of an author's own."""

    name: str
    digest: str
    text: str


class Asked(msgspec.Struct, frozen=True):
    """How the exam was asked for."""

    forms: int
    repeat: bool
    large_print: bool
    extra_time: int | str
    excluded: tuple[str, ...]
    followed: tuple[EarlierRecord, ...] = ()


class StudentRecord(msgspec.Struct, frozen=True):
    """A student of the roster that the exam was made for."""

    number: str
    name: str
    email: str
    large_print: bool
    extra_time: int | str

    @property
    def student(self) -> Student:
        """The same as a form has it."""
        return Student(self.number, self.name, self.email, self.large_print, Fraction(self.extra_time))


class FormRecord(msgspec.Struct, frozen=True):
    """A form with its seal, question by question, and whose it is, if a student's."""

    form: str
    seal: str
    questions: tuple[Json, ...]
    student: StudentRecord | None = None

    @property
    def sealed(self) -> Json:
        """What its seal is of."""
        student = {"student": msgspec.to_builtins(self.student)} if self.student else {}
        return {"form": self.form, **student, "questions": self.questions}


class ExamFile(msgspec.Struct, frozen=True):
    """The file; ``about`` is all of it but its schema, its seal and its forms."""

    quizgen: str
    title: str
    blueprint: Source
    files: tuple[Source, ...]
    seed: str
    asked: Asked
    wrong: int | str | None
    seal: str
    forms: tuple[FormRecord, ...]
    calibration: Source | None = None
    about: Json = {}

    @property
    def sources(self) -> tuple[Source, ...]:
        """All texts that it was drawn from."""
        return self.blueprint, *self.files, *([self.calibration] if self.calibration else [])

    def exam(self, where: str) -> Exam:
        """The exam as it was asked for; raises UsageError where the blueprint names what is not there."""
        asked, source = self.asked, self.blueprint
        wished = Wished(
            number=asked.forms,
            repeat=asked.repeat,
            strict=False,
            roster=None,
            earlier=(),
            large_print=asked.large_print,
            extra_time=Fraction(asked.extra_time),
            booklets=None,
            keep=None,
        )
        texts = {one.name: one.text for one in self.files}
        read = parse(source.text, where, Path(where).parent, texts)
        sat = read.marked(None if self.wrong is None else Fraction(self.wrong))
        drawn = sat.printed(large=wished.large_print, extra=wished.extra_time)
        drawn = replace(drawn, followed=tuple(one.earlier for one in asked.followed))
        seed, old = Seed(self.seed, new=False), frozenset(asked.excluded)
        given = calibration.read(self.calibration.text, self.calibration.name) if self.calibration else None
        return Exam(source.name, source.text, drawn, wished, seed, old, self._roster(), given)

    def _roster(self) -> Roster | None:
        students = tuple(form.student.student for form in self.forms if form.student)
        return Roster(students, ()) if students else None


def read(path: Path) -> ExamFile:
    """What the file says; raises UsageError where there is none, QuizgenError for what quizgen did not write so."""
    try:
        content = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        raise UsageError(f"there is no {EXAM} in {path.parent}: give a folder that 'quizgen exam' wrote") from None
    try:
        found: Any = msgspec.json.decode(content)
        if isinstance(found, dict) and found.get("schema", SCHEMA) != SCHEMA:
            raise QuizgenError(
                f"{path} has version {found['schema']} of its schema, and this quizgen reads version {SCHEMA}: "
                "take the quizgen that wrote it"
            )
        about = {key: value for key, value in dict(found).items() if key not in {"schema", "seal", "forms"}}
        kept = msgspec.convert({**found, "about": about}, ExamFile)
        students = [form.student.extra_time for form in kept.forms if form.student]
        list(map(Fraction, (kept.asked.extra_time, kept.wrong or 0, *students)))
    except (msgspec.MsgspecError, RecursionError, TypeError, ValueError, ZeroDivisionError) as error:
        raise QuizgenError(f"{path} is not as quizgen wrote it: {within(str(error))}") from None
    for source in kept.sources:
        if digest(source.text) != source.digest:
            raise QuizgenError(f"{path}: the text of '{source.name}' was changed; its digest is another one")
    return kept
