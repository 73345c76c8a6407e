"""A topic that is nearly one of quizgen's may be a slip, and is remarked; another new one is nobody's business."""

from __future__ import annotations

import pytest
from msgspec import Struct

from quizgen.asking.source import TOPICS
from quizgen.cli.subjects import strange_topics


class Named(Struct, frozen=True):
    """As much of a source as is looked at."""

    topic: str
    id: str = "mine-items"


@pytest.mark.parametrize(
    ("topic", "meant"),
    [("output-sise", "output-size"), ("dilations", "dilation"), ("normalization", "normalisation")],
)
def test_a_slip_is_remarked_with_what_was_meant(topic: str, meant: str) -> None:
    assert list(strange_topics([Named(topic)])) == [  # type: ignore[list-item]  # as much as is looked at
        f"'{topic}', the topic of mine-items, is a new one; did you mean '{meant}'?"
    ]


@pytest.mark.parametrize("topic", [*TOPICS, "vision-transformers", "my-topics", "attention"])
def test_topics_of_quizgen_and_new_ones_are_not(topic: str) -> None:
    assert list(strange_topics([Named(topic)])) == []  # type: ignore[list-item]  # as much as is looked at
