from __future__ import annotations

import pytest

from quizgen.scanning.deciding import Thresholds, decide
from quizgen.sheets.page import Box, Field, Marks


def row(marks: Marks = "one", labels: str = "ABCD", *, corrected: bool = False) -> Field:
    boxes = tuple(Box(10 * at, 10, 4, 3, label) for at, label in enumerate(labels))
    return Field(1, "", 0, marks, (boxes,), Box(50, 10, 4, 3, "!") if corrected else None)


def number(columns: int) -> Field:
    every = tuple(tuple(Box(10 * x, 10 * y, 4, 3, str(y)) for y in range(3)) for x in range(columns))
    return Field(1, "", 0, "one", every)


@pytest.mark.parametrize(
    ("ink", "value", "state"),
    [
        ((0.0, 0.7, 0.01, 0.0), "B", "sure"),
        ((0.0, 0.2, 0.01, 0.0), "B", "sure"),
        ((0.0, 0.01, 0.02, 0.0), "", "blank"),
        ((0.0, 0.1, 0.0, 0.0), "", "doubtful"),
        ((0.8, 0.0, 0.7, 0.0), "", "doubtful"),
        ((0.8, 0.0, 0.15, 0.0), "", "doubtful"),
        ((0.8, 0.0, 0.1, 0.0), "A", "sure"),
        ((0.2, 0.0, 0.1, 0.0), "", "doubtful"),
        ((0.9, 0.9, 0.9, 0.9), "", "doubtful"),
    ],
)
def test_one_of_a_row(ink: tuple[float, ...], value: str, state: str) -> None:
    read = decide(row(), [ink])
    assert (read.value, read.state) == (value, state)
    assert bool(read.why) == (state == "doubtful")


def test_two_marks_are_told_with_their_letters() -> None:
    assert decide(row(), [(0.8, 0.0, 0.3, 0.0)]).why == "A and C are marked"
    assert decide(row(), [(0.8, 0.4, 0.3, 0.0)]).why == "A, B and C are marked"


def test_several_of_a_row_may_be_marked_where_that_is_asked() -> None:
    assert decide(row("many"), [(0.8, 0.0, 0.3, 0.0)]).value == "AC"
    assert decide(row("many"), [(0.2, 0.0, 0.1, 0.0)]).state == "doubtful"
    assert decide(row("many"), [(0.0, 0.0, 0.0, 0.0)]).state == "blank"


def test_a_number_is_read_column_by_column() -> None:
    empty = (0.0, 0.0, 0.0)
    assert decide(number(3), [(0.7, 0, 0), (0, 0, 0.7), (0, 0.7, 0)]).value == "021"
    assert decide(number(3), [empty, (0, 0, 0.7), (0, 0.7, 0)]).value == "21"
    assert decide(number(3), [(0, 0, 0.7), (0, 0.7, 0), empty]).value == "21"
    assert decide(number(3), [empty, empty, empty]).state == "blank"


def test_a_number_with_a_gap_or_with_two_digits_in_a_column_is_doubtful() -> None:
    gap = decide(number(3), [(0, 0, 0.7), (0.0, 0.0, 0.0), (0, 0.7, 0)])
    assert (gap.state, gap.value, gap.why) == ("doubtful", "", "an empty column between two characters")
    assert decide(number(2), [(0, 0.7, 0.7), (0, 0.7, 0)]).why == "1 and 2 are marked"


def test_a_fold_beside_full_marks_of_a_number_is_no_mark() -> None:
    assert decide(number(2), [(0, 0.7, 0), (0.09, 0, 0)]).value == "1"
    assert decide(number(2), [(0, 0.0, 0), (0.09, 0, 0)]).state == "doubtful"


def test_what_is_much_fainter_than_another_mark_is_no_sure_mark() -> None:
    assert decide(row("many"), [(0.6, 0.0, 0.2, 0.0)]).why == "a faint mark in C beside another"
    assert decide(row("many"), [(0.3, 0.0, 0.2, 0.0)]).value == "AC"
    assert decide(row(), [(0.6, 0.0, 0.2, 0.0)]).state == "doubtful"
    assert decide(number(2), [(0, 0.7, 0), (0.2, 0, 0)]).state == "doubtful"


def test_a_row_that_was_corrected_by_hand_is_doubtful_whatever_else_is_marked() -> None:
    field = row(corrected=True)
    assert decide(field, [(0.0, 0.7, 0.0, 0.0), (0.0,)]).value == "B"
    told = decide(field, [(0.0, 0.7, 0.0, 0.0), (0.5,)])
    assert (told.state, told.value, told.why) == ("doubtful", "", "it was corrected by hand")
    assert decide(field, [(0.0, 0.0, 0.0, 0.0), (0.5,)]).state == "doubtful"
    assert decide(field, [(0.0, 0.7, 0.0, 0.0), (0.15,)]).why == "it was corrected by hand"
    assert decide(field, [(0.0, 0.7, 0.0, 0.0), (0.07,)]).value == "B"
    assert decide(field, [(0.0, 0.0, 0.0, 0.0), (0.1,)]).why == "it may have been corrected by hand"


def test_what_cannot_be_seen_is_doubtful_and_not_blank() -> None:
    read = decide(row(), [])
    assert (read.state, read.ink, read.why) == ("doubtful", (), "its boxes cannot be seen")


def test_the_margin_says_how_far_the_nearest_box_is_from_another_reading() -> None:
    assert decide(row(), [(0.0, 0.5, 0.0, 0.0)]).margin == pytest.approx(0.14)
    assert decide(row(), [(0.0, 0.16, 0.0, 0.0)]).margin == pytest.approx(0.02)
    assert decide(row(), [(0.01, 0.0, 0.0, 0.0)]).margin == pytest.approx(0.05)


def test_other_thresholds_mark_stored_ink_again() -> None:
    first = decide(row(), [(0.0, 0.1, 0.0, 0.0)])
    assert first.state == "doubtful"
    assert decide(row(), first.ink, Thresholds(blank=0.05, mark=0.09)).value == "B"
    assert decide(row(), first.ink, Thresholds(blank=0.11, mark=0.2)).state == "blank"
