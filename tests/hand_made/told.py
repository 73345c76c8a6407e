"""What an author is told of a planted fault, and a function of an author that raises."""

from __future__ import annotations

from quizgen.asking.source import Audited
from quizgen.audit.check import check_level
from quizgen.misconceptions.kinds import Instead
from quizgen.model import Level

CONCEPT = "ignores-padding"
POINT = r"left=\d+, right=\d+"


def said(source: Audited, level: Level = "easy", *, panel: bool = False) -> str:
    """The one sentence that an author reads."""
    report = check_level(source, level, 6, panel=panel)
    assert not report.passed
    assert "\n" not in report.smallest
    assert report.smallest.startswith(f"{source.id} ({level})")
    return report.smallest.removeprefix(f"{source.id} ({level})")


GOOD = (Instead("twice", "2*left", "This is twice.", concept=CONCEPT),)
