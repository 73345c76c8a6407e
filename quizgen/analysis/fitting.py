"""Whether a table's answers are answers to the exam's questions, or another exam's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from quizgen.analysis.taken import Sheet
from quizgen.errors import UsageError
from quizgen.marking.given import chosen, filled, is_doubtful, numbers, placed
from quizgen.marking.records import ExamKept, PartKept
from quizgen.marking.values import values

STRAY = 0.15
"""Where more of the answers than this are none to their questions, they were given to others."""
ENOUGH = 30
"""So many answers have to be there for that."""
SCANNED = "scan.json"
"""What a scan writes beside results.csv: among other things the seal of the exam that was scanned."""


class _Scanned(msgspec.Struct):
    exam: str


def require_scan(path: Path, exam: ExamKept) -> None:
    """Raises UsageError for results of scanning another exam."""
    try:
        seal = msgspec.json.decode(path.with_name(SCANNED).read_bytes(), type=_Scanned).exam
    except (OSError, msgspec.DecodeError):
        return  # a table of its own
    if seal != exam.seal:
        raise UsageError(
            f"{path} was scanned for the exam with the seal {seal}, and '{exam.title}' has {exam.seal}; give its "
            "folder with --exam"
        )


def require(sheets: Sequence[Sheet], exam: ExamKept, where: str) -> None:
    """Raises UsageError where letters stand for numbers, and numbers for letters, more often than anybody errs."""
    every = list(_answers(sheets))
    stray = [(question, text) for question, part, text in every if not _fits(part, text)]
    if len(every) >= ENOUGH and len(stray) > STRAY * len(every):
        question, text = stray[0]
        shown = text if len(text) <= ENOUGH else f"{text[:ENOUGH]}…"
        raise UsageError(
            f"{where}: {len(stray)} of {len(every)} answers are none to their questions, such as '{shown}' to question "
            f"{question}; give the folder of this exam, not of '{exam.title}', with --exam, or see to the column 'form'"
        )


def _answers(sheets: Sequence[Sheet]) -> Iterator[tuple[str, PartKept, str]]:
    """Each answer that is there and sure, its part, and what the question is called."""
    for sheet in sheets:
        for question, texts in zip(sheet.form.questions, sheet.answers, strict=True):
            for name, part, text in zip(question.columns, question.parts, texts, strict=True):
                if text.strip("; ") and not is_doubtful(text):
                    yield f"{name} of form {sheet.form.form}", part, text


def _fits(part: PartKept, text: str) -> bool:
    """Whether it can be an answer at all, right or wrong."""
    match part.kind:
        case "choice" | "multiple":
            return chosen(part, text) is not None
        case "matching" | "ordering":
            return placed(part, text) is not None
        case "numerical":
            return bool(numbers(text, values(part.key)))
        case "grid":
            return filled(part, text) is not None
