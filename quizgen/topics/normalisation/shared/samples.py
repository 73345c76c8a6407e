"""The values of a batch, sample by sample, and the one that is asked for."""

from __future__ import annotations

from quizgen.misconceptions.normalized_values import Sample
from quizgen.space import Params


def rows(p: Params) -> list[list[int]]:
    """The values of each sample."""
    sample = Sample.of(p.shape)
    numbers = [p[name] for name in sample.names]
    return [numbers[start : start + sample.across] for start in range(0, len(numbers), sample.across)]


def place(p: Params) -> tuple[int, int]:
    """The sample that is asked for, and the place of its value, both counted from 0."""
    sample = Sample.of(p.shape)
    return divmod(sample.place - 1, sample.across)
