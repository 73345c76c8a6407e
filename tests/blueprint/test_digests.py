"""What was given out is remembered in a few bytes, and as exactly as by a set."""

from __future__ import annotations

import tracemalloc
from random import Random

from quizgen.space.digests import LATEST, Digests


def test_it_holds_what_a_set_holds() -> None:
    dice = Random(1)  # noqa: S311 - the same in every run
    found, expected = Digests(), set[int]()
    for _ in range(5 * LATEST):
        one, other = dice.getrandbits(13), dice.getrandbits(64)
        assert (one in found) == (one in expected)
        assert found.isdisjoint({one, other}) == expected.isdisjoint({one, other})
        found.update({one, other})
        expected |= {one, other}
        assert len(found) == len(expected)
    assert all(one in found for one in expected)
    assert 0 not in Digests()


def test_of_many_each_takes_little_more_than_its_own_8_bytes() -> None:
    dice, many = Random(1), 50_000  # noqa: S311 - the same in every run
    found = Digests()
    tracemalloc.start()
    for _ in range(many):
        found.update([dice.getrandbits(64)])
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert held < 20 * many
