"""Whether the forms of an exam were equally hard, beyond what chance puts them apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from quizgen.analysis.found import Fairness, FormFound, SlotFound
from quizgen.analysis.intervals import FEW, Estimate, mean
from quizgen.analysis.taken import Sitting, Taker

SHUFFLES = 1999
"""So often students are dealt to forms by chance, always in the same way."""
BEYOND = 0.05


def fairness(sitting: Sitting, scores: NDArray[np.float64], slots: Sequence[tuple[str, int]]) -> Fairness:
    """The forms' means, in all and slot by slot; ``scores`` are students by slots.

    How far means are apart is compared with what it is when students are dealt to forms by chance; of many slots the
    least likely is compared with the least likely of as many (Westfall and Young), so that one slot of twenty is no
    surprise.
    """
    groups: dict[str, list[int]] = defaultdict(list)
    for row, taker in enumerate(sitting.takers):
        groups[taker.form.form].append(row)
    totals = np.array([float(taker.total) for taker in sitting.takers])
    forms = [
        FormFound(form=name, students=len(rows), points=points_had([sitting.takers[row] for row in rows]))
        for name, rows in sorted(groups.items())
    ]
    large = {name: rows for name, rows in groups.items() if len(rows) >= FEW}
    if len(large) < 2 or len(large) < len(groups):
        why = _why(len(groups), len(sitting.takers))
        return Fairness(
            why=why, forms=forms if len(forms) <= FEW else [], apart=None, chance=None, beyond=False, slots=[]
        )
    return _compared(forms, np.column_stack([scores, totals]), list(large.values()), slots)


def points_had(takers: Sequence[Taker]) -> Estimate:
    """The mean share of the points, which costs of wrong options may take below 0."""
    lowest = min((taker.lowest for taker in takers), default=Fraction(0))
    return mean([float(taker.total) for taker in takers], (float(lowest), 1.0))


def _why(groups: int, students: int) -> str:
    if groups < 2:
        return "one-form"
    return "own-forms" if groups > students / 2 else "few"


def _compared(
    forms: list[FormFound],
    scores: NDArray[np.float64],
    groups: Sequence[Sequence[int]],
    slots: Sequence[tuple[str, int]],
) -> Fairness:
    sizes = np.array([len(rows) for rows in groups])
    order = np.concatenate([np.array(rows) for rows in groups])
    ordered = scores[order] - scores[order].mean(axis=0)
    spread = (ordered**2).sum(axis=0)
    real = _between(ordered, sizes) / np.maximum(spread, 1e-12)
    dice = np.random.default_rng(11)
    drawn = np.stack([_between(ordered[dice.permutation(len(order))], sizes) for _ in range(SHUFFLES)])
    drawn = drawn / np.maximum(spread, 1e-12)
    chance = float((1 + (drawn[:, -1] >= real[-1] - 1e-12).sum()) / (1 + SHUFFLES))
    most = drawn[:, :-1].max(axis=1)
    adjusted = (1 + (most[:, None] >= real[None, :-1] - 1e-12).sum(axis=0)) / (1 + SHUFFLES)
    apart = _apart(ordered, sizes)
    found = [
        SlotFound(slot=name, place=place, apart=float(far), chance=float(p), beyond=bool(p < BEYOND))
        for (name, place), far, p in zip(slots, apart[:-1], adjusted, strict=True)
    ]
    return Fairness(why="", forms=forms, apart=float(apart[-1]), chance=chance, beyond=chance < BEYOND, slots=found)


def _means(ordered: NDArray[np.float64], sizes: NDArray[np.int64]) -> NDArray[np.float64]:
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    found: NDArray[np.float64] = np.add.reduceat(ordered, starts, axis=0) / sizes[:, None]
    return found


def _between(ordered: NDArray[np.float64], sizes: NDArray[np.int64]) -> NDArray[np.float64]:
    """How far the means of the groups are apart: the sum of their squares, each as often as it has students."""
    found: NDArray[np.float64] = (sizes[:, None] * _means(ordered, sizes) ** 2).sum(axis=0)
    return found


def _apart(ordered: NDArray[np.float64], sizes: NDArray[np.int64]) -> NDArray[np.float64]:
    """The highest mean less the lowest."""
    means = _means(ordered, sizes)
    found: NDArray[np.float64] = means.max(axis=0) - means.min(axis=0)
    return found
