"""At which level a kind comes back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from quizgen.asking.source import Source
from quizgen.model import Level
from quizgen.study.log.events import Answered
from quizgen.study.plan.learner import Learner, first_level
from quizgen.study.plan.replay import replayed

if TYPE_CHECKING:
    from tests.study.plan.conftest import Sources, Tried

START = datetime(2026, 12, 1, 9, tzinfo=UTC)


def learner(log: Sequence[Answered], day: int, sources: Sequence[Source]) -> Learner:
    return Learner(replayed(log), (START + timedelta(days=day)).date(), {source.id: source for source in sources})


def test_a_level_that_went_well_twice_is_left_for_the_next_one(tried: Tried, sources: Sources) -> None:
    one = sources(1)
    kind = {"source": "kind-0"}
    assert learner([tried(0, **kind)], 2, one).next_level("kind-0") is None
    assert learner([tried(0, **kind), tried(2, **kind)], 13, one).next_level("kind-0") == "medium"
    assert learner([tried(0, **kind), tried(2, hints=1, **kind)], 13, one).next_level("kind-0") is None
    hard = [tried(0, level="hard", **kind), tried(2, level="hard", **kind)]
    assert learner(hard, 13, one).next_level("kind-0") is None


def test_levels_without_questions_are_passed_over(tried: Tried, sources: Sources) -> None:
    levels: tuple[Level, ...] = ("easy", "hard")
    one = sources(1, levels=levels)
    log = [tried(0, source="kind-0"), tried(2, source="kind-0")]
    assert learner(log, 13, one).next_level("kind-0") == "hard"
    assert [first_level(source) for source in (*one, *sources(1, levels=("hard",)), *sources(1, levels=()))] == [
        "easy",
        "hard",
        None,
    ]


def test_a_level_that_fails_twice_waits_until_the_one_below_goes_well(tried: Tried, sources: Sources) -> None:
    one = sources(1)
    log = [tried(0, source="kind-0"), tried(2, source="kind-0")]
    log += [tried(day, source="kind-0", level="medium", right=False) for day in (3, 4)]
    assert learner(log[:-1], 5, one).levels == {"kind-0": "medium"}
    assert learner(log, 5, one).levels == {"kind-0": "easy"}
    assert learner([*log, tried(5, source="kind-0", right=False)], 6, one).levels == {"kind-0": "easy"}
    assert learner([*log, tried(5, source="kind-0")], 6, one).levels == {"kind-0": "medium"}


def test_what_is_no_longer_there_keeps_its_history_and_is_not_asked(tried: Tried, sources: Sources) -> None:
    log = [tried(0, source="renamed-kind"), tried(0, source="kind-0")]
    assert learner(log, 5, sources(2)).levels == {"kind-0": "easy"}
    assert replayed(log).cells["renamed-kind", "easy"].reviews == 1


def test_a_file_of_which_a_level_was_asked_whole_goes_on_at_the_next(tried: Tried, sources: Sources) -> None:
    one = sources(1, authored=True, items=2)
    first, second = tried(0, source="kind-0", item="a"), tried(2, source="kind-0", item="b", hints=1)
    assert learner([first], 2, one).next_level("kind-0") is None
    assert learner([first, second], 3, one).next_level("kind-0") == "medium"
    assert learner([first, tried(2, source="kind-0", item="b", right=False)], 3, one).next_level("kind-0") is None
