"""A logistic model of one learner's answers: what is usual, and as much of her own as her answers carry."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from quizgen.study.insight.history import NUMBERS, Seen
from quizgen.study.plan.usual import USUAL

Floats = NDArray[np.float64]
TOPIC, SOURCE = 0.6, 0.6
"""How far topics are apart for one learner, and the kinds of a topic, in log odds."""
ROUNDS, CLOSE = 40, 1e-8


class Fitted(Struct, frozen=True):
    """The effects' means and covariances; ``columns`` are the places of topics and sources among them."""

    means: Floats
    covariance: Floats
    columns: Mapping[tuple[str, str], int]

    def rows(self, cells: Sequence[tuple[str, str, tuple[float, ...]]]) -> Floats:
        """A row for each source, its topic and its numbers."""
        rows = np.zeros((len(cells), len(self.means)))
        for row, (source, topic, numbers) in zip(rows, cells, strict=True):
            row[: len(numbers)] = numbers
            row[self.columns["topic", topic]] = row[self.columns["source", source]] = 1
        return rows


def fitted(seen: Collection[Seen], among: Mapping[str, str]) -> Fitted:
    """The model of these answers; ``among`` gives the topic of every source that may be asked, theirs among them.

    The most probable effects and the curvature there (Laplace's approximation of a Bayesian logistic regression).
    """
    topics = sorted(set(among.values()))
    names = [("topic", one) for one in topics] + [("source", one) for one in sorted(among)]
    columns = {name: place for place, name in enumerate(names, len(NUMBERS))}
    prior = np.array(
        [USUAL[one] for one in NUMBERS] + [(0.0, TOPIC if kind == "topic" else SOURCE) for kind, _ in names]
    )
    usual = Fitted(prior[:, 0], np.diag(prior[:, 1] ** 2), columns)
    if not seen:
        return usual
    rows = usual.rows([(one.source, among[one.source], numbers) for one, numbers in seen])
    return _learned(usual, rows, np.array([float(one.right) for one, _ in seen]))


def _learned(usual: Fitted, rows: Floats, right: Floats) -> Fitted:
    """Newton's steps from what is usual; the target is concave, and steps that overshoot are halved."""
    precision = 1 / np.diag(usual.covariance)
    means = usual.means
    for _ in range(ROUNDS):
        chance = logistic(rows @ means)
        slope = rows.T @ (right - chance) - precision * (means - usual.means)
        step = np.linalg.solve(_curvature(rows, chance, precision), slope)
        means = means + step * min(1.0, 2.0 / max(float(np.abs(step).max()), 1e-12))
        if float(np.abs(step).max()) < CLOSE:
            break
    covariance = np.asarray(np.linalg.inv(_curvature(rows, logistic(rows @ means), precision)), np.float64)
    return Fitted(means, covariance, usual.columns)


def _curvature(rows: Floats, chance: Floats, precision: Floats) -> Floats:
    found: Floats = (rows.T * (chance * (1 - chance))) @ rows + np.diag(precision)
    return found


def logistic(odds: Floats) -> Floats:
    """Probabilities of log odds."""
    found: Floats = 1 / (1 + np.exp(-odds))
    return found
