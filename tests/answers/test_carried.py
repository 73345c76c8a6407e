"""A number that follows from earlier answers is judged by the learner's own."""

from __future__ import annotations

from fractions import Fraction

import pytest
from made_answers import GRID, NUMERICAL, SHAPE, number
from made_questions import POSITIONS
from msgspec.structs import replace

from quizgen.answers import Answer, Carried, Filled, Numerical, Written
from quizgen.math.reader import read

SQUARE: Answer = POSITIONS.answer
RIGHT = {"o": 27}


def written(*values: int | Fraction) -> Written:
    return Written(values)


def test_what_is_right_from_the_learners_own_value_gets_all_points_and_says_from_what() -> None:
    mark = SQUARE.mark(written(784), {"o": 28})
    assert (mark.share, mark.met, mark.missed) == (Fraction(1), (), ())
    assert mark.carried == (Carried(0, frozenset({"o"}), (729,)),)


@pytest.mark.parametrize("own", [{"o": 28}, {"o": 27}, {}])
def test_the_right_value_is_right_whatever_was_written_before(own: dict[str, int]) -> None:
    mark = SQUARE.mark(written(729), own)
    assert (mark.share, mark.carried) == (Fraction(1), ())


@pytest.mark.parametrize("own", [{"o": 27}, {"o": 29}, {"p": 28}, {}])
def test_what_follows_from_another_value_than_the_learners_own_is_wrong(own: dict[str, int]) -> None:
    mark = SQUARE.mark(written(784), own)
    assert (mark.share, mark.met, mark.carried, mark.missed) == (Fraction(0), (), (), (0,))


@pytest.mark.parametrize(("value", "own"), [(54, {"o": 27}), (54, {"o": 28}), (56, {"o": 28})])
def test_a_foreseen_mistake_is_known_from_the_right_value_and_from_the_learners_own(
    value: int, own: dict[str, int]
) -> None:
    mark = SQUARE.mark(written(value), own)
    assert (mark.share, [met.slip.id for met in mark.met]) == (Fraction(0), ["adds"])


def test_a_mistake_made_with_the_learners_own_value_is_no_mistake_of_somebody_else() -> None:
    assert SQUARE.mark(written(56), {"o": 27}).met == ()


def test_a_carried_value_is_right_up_to_the_tolerance() -> None:
    near = Numerical(4, tolerance=Fraction(1, 2), follows=(read("o/2"),))
    assert near.mark(written(Fraction(13, 2)), {"o": 12}).share == 1
    assert near.mark(written(Fraction(27, 4)), {"o": 12}).share == 0


def test_every_number_of_a_shape_may_follow_from_an_earlier_one() -> None:
    shape = replace(SHAPE, follows=(read("c"), read("o"), read("o")))
    assert shape.mark(written(16, 15, 15), {"c": 16, "o": 15}).carried[0].after == {"c", "o"}
    assert shape.mark(written(16, 15, 14), {"c": 16, "o": 15}).share == 0


@pytest.mark.parametrize(
    ("tree", "own"),
    [
        ("12/o", 0),
        ("floor(12/o)", 0),
        ("12/(o - 3)", 3),
        ("sqrt(o)", 2),
        ("sqrt(o)", -4),
        ("2**o", Fraction(1, 2)),
        ("2**o", -1),
        ("2**o", 10**9),
        ("0**o", -1),
        ("(0 - 2)**o", Fraction(1, 2)),
        ("max(12/o, 1)", 5),
    ],
)
@pytest.mark.parametrize("wrote", [0, 5, Fraction(1, 2)])
def test_an_own_value_from_which_nothing_follows_is_only_wrong(
    tree: str, own: int | Fraction, wrote: int | Fraction
) -> None:
    answer = Numerical(4, (number(3, "one-less", tree),), follows=(read(tree),))
    mark = answer.mark(written(wrote), {"o": own})
    assert mark.share == 0
    assert (mark.met, mark.carried) == ((), ())


def test_a_cell_follows_from_what_was_written_in_an_earlier_one() -> None:
    mark = GRID.mark(Filled((written(26), written(156), written(13))))
    assert (mark.share, mark.missed) == (Fraction(2, 3), (0,))
    assert mark.carried == (Carried(2, frozenset({"o_1"}), (14,)),)


def test_a_cell_after_one_that_was_left_open_follows_from_the_right_value() -> None:
    assert GRID.mark(Filled((None, written(156), written(14)))).missed == (0,)
    wrong = GRID.mark(Filled((None, written(156), written(13))))
    assert (wrong.missed, wrong.carried) == ((0, 2), ())


def test_three_cells_in_a_row_each_follow_from_the_one_before() -> None:
    first, second = GRID.cells
    chain = replace(GRID, cells=(first, (second[0], Numerical(196, follows=(read("o_2**2"),)))))
    assert list(chain.faults()) == []
    mark = chain.mark(Filled((written(26), written(156), written(13), written(169))))
    assert (mark.missed, [one.place for one in mark.carried]) == ((0,), [2, 3])
    own_slip = chain.mark(Filled((written(26), written(156), written(12), written(144))))
    assert (own_slip.missed, [one.place for one in own_slip.carried]) == ((0, 2), [3])


def test_a_grid_follows_from_earlier_parts_too() -> None:
    grid = replace(GRID, cells=((replace(NUMERICAL, follows=(read("n - 2"),)), GRID.cells[0][1]), GRID.cells[1]))
    mark = grid.mark(Filled((written(30), written(156), written(14))), {"n": 32})
    assert (mark.missed, [one.place for one in mark.carried]) == ((), [0])
