"""Topics stand in an order in which they can be learned, and say what to know first."""

from __future__ import annotations

from dataclasses import dataclass

from quizgen import catalog
from quizgen.catalog.prerequisites import Prerequisites, prerequisites
from quizgen.site.topics import first, ordered


@dataclass(frozen=True)
class Kind:
    id: str
    topic: str


KINDS = (Kind("a1", "a"), Kind("a2", "a"), Kind("b1", "b"), Kind("b2", "b"), Kind("c1", "c"))


def test_a_topic_waits_for_what_its_kinds_wait_for_most_often_named_first() -> None:
    known = Prerequisites({"c1": ("b1", "a"), "b": ("a1",), "b1": ("a2",)})
    assert first(KINDS, known) == {"a": (), "b": ("a",), "c": ("a", "b")}


def test_of_two_that_wait_for_each_other_the_one_of_which_more_does() -> None:
    known = Prerequisites({"a1": ("b1",), "b1": ("a1",), "b2": ("a1",)})
    assert first(KINDS, known) == {"a": (), "b": ("a",), "c": ()}


def test_what_is_not_in_the_site_is_named_too() -> None:
    known = Prerequisites({"c1": ("b1",)})
    assert first(KINDS[4:], known, KINDS) == {"c": ("b",)}
    assert ordered({"c": ("b",)}) == ("c",)


def test_each_topic_comes_after_what_it_waits_for_and_what_others_wait_for_comes_early() -> None:
    before = {"d": (), "c": ("b",), "b": ("a",), "a": ()}
    assert ordered(before) == ("a", "b", "c", "d")
    assert ordered({"a": ("b",), "b": ("a",)}) == ("a", "b")


def test_the_topics_that_ship_have_such_an_order() -> None:
    found = first(catalog.listed(), prerequisites())
    order = ordered(found)
    assert sorted(order) == sorted({source.topic for source in catalog.listed()})
    assert all(order.index(one) < order.index(topic) for topic, behind in found.items() for one in behind)
    assert "output-size" in found["transposed-convolution"]
