"""Two mistakes at once give what somebody gets who makes both."""

from __future__ import annotations

from quizgen.decks.table import Scale, build
from quizgen.math.code import compiled, value
from quizgen.math.reader import read
from quizgen.misconceptions import Both, Instead, Misreading, Mistake, with_pairs, with_products
from quizgen.space import Combinations, concat

ABOUT = "ignores-padding"
KEY = (read("floor((n + 2*padding - kernel_size)/stride) + 1"),)
PAD_ONCE = Mistake("pads-one-side", "2*padding", "padding", "Both sides are padded.", concept=ABOUT)
NO_STRIDE = Misreading("skips-stride", {"stride": "1"}, "The stride divides.", concept=ABOUT)
INPUT = Instead("keeps-size", "n", "The size changes.", concept=ABOUT)
POINT = {"n": 20, "padding": 3, "kernel_size": 5, "stride": 2}


def test_the_second_mistake_is_made_in_what_the_first_one_gives() -> None:
    (tree,) = Both(PAD_ONCE, NO_STRIDE).wrong(KEY, ()) or ()
    assert value(*compiled(tree)(POINT)) == 20 + 3 - 5 + 1


def test_its_feedback_says_both_and_its_id_names_both() -> None:
    both = Both(PAD_ONCE, NO_STRIDE)
    assert both.id == "pads-one-side-and-skips-stride"
    assert both.feedback == "Two mistakes at once. Both sides are padded. The stride divides."


def test_a_second_mistake_that_finds_nothing_to_change_makes_no_pair() -> None:
    assert Both(INPUT, NO_STRIDE).wrong(KEY, ()) is None


def test_pairs_end_with_a_change_of_the_formula_or_of_its_numbers() -> None:
    pairs = [one for one in with_pairs(PAD_ONCE, INPUT, NO_STRIDE) if isinstance(one, Both)]
    assert {(pair.first.id, pair.second.id) for pair in pairs} == {
        ("keeps-size", "pads-one-side"),
        ("keeps-size", "skips-stride"),
        ("pads-one-side", "skips-stride"),
    }


def test_factors_of_a_product_are_wrong_together() -> None:
    squared = Instead("no-square", "c*d*k", "It is a square.", concept=ABOUT)
    single = Instead("one-channel", "d*k**2", "All channels count.", concept=ABOUT)
    *_, both = with_products([squared], [single])
    (tree,) = both.wrong((read("c*d*k**2"),), ()) or ()
    assert value(*compiled(tree)({"c": 4, "d": 6, "k": 5})) == 6 * 5


def test_a_value_that_a_single_mistake_gives_belongs_to_it_alone() -> None:
    half = Misreading("half", {"n": "n/2"}, "It is not halved.", concept=ABOUT)
    minus = Mistake("minus", "n + 6", "n - 6", "Six are added.", concept=ABOUT)
    alike = Instead("alike", "n/2 - 6", "Neither halved nor less.", concept=ABOUT)
    space = concat(Combinations({"n": range(40, 60, 2)}))
    table = build(space, lambda _: (read("n + 6"),), with_pairs(half, minus, alike), Scale())
    numbers = {one.id: number for number, one in enumerate(table.misconceptions)}
    assert table.usable[numbers["alike"]].all()
    assert not table.usable[numbers["half-and-minus"]].any()
