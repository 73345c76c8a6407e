"""How a value follows from earlier answers: over the point's own numbers, and the names of earlier quantities."""

from __future__ import annotations

from quizgen.asking.linked.follows import Follows, Linked
from quizgen.math.reader import read
from quizgen.math.tree import symbols

TREES = (read("floor((o_1 + 2*padding - kernel_size)/stride) + 1"), read("o_1*shift"))


def test_the_numbers_of_the_point_are_put_in_and_names_of_earlier_quantities_stay() -> None:
    follows = Follows(Linked(TREES), {"padding": 1, "kernel_size": 3, "stride": 2, "shift": -4})
    assert tuple(follows) == (read("floor((o_1 + 2*1 - 3)/2) + 1"), read("o_1*(-4)"))
    assert read("o_1*(-4)") in follows


def test_what_follows_from_nothing_is_false() -> None:
    assert not Follows(Linked(()), {"padding": 1})
    assert len(Follows(Linked(TREES), {})) == len(TREES)


def test_the_names_of_earlier_quantities_are_known_without_the_trees() -> None:
    follows = Follows(Linked(TREES), {"padding": 1, "kernel_size": 3, "stride": 2, "shift": -4})
    assert follows.names == {name for tree in follows for name in symbols(tree)} == {"o_1"}
