"""How an exam went as a whole."""

from __future__ import annotations

from fractions import Fraction
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from quizgen.analysis.fairness import fairness
from quizgen.analysis.found import ExamFound
from quizgen.analysis.intervals import FEW, MANY, Estimate, alpha, mean, unknown
from quizgen.analysis.taken import Sitting
from quizgen.reading.saying import are

BARS = 10
"""Of how many students got which tenth of the points."""
SHARED = 0.5
"""Where such a share of students have forms with others, what a form has on average is taken off before."""


def exam(sitting: Sitting) -> ExamFound:
    """Its students, reliability and fairness."""
    totals = np.array([taker.total for taker in sitting.takers])
    slots, scores = table(sitting)
    reliability = alpha(_beside_forms(sitting, scores)) if len(totals) >= MANY else _too_few(len(totals))
    spread = float(np.std(totals, ddof=1)) if len(totals) >= FEW else None
    points = {taker.form.points for taker in sitting.takers} or {form.points for form in sitting.exam.forms}
    certain = reliability.value
    return ExamFound(
        title=sitting.exam.title,
        seal=sitting.exam.seal,
        students=len(totals),
        left_out=dict(sitting.left_out),
        doubtful=sitting.doubtful,
        points=_range(points),
        places=len(slots),
        mean=mean(totals.tolist()),
        spread=spread,
        reliability=reliability,
        error=spread * sqrt(max(1 - certain, 0.0)) if certain is not None and spread is not None else None,
        fairness=fairness(sitting, scores, slots),
        totals=[int(one) for one in np.histogram(np.clip(totals, 0, 1), BARS, (0.0, 1.0))[0]],
    )


def _too_few(students: int) -> Estimate:
    return unknown(students, f"{are(students, 'student')} too few: {MANY} are needed")


def _range(points: set[Fraction]) -> str:
    least, most = min(points), max(points)
    return f"{float(least):g}" if least == most else f"{float(least):g}-{float(most):g}"


def table(sitting: Sitting) -> tuple[list[tuple[str, int]], NDArray[np.float64]]:
    """The places of slots, and scores of students by places; where one is doubtful, the mean of the others stands."""
    slots = list(dict.fromkeys((one.question.slot, one.place) for one in sitting.answers))
    where = {slot: number for number, slot in enumerate(slots)}
    first = sitting.answers[0].taker if sitting.answers else 0
    scores = np.full((len(sitting.takers), len(slots)), np.nan)
    for one in sitting.answers:
        if one.score is not None:
            scores[one.taker - first, where[one.question.slot, one.place]] = one.score
    known = ~np.isnan(scores)
    means = np.where(known, scores, 0).sum(axis=0) / np.maximum(known.sum(axis=0), 1)
    return slots, np.where(known, scores, means)


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
