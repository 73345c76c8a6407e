"""What was found in some files, before it is written in one way or another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from quizgen.foreign.model import ForeignFile, Remark, Severity
from quizgen.text.counted import many

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")
"""From the worst on."""
SORTS = {
    "moodle": "Moodle XML",
    "gift": "GIFT",
    "aiken": "Aiken",
    "qti12": "QTI 1.2",
    "qti21": "QTI 2.1",
    "qti30": "QTI 3.0",
    "rmd": "R/exams",
    "json": "quizgen's JSON",
}
"""What sorts of files are called."""


class Judged(Struct, frozen=True):
    """A file and what was found in it; how many of its keys were worked out again, None where nobody asked for it."""

    file: ForeignFile
    remarks: tuple[Remark, ...]
    verified: int | None = None


def counted(every: Sequence[Judged]) -> Counter[Severity]:
    """How many remarks there are of each severity."""
    return Counter(remark.severity for one in every for remark in one.remarks)


def verified(every: Sequence[Judged]) -> int | None:
    """How many keys were worked out again in all; None where nobody asked for it."""
    counts = [one.verified for one in every if one.verified is not None]
    return sum(counts) if counts else None


def told(counts: Counter[Severity]) -> str:
    """``2 errors, 1 warning``; nothing where there are none."""
    return ", ".join(many(counts[severity], severity) for severity in SEVERITIES if counts[severity])
