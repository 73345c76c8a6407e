"""``--threshold`` and ``--margin``: below what ink a box is empty, and from what ink on it is marked."""

from __future__ import annotations

from quizgen.errors import UsageError
from quizgen.scanning.deciding import THRESHOLDS, Thresholds

LIGHTEST = 0.2
"""Of a full box's ink, what a cross in pencil has: where it would be empty, answers would be lost without a word."""


def bounds(threshold: float | None, margin: float | None) -> Thresholds:
    """The thresholds that options say; raises UsageError where a margin leaves no box, or crosses, to be empty."""
    marked = THRESHOLDS.mark if threshold is None else threshold
    less = round(THRESHOLDS.mark - THRESHOLDS.blank, 6) if margin is None else margin
    empty = round(marked - less, 6)
    of = f"--threshold {marked:g} and --margin {less:g}"
    if empty <= 0:
        raise UsageError(f"{of}: no box would be empty; give a margin that is smaller than the threshold")
    if empty > LIGHTEST:
        raise UsageError(
            f"{of}: crosses in pencil, which have {LIGHTEST:g} of a full box's ink or more, would be taken for empty; "
            f"give a margin of at least {round(marked - LIGHTEST, 6):g}"
        )
    return Thresholds(empty, marked)
