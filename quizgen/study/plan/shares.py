"""How often exams ask each source."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from quizgen.asking.source import SHARES, Source


def shares(sources: Iterable[Source]) -> Mapping[str, float]:
    """The share of each source in all questions of an exam that nobody chooses; together they are 1.

    A topic comes as often as its heaviest source weighs, a source in its topic by its weight.
    """
    topics: defaultdict[str, list[Source]] = defaultdict(list)
    for source in sources:
        topics[source.topic].append(source)
    weights = {topic: max(SHARES[one.weight] for one in every) for topic, every in topics.items()}
    return {
        one.id: weights[topic] / sum(weights.values()) * SHARES[one.weight] / sum(SHARES[two.weight] for two in every)
        for topic, every in topics.items()
        for one in every
    }
