"""How often families are drawn: what every course asks most."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quizgen import catalog
from quizgen.asking.source import SHARES
from quizgen.asking.spaced import Spaced
from quizgen.errors import QuizgenError
from quizgen.reading.advice import alternatives

ASKED_EVERYWHERE = (
    *("conv-output-size", "pool-output-size", "conv-parameters", "stack-receptive-field", "same-size-padding"),
    *("effective-kernel-size", "transposed-output-size", "conv-value", "max-pool-value", "conv-macs"),
)


def test_what_every_course_asks_is_core() -> None:
    assert {source.weight for source in catalog.select(ASKED_EVERYWHERE)} == {"core"}


@pytest.mark.parametrize("topic", sorted({source.topic for source in catalog.families()}))
def test_a_topic_has_core_sources_and_they_are_the_fewer(topic: str) -> None:
    weights = [source.weight for source in catalog.select([topic])]
    assert 1 <= weights.count("core") <= len(weights) / 2


def test_no_topic_has_special_sources_only() -> None:
    assert all({source.weight for source in catalog.select([topic])} != {"special"} for topic in catalog.topics())


def test_a_weight_that_is_none_is_refused_with_what_there_is() -> None:
    (family,) = catalog.select(["conv-output-size"])
    assert isinstance(family, Spaced)
    with pytest.raises(QuizgenError, match=f"'weight' has to be {alternatives(SHARES)}, and is 'rare'"):
        replace(family, weight="rare")  # type: ignore[arg-type]  # the fault
