"""In which order kinds are met."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING, cast

from quizgen.asking.source import Source
from quizgen.catalog.prerequisites import Prerequisites
from quizgen.study.plan.gain import Gain
from quizgen.study.plan.learner import Learner
from quizgen.study.plan.replay import replayed
from quizgen.study.plan.unseen import Unseen
from tests.study.plan.conftest import Bare

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from quizgen.study.log.events import Answered
    from tests.study.plan.conftest import Sources, Tried

START = datetime(2026, 12, 1, 9, tzinfo=UTC)


def met(
    log: Sequence[Answered], sources: Sequence[Source], after: Mapping[str, tuple[str, ...]], number: int = 9
) -> list[str]:
    """What is met first on the second day."""
    known = {source.id: source for source in sources}
    learner = Learner(replayed(log), (START + timedelta(days=1)).date(), known)
    unseen = Unseen(learner, Prerequisites(after), Gain(learner))
    return [f"{one.source} {one.level}" for _, one in islice(unseen.planned(), number)]


def of(*fields: tuple[str, str, str]) -> list[Source]:
    return [cast(Source, Bare(name, topic, weight)) for name, topic, weight in fields]  # type: ignore[arg-type]  # a weight


def test_what_exams_ask_often_comes_first_and_among_equals_topics_take_turns() -> None:
    sources = of(("a", "t", "special"), ("b", "t", "core"), ("c", "t", "core"), ("d", "u", "core"), ("e", "u", "core"))
    assert met([], sources, {}) == ["d easy", "e easy", "b easy", "c easy", "a easy"], "t has more that share its part"
    assert met([], of(*((name, name[0], "core") for name in ("tb", "tc", "ud", "ue"))), {}) == [
        "tb easy",
        "ud easy",
        "tc easy",
        "ue easy",
    ]


def test_what_a_heavy_kind_waits_for_is_as_heavy() -> None:
    sources = of(
        ("light", "t", "special"), ("usual", "t", "common"), ("heavy", "t", "core"), ("between", "t", "special")
    )
    after = {"heavy": ("between",), "between": ("light",)}
    assert met([], sources, after) == ["light easy", "usual easy", "between easy", "heavy easy"]


def test_a_kind_waits_until_what_stands_behind_it_went_well(tried: Tried, sources: Sources) -> None:
    after = {"kind-0": ("kind-1",)}
    three = sources(3)
    assert met([], three, after, 1) == ["kind-1 easy"]
    assert met([tried(source="kind-1")], three, after, 1) == ["kind-0 easy"]
    wrong = met([tried(source="kind-1", right=False)], three, after)
    assert wrong == ["kind-2 easy", "kind-0 easy"], "no mistake bars the way for good"


def test_a_topic_stands_behind_others_by_any_of_its_kinds(tried: Tried, sources: Sources) -> None:
    every = sources(4, topics=2)
    after = {"topic-0": ("topic-1",)}
    assert met([], every, after) == ["kind-1 easy", "kind-3 easy", "kind-0 easy", "kind-2 easy"]
    assert met([tried(source="kind-3")], every, after, 2) == ["kind-0 easy", "kind-1 easy"]


def test_what_is_not_there_bars_nothing(sources: Sources) -> None:
    assert met([], sources(1), {"kind-0": ("gone", "topic-of-a-plug-in")}) == ["kind-0 easy"]


def test_a_further_level_of_what_is_firm_waits_until_it_is_due_or_there_is_nothing_else(tried: Tried) -> None:
    sources = of(("core", "t", "core"), ("usual", "u", "common"), ("special", "v", "special"))
    log = [tried(source="core", sitting=sitting) for sitting in ("one", "two")]
    assert met(log, sources, {}) == ["usual easy", "special easy", "core medium"]
