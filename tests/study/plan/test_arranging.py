"""No two items of one topic are neighbours."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from quizgen.blueprint.cells import Cell
from quizgen.space import Dice
from quizgen.study.plan.arranging import arranged
from quizgen.study.plan.day import Planned

if TYPE_CHECKING:
    from tests.study.plan.conftest import Sources


def of_topics(topics: Sequence[int], sources: Sources) -> list[Planned]:
    """One for each topic by its number."""
    known = sources(6, topics=6)
    return [Planned(Cell(known[topic], "easy", "choice"), "due") for topic in topics]


def neighbours(found: Sequence[Planned]) -> int:
    return sum(one.topic == other.topic for one, other in pairwise(found))


@pytest.mark.parametrize("seed", range(200))
def test_none_are_neighbours_where_that_can_be(sources: Sources, seed: int) -> None:
    dice = Dice("topics", seed)
    topics = [dice.below(1 + seed % 5) for _ in range(1 + dice.below(14))]
    found = arranged(of_topics(topics, sources), [])
    assert Counter(one.topic for one in found) == Counter(f"topic-{topic}" for topic in topics)
    most = max(Counter(topics).values())
    assert neighbours(found) == max(0, 2 * most - len(topics) - 1)


def test_others_stand_between_where_one_topic_has_too_many(sources: Sources) -> None:
    found = arranged(of_topics([0, 0, 0, 0, 1], sources), of_topics([0, 2, 3, 4], sources))
    assert neighbours(found) == 0
    assert [one.topic for one in found].count("topic-0") == 4
    assert len(found) == 7


def test_their_order_stays_where_it_can(sources: Sources) -> None:
    planned = of_topics([0, 1, 1, 2, 0], sources)
    found = arranged(planned, [])
    assert [one.topic for one in found] == ["topic-0", "topic-1", "topic-2", "topic-1", "topic-0"]
