"""Texts with gaps."""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.foreign.model import Foreign, Gaps
from quizgen.linting.rule import RICH, About, Found


def _asked(question: Foreign) -> Gaps:
    return question.asked if isinstance(question.asked, Gaps) else Gaps(())


@About(
    "gaps-without-weight",
    "error",
    "All gaps of a text have the weight 0.",
    "Moodle's mark is the sum of the weights: whatever is written gives nothing.",
    RICH,
).question
def gaps_without_weight(question: Foreign) -> Iterator[Found]:
    """All of them together."""
    gaps = _asked(question).gaps
    if gaps and sum(gap.weight for gap in gaps) <= 0:
        yield Found(gaps[0].line, "No gap has any weight, so the question gives no points: write {1:...}")


@About(
    "gap-without-weight",
    "warning",
    "One of several gaps has the weight 0.",
    "Whatever is written there gives nothing: write 1, unless that is meant.",
    RICH,
).question
def gap_without_weight(question: Foreign) -> Iterator[Found]:
    """Beside others that have some."""
    gaps = _asked(question).gaps
    for number, gap in enumerate(gaps, start=1):
        if gap.weight <= 0 < sum(one.weight for one in gaps):
            yield Found(gap.line, f"Gap {number} has the weight 0 and gives no points: write 1, unless that is meant")
