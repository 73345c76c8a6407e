"""Texts with gaps."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizgen.foreign.model import Foreign, Gaps
from quizgen.linting.rule import RICH, About, Found

_PLACE = re.compile(r"\{#(\d+)\}")


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


@About(
    "gap-misplaced",
    "error",
    "A gap stands nowhere in its text, or twice, or the text has a place for none.",
    "Every page that shows it breaks: number places and boxes alike.",
    RICH,
).question
def gap_misplaced(question: Foreign) -> Iterator[Found]:
    """By the numbers in the text."""
    gaps = _asked(question).gaps
    at = [int(number) for number in _PLACE.findall(question.stem.source)]
    for number in sorted({*at} - {*range(1, len(gaps) + 1)}) if gaps else ():
        yield Found(question.stem.line, f"The text has a place for gap {number}, and there are {len(gaps)} gaps")
    for number, gap in enumerate(gaps, start=1):
        if at.count(number) != 1:
            yield Found(gap.line, f"Gap {number} stands {at.count(number)} times in the text: it has to stand there once")
