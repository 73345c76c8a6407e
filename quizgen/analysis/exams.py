"""How an exam went as a whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from math import floor, sqrt

import numpy as np
from numpy.typing import NDArray

from quizgen.analysis.fairness import fairness, points_had
from quizgen.analysis.found import ExamFound
from quizgen.analysis.intervals import FEW, MANY, Estimate, alpha, few, unknown
from quizgen.analysis.taken import Sitting, Taker

BARS = 10
"""Of how many students got which tenth of the points."""
SHARED = 0.5
"""Where such a share of students have forms with others, what a form has on average is taken off before."""
ASKED = 0.9
"""Where fewer answers than such a share are known, nothing is said of reliability."""


def exam(sitting: Sitting) -> ExamFound:
    """Its students, reliability and fairness."""
    totals = np.array([float(taker.total) for taker in sitting.takers])
    slots, scores, known = table(sitting)
    reliability = _reliability(sitting, scores, known)
    spread = float(np.std(totals, ddof=1)) if len(totals) >= FEW else None
    points = {taker.points for taker in sitting.takers} or {form.points for form in sitting.exam.forms}
    certain = reliability.value
    return ExamFound(
        title=sitting.exam.title,
        seal=sitting.exam.seal,
        students=len(totals),
        left_out=dict(sitting.left_out),
        doubtful=sitting.doubtful,
        points=_range(points),
        places=len(slots),
        mean=points_had(sitting.takers),
        spread=spread,
        reliability=reliability,
        error=spread * sqrt(max(1 - certain, 0.0)) if certain is not None and spread is not None else None,
        fairness=fairness(sitting, scores, slots),
        totals=_tenths(sitting.takers),
    )


def _reliability(sitting: Sitting, scores: NDArray[np.float64], known: float) -> Estimate:
    """That of the points, unless too many are missing: what stands for them makes answers more alike."""
    students = len(sitting.takers)
    if why := few(students, MANY, "student"):
        return unknown(students, why)
    if known < ASKED:
        return unknown(students, "students were not asked the same questions, or too many answers are doubtful")
    return alpha(_beside_forms(sitting, scores))


def _tenths(takers: Sequence[Taker]) -> list[int]:
    """How many students have each tenth of the points; who has less than nothing is in the lowest."""
    times = Counter(min(max(floor(BARS * taker.total), 0), BARS - 1) for taker in takers)
    return [times[tenth] for tenth in range(BARS)]


def _range(points: set[Fraction]) -> str:
    least, most = min(points), max(points)
    return f"{float(least):g}" if least == most else f"{float(least):g}-{float(most):g}"


def table(sitting: Sitting) -> tuple[list[tuple[str, int]], NDArray[np.float64], float]:
    """The places of slots, the points' shares of students by places, and what share of these shares is known.

    Where one is doubtful or was not asked, the mean of the others stands.
    """
    marked = [one for one in sitting.answers if one.earned is not None]
    slots = list(dict.fromkeys((one.question.slot, one.place) for one in marked))
    where = {slot: number for number, slot in enumerate(slots)}
    first = sitting.answers[0].taker if sitting.answers else 0
    scores = np.full((len(sitting.takers), len(slots)), np.nan)
    for one in marked:
        scores[one.taker - first, where[one.question.slot, one.place]] = one.earned
    known = ~np.isnan(scores)
    means = np.where(known, scores, 0).sum(axis=0) / np.maximum(known.sum(axis=0), 1)
    return slots, np.where(known, scores, means), float(known.mean()) if scores.size else 1.0


def _beside_forms(sitting: Sitting, scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """The scores less what their form has on average: harder forms are no better students."""
    forms = np.array([taker.form.seal for taker in sitting.takers])
    names, sizes = np.unique(forms, return_counts=True)
    if sizes[sizes > 1].sum() < SHARED * len(forms):
        return scores
    found = scores.copy()
    for name in names[sizes > 1]:
        found[forms == name] -= found[forms == name].mean(axis=0)
    return found
