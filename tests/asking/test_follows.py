"""How a value follows from earlier answers: over the point's own numbers, and the names of earlier quantities."""

from __future__ import annotations

from itertools import islice

import pytest

from quizgen import catalog
from quizgen.answers.following import Following, sources
from quizgen.asking.linked import LinkedFamily
from quizgen.asking.linked.follows import Follows, Linked
from quizgen.math.reader import read
from quizgen.math.source import source
from quizgen.math.tree import symbols
from quizgen.model import LEVELS

LINKED = [family for family in catalog.shipped_families() if isinstance(family, LinkedFamily)]
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


@pytest.mark.parametrize("shift", [4, 0, -4])
def test_its_words_are_those_of_its_trees(shift: int) -> None:
    follows = Follows(
        Linked((*TREES, read("2**(o_1 - shift)"))), {"padding": 1, "kernel_size": 3, "stride": 2, "shift": shift}
    )
    assert sources(follows) == [source(tree) for tree in follows]


@pytest.mark.parametrize("family", LINKED, ids=lambda family: family.id)
def test_so_they_are_in_every_linked_family(family: LinkedFamily) -> None:
    questions = [one for level in LEVELS for one in islice(family.draw(level, family.usual(level), "words"), 5)]
    numbers = [number for question in questions for number in question.numericals]
    every = [one for number in numbers for one in (number.follows, *(wrong.follows for wrong in number.foreseen))]
    linked = [one for one in every if isinstance(one, Following)]
    assert linked
    for one in linked:
        assert sources(one) == [source(tree) for tree in one]
