"""What an exam is made of: how much each kind weighs, at each level."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from quizgen.asking.source import Source
from quizgen.model import LEVELS, Level
from quizgen.study.plan.shares import shares


class Cell(Struct, frozen=True):
    """A source at a level, and its share of all questions of an exam."""

    source: str
    topic: str
    level: Level
    share: float


def mixed(sources: Iterable[Source]) -> tuple[Cell, ...]:
    """The cells of all sources, mixed as questions are that nobody chooses: shares add up to 1.

    A source comes as ``shares`` says, each of its levels equally often.
    """
    every = list(sources)
    found = shares(every)
    return tuple(
        Cell(one.id, one.topic, level, found[one.id] / len(levels))
        for one in every
        for levels in [_levels(one)]
        for level in levels
    )


def _levels(source: Source) -> Sequence[Level]:
    """Those that hold anything: all of a family, since none is there with an empty level, which is not counted anew."""
    if not source.authored:
        return LEVELS
    return [level for level in LEVELS if any(source.count(level, kind) for kind in source.kinds)]
