"""What an exam is made of: how much each kind weighs, at each level."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from quizgen.asking.source import SHARES, Source
from quizgen.model import LEVELS, Level


@dataclass(frozen=True, slots=True)
class Cell:
    """A source at a level, and its share of all questions of an exam."""

    source: str
    topic: str
    level: Level
    share: float


def mixed(sources: Iterable[Source]) -> tuple[Cell, ...]:
    """The cells of all sources, mixed as questions are that nobody chooses: shares add up to 1.

    A topic comes as often as its heaviest source weighs, a source in its topic by its weight, each of its levels
    equally often.
    """
    topics: dict[str, list[Source]] = defaultdict(list)
    for source in sources:
        topics[source.topic].append(source)
    weights = {topic: max(SHARES[one.weight] for one in every) for topic, every in topics.items()}
    return tuple(
        Cell(one.id, topic, level, share / len(levels))
        for topic, every in topics.items()
        for one in every
        for levels in [_levels(one)]
        for share in [weights[topic] / sum(weights.values()) * SHARES[one.weight] / _together(every)]
        for level in levels
    )


def _together(sources: Iterable[Source]) -> int:
    return sum(SHARES[one.weight] for one in sources)


def _levels(source: Source) -> Sequence[Level]:
    """Those that hold anything: all of a family, since none is there with an empty level, which is not counted anew."""
    if not source.authored:
        return LEVELS
    return [level for level in LEVELS if any(source.count(level, kind) for kind in source.kinds)]
