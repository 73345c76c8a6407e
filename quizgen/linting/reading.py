"""What readers of files remark on, and no rule: what a file's own syntax makes another text of, or nothing."""

from __future__ import annotations

from quizgen.foreign.model import Severity, Sort
from quizgen.linting.rule import EVERY, MOODLES, QTIS, About

_MOODLE: tuple[Sort, ...] = ("moodle",)
_GIFT: tuple[Sort, ...] = ("gift",)
_XML: tuple[Sort, ...] = ("moodle", *QTIS)


def _told(id_: str, severity: Severity, meaning: str, advice: str, *sorts: Sort) -> About:
    return About(id_, severity, meaning, advice, sorts)


READING: tuple[About, ...] = ()
