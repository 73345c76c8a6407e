from datetime import UTC, timedelta, timezone
from typing import Any

import pytest
from logged import answered, wrong

from quizgen.study.insight.mistakes import GOES, Mistake, mistakes
from quizgen.study.log.events import Answered


def _one(*answers: Answered) -> Mistake:
    (found,) = mistakes(answers, UTC)
    return found


def test_what_was_just_made_is_alive() -> None:
    found = _one(wrong())
    assert (found.concept, found.life, found.shown, found.offered, found.avoided) == ("forgets-bias", "alive", 1, 1, 0)


def test_what_was_never_made_is_no_mistake() -> None:
    assert mistakes([answered(), answered(1)], UTC) == ()


def test_what_is_avoided_fades_and_then_is_gone() -> None:
    lives = [_one(wrong(), *(answered(day) for day in range(1, 1 + days))).life for days in range(5)]
    assert lives == ["alive", "fading", "fading", "gone", "gone"]


def test_what_comes_back_is_alive_again() -> None:
    found = _one(wrong(), *(answered(day) for day in range(1, 5)), wrong(5))
    assert (found.life, found.shown, found.avoided) == ("alive", 2, 0)


def test_who_made_it_rarely_has_to_avoid_it_longer() -> None:
    rarely = [answered(0, number) for number in range(8)]
    often = _one(wrong(1), *(answered(day) for day in range(2, 6)))
    seldom = _one(*rarely, wrong(1), *(answered(day) for day in range(2, 6)))
    assert (often.life, seldom.life) == ("gone", "fading")


def test_a_slip_is_gone_in_the_end() -> None:
    found = _one(*(answered(0, number) for number in range(50)), wrong(1), *(answered(day) for day in range(2, 10)))
    assert found.life == "gone"


def test_one_day_is_not_enough() -> None:
    found = _one(wrong(), *(answered(1, number) for number in range(9)))
    assert found.luck < GOES
    assert found.life == "fading"


@pytest.mark.parametrize(
    "told",
    [{"offered": ("adds-sides",)}, {"attempt": 2}, {"answer": "null", "right": False}, {"right": False}, {"hints": 1}],
)
def test_only_what_was_on_offer_and_right_unaided_at_once_is_avoided(told: dict[str, Any]) -> None:
    assert _one(wrong(), answered(1, **told)).avoided == 0
    assert _one(wrong(), answered(1)).avoided == 1


def test_what_was_explained_in_the_same_sitting_is_not_avoided_yet() -> None:
    found = _one(wrong(), answered(0, 1), answered(0, 2))
    assert (found.avoided, found.offered) == (0, 3)


def test_where_an_answer_does_not_tell_what_was_on_offer_its_kind_does() -> None:
    same, other = answered(1, offered=()), answered(1, offered=(), source="dilated-size")
    assert _one(wrong(offered=()), same).avoided == 1
    assert _one(wrong(offered=()), other).avoided == 0


def test_a_second_try_that_shows_it_counts() -> None:
    found = _one(wrong(), wrong(0, 0, attempt=2, uid="second"))
    assert found.shown == 2


def test_those_alive_come_first_and_of_these_the_latest() -> None:
    answers = [
        wrong(0),
        *(answered(day) for day in range(1, 5)),
        wrong(1, 1, concepts=("adds-sides",), offered=("adds-sides",)),
        wrong(2, 1, concepts=("ignores-stride",), offered=("ignores-stride",)),
    ]
    found = [(one.concept, one.life) for one in mistakes(answers, UTC)]
    assert found == [("ignores-stride", "alive"), ("adds-sides", "alive"), ("forgets-bias", "gone")]


def test_days_end_where_the_learner_lives() -> None:
    """From 23:30 to 0:30 are two days in London, and one in Berlin, where it is an hour later."""
    late = [answered(1.25 + number / 48, number) for number in range(3)]
    london, berlin = mistakes([wrong(), *late], UTC), mistakes([wrong(), *late], timezone(timedelta(hours=1)))
    assert (london[0].life, berlin[0].life) == ("gone", "fading")
