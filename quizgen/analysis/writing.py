"""All files of an analysis."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from quizgen.analysis import report, tables
from quizgen.analysis.found import Analysis
from quizgen.analysis.observing import observed
from quizgen.analysis.taken import Sitting
from quizgen.analysis.words import words
from quizgen.formats.protocol import File

DIGITS = 6


def files(found: Analysis, taken: Sequence[Sitting], language: str | None) -> Iterator[File]:
    """The page, the same as JSON and tables, and how hard questions were for later exams."""
    yield File("report.html", report.page(found, taken, words(language or report.language_of(taken))))
    yield File("analysis.json", [_json(rounded(msgspec.to_builtins(found)))])
    yield from tables.files(found)
    yield File("difficulty.json", [_json(msgspec.to_builtins(observed(taken, found.quizgen)))])


def rounded(value: object) -> object:
    """Numbers with as many digits as anybody reads, and the same on every machine."""
    if isinstance(value, float):
        return round(value, DIGITS)
    if isinstance(value, dict):
        return {key: rounded(one) for key, one in value.items()}
    return [rounded(one) for one in value] if isinstance(value, list) else value


def _json(value: object) -> bytes:
    return msgspec.json.format(msgspec.json.encode(value), indent=1) + b"\n"
