"""Fresh questions for a plan."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING

import pytest

from quizgen import catalog
from quizgen.answers.values import components
from quizgen.asking.verify import verified
from quizgen.blueprint.candidates import candidate
from quizgen.blueprint.cells import Cell
from quizgen.blueprint.enemies import Company
from quizgen.model import Level, Question
from quizgen.study.log.offering import offered
from quizgen.study.plan.learner import cell
from quizgen.study.plan.replay import replayed
from quizgen.study.plan.today import today
from quizgen.study.plan.variants import again, asked

if TYPE_CHECKING:
    from tests.study.plan.conftest import Courses, Tried

START = datetime(2026, 12, 1, 9, tzinfo=UTC)
DAY = timedelta(days=1)
SHIPPED = catalog.listed()


def of(name: str, level: Level = "easy") -> Cell:
    return cell(next(source for source in SHIPPED if source.id == name), level)


def shown(question: Question) -> set[str]:
    """The ids of what its wrong answers show."""
    return {name for one in question.options if one.slip for name in (one.slip.id, one.slip.concept.id)}


def test_none_comes_again_as_long_as_there_are_others() -> None:
    place = of("activations-concepts", "medium")
    every = [question.id for question in place.questions("all")]
    assert len({*every}) == len(every) > 3
    gone = every[1:-1][::-1]
    found = [question.id for question in again(place, gone, "seed")]
    assert {*found[:2]} == {every[0], every[-1]}
    assert found[2:] == gone, "then those of the longest ago first"


def test_a_day_asks_what_is_planned_and_nothing_that_was_asked(course: Courses) -> None:
    learner = course(SHIPPED, "fresh", 7)
    for _ in learner.days(0, 1, 2):
        pass
    plan, state = learner.plan(3), replayed(learner.log)
    first = [*islice(asked(plan, state, "a seed"), len(plan.planned))]
    assert [(one.family, one.level) for one in first] == [(one.source, one.level) for one in plan.planned]
    seen = dict.fromkeys(one.id for one in first)
    other = asked(plan, replayed([*learner.log, *(learner.tried(3, item=one, source="x") for one in seen)]), "a seed")
    again = {str(one.family) for one in islice(other, len(first)) if one.id in seen}
    assert again <= {one.source for one in plan.planned if one.cell.source.authored}, "their few questions end"


def test_the_same_seed_asks_the_same_and_another_asks_others(course: Courses) -> None:
    plan, state = course(SHIPPED, "seeds").plan(0), replayed([])
    one, same, other = ([question.id for question in asked(plan, state, seed)] for seed in ("a", "a", "b"))
    assert one == same
    assert len({*one} & {*other}) < len(one) / 2


def test_there_is_one_more_of_each_for_faulty_ones_and_then_no_more(course: Courses) -> None:
    plan, state = course(SHIPPED, "faulty").plan(0), replayed([])
    found = [*asked(plan, state, "a seed")]
    assert len(found) == 2 * len(plan.planned)
    assert len({one.id for one in found}) == len(found)


@pytest.mark.parametrize(
    "name", ["conv-output-size", "dilated-conv-output-size", "conv-parameters", "stack-receptive-field"]
)
def test_a_mistake_has_a_value_of_its_own_in_what_comes_first(name: str) -> None:
    place = of(name, "medium")
    sample = [*islice(place.questions("others"), 60)]
    often = [shown(one) for one in sample]
    for mistake in sorted(set.union(*often))[:8]:
        share = sum(mistake in one for one in often) / len(often)
        if share < 1 / 4:
            continue
        firsts = [next(again(place, (), f"seed {number}", (mistake,))) for number in range(12)]
        assert sum(mistake in shown(one) for one in firsts) >= 11
        for question in firsts:
            keys = {components(one.key) for one in question.numericals}
            values = [one.value for one in question.options if one.slip]
            assert len({*map(str, values)}) == len(values)
            assert not {components(value) for value in values if not isinstance(value, (str, tuple))} & keys  # type: ignore[arg-type]  # numbers


def test_the_most_wanted_mistake_comes_before_others() -> None:
    place = of("conv-output-size", "hard")
    one, other = next(
        (one, other)
        for one in place.questions("seed")
        for other in place.questions("seed")
        if shown(one) - shown(other) and shown(other) - shown(one)
    )
    first, second = min(shown(one) - shown(other)), min(shown(other) - shown(one))
    assert first in shown(next(again(place, (), "seed", (first, second))))
    assert second in shown(next(again(place, (), "seed", (second, first))))


def test_a_due_kind_shows_the_last_mistake_that_was_made_in_it(tried: Tried) -> None:
    place = of("conv-output-size")
    wrong = next(one for one in place.questions("log") if one.options)
    slip = next(one.slip for one in wrong.options if one.slip)
    log = [
        tried(
            item=wrong.id,
            right=False,
            misconceptions=(slip.id,),
            concepts=(slip.concept.id,),
            offered=offered(wrong),
        )
    ]
    state = replayed(log)
    plan = today(state, START + DAY, [place.source])
    questions = [next(asked(plan, state, f"seed {number}")) for number in range(12)]
    assert sum(slip.id in shown(one) for one in questions) >= 10
    assert wrong.id not in {one.id for one in questions}


def test_no_question_of_a_day_gives_another_one_away(course: Courses) -> None:
    for seed in ("one", "two", "three"):
        plan = course(SHIPPED, seed).plan(0)
        company = Company()
        questions = islice(asked(plan, replayed([]), seed), len(plan.planned))
        assert all(company.joined_by(candidate(0, one, one)) for one in questions)


def test_what_it_could_show_is_each_concept_once_in_the_order_of_the_options() -> None:
    question = next(of("conv-output-size").questions("seed"))
    assert offered(question) == tuple(dict.fromkeys(one.slip.concept.id for one in question.options if one.slip))
    assert offered(question)


@pytest.mark.slow
def test_what_is_planned_can_be_verified(course: Courses) -> None:
    plan = course(SHIPPED, "verified").plan(0)
    for question in islice(asked(plan, replayed([]), "seed"), len(plan.planned)):
        assert verified(question).id == question.id
