"""Quantities whose formula speaks of values that are put in."""

from __future__ import annotations

from quizgen.asking.linked import Quantity
from quizgen.math.code import evaluate
from quizgen.math.reader import read
from quizgen.misconceptions.kinds import Misreading

FORGETS = Misreading("forgets-bias", {"bias": "0"}, "There is a bias.", concept="forgets-bias")


def test_a_mistake_does_not_reach_into_what_is_put_in() -> None:
    placed = Quantity(("y",), (read("x + bias"),), (FORGETS,)).placed({"x": read("7 + bias")})
    (wrong,) = placed.misconceptions[0].wrong(placed.trees, ()) or ()
    assert evaluate(placed.trees[0], {"bias": 1}) == 9
    assert evaluate(wrong, {"bias": 1}) == 8


def test_a_placed_mistake_keeps_its_name_and_its_words() -> None:
    (mistake,) = Quantity(("y",), (read("x + bias"),), (FORGETS,)).placed({}).misconceptions
    assert (mistake.id, mistake.feedback, mistake.concept) == (FORGETS.id, FORGETS.feedback, FORGETS.concept)
