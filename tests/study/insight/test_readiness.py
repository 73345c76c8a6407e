from collections.abc import Sequence
from datetime import timedelta

import numpy as np
import pytest
from logged import MONDAY

from quizgen.model import LEVELS
from quizgen.study.insight.firsts import First
from quizgen.study.insight.mixed import Cell
from quizgen.study.insight.readiness import LEAST, WIDEST, Readiness, forecast

SOURCES = {f"kind-{number}": f"topic-{number % 6}" for number in range(30)}
CELLS = [Cell(source, topic, level, 1 / 90) for source, topic in SOURCES.items() for level in LEVELS]


def _answers(days: int, share: float, sources: int = 30) -> list[First]:
    """Ten a day, of which a share is right, and the kinds come round."""
    dice, names = np.random.default_rng(4), list(SOURCES)[:sources]
    return [
        First(
            MONDAY + timedelta(days=number // 10, minutes=number % 10),
            names[number % sources],
            SOURCES[names[number % sources]],
            LEVELS[number % 3],
            right,
            right,
            fresh=True,
        )
        for number in range(10 * days)
        for right in [bool(dice.random() < share)]
    ]


def _told(every: Sequence[First], days: float = 0) -> Readiness:
    when = max((one.time for one in every), default=MONDAY)
    return forecast(every, CELLS).at(when + timedelta(days=days))


def _width(found: Readiness) -> float:
    assert found.low is not None
    assert found.high is not None
    return found.high - found.low


@pytest.mark.parametrize("number", [0, 1, LEAST - 1])
def test_few_answers_are_too_little_to_say(number: int) -> None:
    found = _told(_answers(5, 0.6)[:number])
    assert (found.value, found.low, found.high, found.n) == (None, None, None, number)
    assert f"{number} first" in found.why


def test_answers_of_one_kind_say_nothing_of_an_exam() -> None:
    """However many they are, what was never asked is not known."""
    cells = [*CELLS[:3], *(Cell(f"other-{n}", "other", level, 1.0) for n in range(2) for level in LEVELS)]
    every = _answers(8, 0.6, sources=1)
    found = forecast(every, cells).at(every[-1].time)
    assert found.value is None or _width(found) > WIDEST / 2


@pytest.mark.parametrize("share", [0.15, 0.5, 0.9])
def test_it_is_what_was_answered(share: float) -> None:
    found = _told(_answers(30, share))
    assert found.value == pytest.approx(share, abs=0.12)
    assert found.low is not None
    assert found.high is not None
    assert found.low < share < found.high


def test_ranges_narrow_as_answers_come() -> None:
    widths = [_width(_told(_answers(days, 0.6))) for days in (3, 9, 27)]
    assert widths == sorted(widths, reverse=True)
    assert widths[2] < 0.8 * widths[0]


def test_what_is_not_practised_is_forgotten() -> None:
    every = _answers(30, 0.7)
    values = [_told(every, days).value or 0 for days in (0, 7, 30)]
    assert values == sorted(values, reverse=True)
    assert _width(_told(every, 30)) > _width(_told(every))


def test_topics_differ_as_their_answers_do() -> None:
    every = [
        First(one.time, one.source, one.topic, one.level, good, good, fresh=True)
        for one in _answers(20, 0.5)
        for good in [one.topic in {"topic-0", "topic-1"}]
    ]
    found = {topic: one.value or 0 for topic, one in forecast(every, CELLS).topics(every[-1].time).items()}
    assert min(found["topic-0"], found["topic-1"]) > 0.25 + max(found[f"topic-{n}"] for n in range(2, 6))


def test_who_learns_from_mistakes_is_told_so() -> None:
    """Each kind was wrong at first and right ever since: that half of all answers were wrong does not count."""
    rounds = [_answers(3, share) for share in (0.0, 1.0)]
    every = rounds[0] + [
        First(one.time + timedelta(days=3), one.source, one.topic, one.level, one.right, one.right, fresh=True)
        for one in rounds[1]
    ]
    assert (_told(every).value or 0) > 0.55


def test_what_no_exam_asks_changes_nothing() -> None:
    every = _answers(10, 0.6)
    strange = First(every[-1].time, "my-own-items", "my-topic", "easy", right=True, final=True, fresh=True)
    assert _told([*every, strange]) == _told(every)


def test_repeats_in_a_sitting_count_once() -> None:
    every = _answers(10, 0.6)
    again = First(every[-1].time, *("kind-9", "topic-3", "easy"), right=True, final=True, fresh=False)
    assert _told([*every, *[again] * 20]) == _told(every)


def test_the_same_answers_give_the_same() -> None:
    assert _told(_answers(12, 0.6), 5) == _told(_answers(12, 0.6), 5)
