from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

import pytest

from quizgen import catalog
from quizgen.asking.source import SHARES
from quizgen.blueprint import Cell
from quizgen.blueprint.mixing import Mixture
from quizgen.blueprint.spread import cells
from quizgen.model import LEVELS, Level

EVERY = cells(catalog.sources(), LEVELS, None)
TOPIC = cells(catalog.select(["output-size"]), LEVELS, None)
WEIGHTS = {source.id: SHARES[source.weight] for source in catalog.sources()}


def taken(asked: Sequence[Cell], number: int, seed: str, *named: str) -> list[Cell]:
    mixture = Mixture(asked, seed, named)
    return [cell for _ in range(number) if (cell := mixture.take())]


def uneven(levels: Sequence[Level]) -> int:
    """By how much the rarest level is rarer than the most frequent one."""
    met = [levels.count(level) for level in LEVELS]
    return max(met) - min(met)


@pytest.mark.parametrize("seed", "123")
def test_a_topics_families_come_as_often_as_their_weights_say(seed: str) -> None:
    names = {cell.source.id for cell in TOPIC}
    all_of_a_round = sum(WEIGHTS[name] for name in names)
    met = Counter(cell.source.id for cell in taken(TOPIC, 2 * all_of_a_round, seed))
    assert all(abs(met[name] - 2 * WEIGHTS[name]) <= 1 for name in names)


@pytest.mark.parametrize("seed", "123")
def test_no_topic_comes_twice_in_a_row_and_every_family_comes(seed: str) -> None:
    drawn = taken(EVERY, 6000, seed)
    assert all(one.source.topic != other.source.topic for one, other in pairwise(drawn))
    assert {cell.source.id for cell in drawn} == set(WEIGHTS)


def test_a_topic_comes_as_often_as_its_heaviest_family_weighs() -> None:
    heaviest: dict[str, int] = {}
    for source in catalog.sources():
        heaviest[source.topic] = max(heaviest.get(source.topic, 0), WEIGHTS[source.id])
    met = Counter(cell.source.topic for cell in taken(EVERY, sum(heaviest.values()), "7"))
    assert all(abs(met[topic] - weight) <= 1 for topic, weight in heaviest.items())


@pytest.mark.parametrize("seed", "123")
def test_every_family_uses_its_levels_evenly_and_so_do_topics_and_the_whole_nearly(seed: str) -> None:
    drawn = taken(EVERY, 900, seed)
    assert drawn[0].level == "easy"
    for number in (3, 10, 15, 100, 900):
        asked = drawn[:number]
        assert uneven([cell.level for cell in asked]) <= 2 + number // 100
        topics = {cell.source.topic for cell in asked}
        families = {cell.source.id for cell in asked}
        assert max(uneven([cell.level for cell in asked if cell.source.topic == topic]) for topic in topics) <= 4
        assert max(uneven([cell.level for cell in asked if cell.source.id == name]) for name in families) <= 1


def test_who_names_a_family_beside_its_topic_gets_it_as_often_as_a_core_one() -> None:
    rare = next(cell.source.id for cell in TOPIC if cell.source.weight == "special")
    met = Counter(cell.source.id for cell in taken(TOPIC, 200, "7", rare))
    core = min(met[cell.source.id] for cell in TOPIC if cell.source.weight == "core")
    assert abs(met[rare] - core) <= 1


def test_named_topics_are_asked_evenly_whatever_their_families_weigh() -> None:
    topics = ["output-size", "study-skills", "dilation"]
    asked = cells(catalog.select(topics), LEVELS, None)
    met = Counter(cell.source.topic for cell in taken(asked, 90, "7", *topics))
    assert max(met.values()) - min(met.values()) <= 1


def test_spent_cells_are_left_out_and_the_others_go_on_until_none_is_left() -> None:
    mixture, met = Mixture(TOPIC, "7"), []
    while cell := mixture.take():
        met.append(cell.path)
        mixture.spent(cell)
    assert sorted(met) == sorted(cell.path for cell in TOPIC)


def test_ten_quizzes_of_fifteen_questions_ask_sixty_families_and_nearly_always_all_topics() -> None:
    topics = []
    for first in range(0, 300, 10):
        drawn = [cell for seed in range(first, first + 10) for cell in taken(EVERY, 15, str(seed))]
        assert len({cell.source.id for cell in drawn}) >= 60
        topics.append(len({cell.source.topic for cell in drawn}))
    assert min(topics) >= 18
    assert topics.count(19) >= 28
