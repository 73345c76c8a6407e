"""The blueprints that come with quizgen are what a teacher would hand out."""

from __future__ import annotations

from collections import Counter
from functools import cache
from itertools import groupby

import pytest

from quizgen import resources
from quizgen.blueprint import Cell
from quizgen.blueprint.fairness import Fairness
from quizgen.blueprint.filling import Filling
from quizgen.blueprint.forms import drafts
from quizgen.blueprint.offering import offered
from quizgen.blueprint.reader import parse
from quizgen.blueprint.slots import Blueprint
from quizgen.model import LEVELS

NAMES = ("final", "midterm", "quiz")
SEEDS = 40
"""Enough of them that a share is told from one that is half as large."""


@cache
def shipped(name: str) -> Blueprint:
    path = resources.banks() / "blueprints" / f"{name}.toml"
    return parse(path.read_text(encoding="utf-8"), str(path), path.parent)


@cache
def plans(name: str) -> list[list[Cell]]:
    """What an exam asks, for every seed."""
    return [planned(Filling(shipped(name), str(seed))) for seed in range(SEEDS)]


def planned(filling: Filling) -> list[Cell]:
    return [
        next(way.cell for way in group.ways if way.family == name)
        for group in filling.groups
        for name in filling.families(group)
    ]


@pytest.mark.parametrize("name", NAMES)
def test_an_exam_opens_with_an_easy_question_of_a_core_family(name: str) -> None:
    assert {(plan[0].level, plan[0].source.weight) for plan in plans(name)} == {("easy", "core")}


@pytest.mark.parametrize("name", NAMES)
def test_core_families_are_asked_most_and_curiosities_rarely(name: str) -> None:
    met = Counter(cell.source.weight for plan in plans(name) for cell in plan)
    assert met["core"] >= 0.4 * met.total()
    assert met["special"] <= 0.12 * met.total()


@pytest.mark.parametrize("name", NAMES)
def test_no_family_is_asked_twice_in_an_exam(name: str) -> None:
    for plan in plans(name):
        assert len({cell.source.id for cell in plan}) == len(plan)


def test_every_midterm_asks_for_the_size_of_a_convolution_and_few_for_what_a_dilated_stack_leaves_out() -> None:
    met = Counter(cell.source.id for plan in plans("midterm") for cell in plan)
    assert met["conv-output-size"] == SEEDS
    assert max(met["dilated-stack-coverage"], met["even-kernel-same-padding"]) <= SEEDS * 0.4


def test_in_a_midterm_each_topic_begins_easy_and_ends_hard() -> None:
    """The hard question about receptive fields is about those of a known network."""
    for plan in plans("midterm"):
        levels = [LEVELS.index(cell.level) for cell in plan]
        assert levels == 4 * [0, 1, 1, 1, 2]
        topics = [topic for topic, _ in groupby(cell.source.topic for cell in plan if cell.level != "hard")]
        assert topics == ["output-size", "parameters", "receptive-field", "dilation"]


def test_in_a_midterm_curiosities_are_rare_in_every_topic() -> None:
    met = Counter((cell.source.topic, cell.source.weight) for plan in plans("midterm") for cell in plan)
    for topic in ("output-size", "parameters", "receptive-field", "dilation"):
        asked = sum(count for (one, _), count in met.items() if one == topic)
        assert met[topic, "core"] >= met[topic, "special"] * 2
        assert met[topic, "special"] <= 0.15 * asked


@pytest.mark.parametrize("name", NAMES)
def test_the_time_fits_the_points(name: str) -> None:
    exam = shipped(name)
    points = sum((slot.points or 0) * slot.count for slot in exam.slots)
    assert 1.5 <= exam.sitting.duration / points <= 2.5


@pytest.mark.parametrize("name", ["final", "midterm"])
def test_an_exam_mixes_choices_several_right_answers_and_numbers(name: str) -> None:
    assert all({"choice", "multiple", "numerical"} <= {cell.kind for cell in plan} for plan in plans(name))


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_each_makes_eight_forms_that_are_fair_and_offer_no_misconception_more_than_three_times(name: str) -> None:
    for seed in "12":
        fairness = Fairness()
        for draft in drafts(shipped(name), 8, seed):
            fairness.add(draft)
            met = Counter(one for seat in draft.seats for one in offered(seat.question))
            assert max(met.values()) <= 3
        assert fairness.outside == []
