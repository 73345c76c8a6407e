"""What each kind of answer says of its key and its mistakes, and what it makes of an answer."""

from __future__ import annotations

from fractions import Fraction

import pytest
from made_answers import (
    ANSWERS,
    CHOICE,
    GRID,
    MATCHING,
    MULTIPLE,
    NUMERICAL,
    ORDERING,
    SHAPE,
    TRUE_OR_FALSE,
)
from msgspec.structs import replace

from quizgen.answers import Answer, Chosen, Filled, Placed, Written
from quizgen.answers.tables import keys, table
from quizgen.text.terminal import TERMINAL


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("choice", "B"),
        ("true-or-false", "B"),
        ("multiple", "A, C"),
        ("numerical", "27"),
        ("shape", "16 × 14 × 14"),
        ("matching", "1 C, 2 A"),
        ("ordering", "B, C, A"),
        ("grid", "Conv2d, size: 28; Conv2d, parameters: 156; MaxPool2d, size: 14"),
    ],
)
def test_the_key_in_words(name: str, says: str) -> None:
    assert TERMINAL.line(ANSWERS[name].key_words()) == says


def test_an_order_is_told_in_words_too() -> None:
    assert TERMINAL.line(ORDERING.key_in_words()) == "B) Average. C) Centre. A) Scale"


def test_the_key_says_how_far_an_answer_may_be_off() -> None:
    assert TERMINAL.line(replace(NUMERICAL, tolerance=Fraction(1, 2)).key_words()) == "27 ± 0.5"


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (CHOICE, [("A", "26", "one-less"), ("C", "28", "one-more"), ("D", "30", "three-more")]),
        (TRUE_OR_FALSE, [("A", "True", "believes-it")]),
        (MULTIPLE, [("B", "The mean", "learns-buffers"), ("D", "The batch", "learns-all")]),
        (NUMERICAL, [("", "26", "one-less"), ("", "28", "one-more")]),
        (SHAPE, [("", "16 × 13 × 13", "one-less")]),
        (MATCHING, [("A", "Features", "mixes-up"), ("B", "Nothing", "invents"), ("C", "Channels", "mixes-up")]),
        (ORDERING, [("", "", "scales-first")]),
        (
            GRID,
            [
                ("", "Conv2d, size: 29", "one-more"),
                ("", "Conv2d, parameters: 150", "no-biases"),
                ("", "MaxPool2d, size: 15", "rounds-up"),
            ],
        ),
    ],
    ids=lambda value: value.kind if not isinstance(value, list) else "",
)
def test_remarks_name_letter_or_value_and_mistake(answer: Answer, says: list[tuple[str, str, str]]) -> None:
    found = [(r.letter, TERMINAL.line(r.about) if r.about else "", r.slip.id) for r in answer.remarks()]
    assert found == says


def test_what_is_said_of_a_pair_tells_where_the_option_belongs_unless_it_belongs_nowhere() -> None:
    assert [remark.misplaced for remark in MATCHING.remarks()] == [True, False, True]
    assert not any(remark.misplaced for answer in (CHOICE, MULTIPLE, GRID) for remark in answer.remarks())


@pytest.mark.parametrize(
    ("answer", "key"),
    [
        (CHOICE, 27),
        (TRUE_OR_FALSE, "False"),
        (MULTIPLE, ["The scale", "The shift"]),
        (NUMERICAL, 27),
        (SHAPE, [16, 14, 14]),
        (MATCHING, [2, 0]),
        (ORDERING, [1, 2, 0]),
        (GRID, [[28, 156], [14, None]]),
    ],
    ids=lambda value: getattr(value, "kind", ""),
)
def test_the_key_in_json(answer: Answer, key: object) -> None:
    assert answer.json()["key"] == key


def test_json_says_which_options_are_right_and_which_prompts_there_are() -> None:
    assert [option["correct"] for option in CHOICE.json()["options"]] == [False, True, False, False]
    assert [option["correct"] for option in MULTIPLE.json()["options"]] == [True, False, True, False]
    assert [option["correct"] for option in MATCHING.json()["options"]] == [True, False, True]
    assert [option["correct"] for option in NUMERICAL.json()["options"]] == [False, False]
    assert MATCHING.json()["prompts"] == ["`Conv2d`", "`Linear`"]
    assert replace(NUMERICAL, tolerance=Fraction(1, 2)).json()["tolerance"] == Fraction(1, 2)


def test_the_json_of_a_grid_holds_headings_what_is_given_and_how_cells_follow() -> None:
    grid = GRID.json()["grid"]
    assert (grid["corner"], grid["rows"], grid["columns"]) == (
        "layer",
        ["`Conv2d`", "`MaxPool2d`"],
        ["size", "parameters"],
    )
    (size, _), (pooled, given) = grid["cells"]
    assert (size["key"], size["names"]) == (28, ["o_1"])
    assert (pooled["key"], pooled["names"], pooled["follows"]) == (14, ["o_2"], ["floor(o_1 / 2)"])
    assert given == {"given": "none"}


def test_of_several_what_is_left_out_and_what_is_too_much_are_told_apart() -> None:
    mark = MULTIPLE.mark(Chosen(frozenset({0, 1})))
    assert (mark.share, mark.missed) == (Fraction(0), (2,))
    assert [(met.place, met.slip.id) for met in mark.met] == [(1, "learns-buffers")]


def test_every_pair_counts_and_shows_the_mistake_of_what_belongs_there() -> None:
    mark = MATCHING.mark(Placed((2, 1)))
    assert (mark.share, mark.missed) == (Fraction(1, 2), (1,))
    assert [(met.place, met.slip.id) for met in mark.met] == [(1, "mixes-up")]


def test_an_order_is_all_or_nothing() -> None:
    mark = ORDERING.mark(Placed((1, 0, 2)))
    assert (mark.share, mark.missed, [met.slip.id for met in mark.met]) == (Fraction(0), (1, 2), ["scales-first"])


def test_a_number_is_right_up_to_its_tolerance_on_both_sides() -> None:
    near = replace(NUMERICAL, foreseen=(), tolerance=Fraction(1, 2))
    shares = [near.mark(Written((27 + Fraction(off, 4),))).share for off in (-3, -2, 0, 2, 3)]
    assert shares == [0, 1, 1, 1, 0]


def test_a_shape_is_right_only_as_a_whole_and_its_foreseen_mistakes_are_known() -> None:
    assert SHAPE.mark(Written((16, 14, 14))).right
    assert [met.slip.id for met in SHAPE.mark(Written((16, 13, 13))).met] == ["one-less"]
    unknown = SHAPE.mark(Written((14, 14, 16)))
    assert (unknown.share, unknown.met, unknown.missed) == (Fraction(0), (), (0,))


def test_every_open_cell_counts_the_same() -> None:
    mark = GRID.mark(Filled((Written((28,)), Written((150,)), None)))
    assert (mark.share, mark.missed) == (Fraction(1, 3), (1, 2))
    assert [(met.place, met.slip.id) for met in mark.met] == [(1, "no-biases")]


def test_open_cells_are_counted_in_reading_order_and_named_by_row_and_column() -> None:
    assert GRID.places == ((0, 0), (0, 1), (1, 0))
    assert [TERMINAL.line(GRID.heading(place)) for place in range(3)] == [
        "Conv2d, size",
        "Conv2d, parameters",
        "MaxPool2d, size",
    ]
    assert (GRID.names, GRID.after) == (("o_1", "o_2"), frozenset({"o_1"}))


def test_a_grid_is_a_plain_table_with_its_given_cells_and_whatever_fills_the_open_ones() -> None:
    right = table(GRID, keys)
    assert right.header == ("layer", "size", "parameters")
    assert right.rows == (("Conv2d", "28", "156"), ("MaxPool2d", "14", "none"))
    assert right.caption == "What each layer gives"
    assert table(GRID, lambda place, _: str(place)).rows == (("Conv2d", "0", "1"), ("MaxPool2d", "2", "none"))


def test_right_options_are_told_that_they_are_right_and_wrong_ones_their_mistake() -> None:
    assert TERMINAL.line(CHOICE.key.feedback) == "Correct."
    assert TERMINAL.line(CHOICE.options[0].feedback) == "The first one counts too."
    assert [TERMINAL.line(option.text) for option in MULTIPLE.key] == ["The scale", "The shift"]
    assert [(TERMINAL.line(prompt), TERMINAL.line(option.text)) for prompt, option in MATCHING.pairs] == [
        ("Conv2d", "Channels"),
        ("Linear", "Features"),
    ]


@pytest.mark.parametrize("places", [{-1}, {4}, {1, 4}])
@pytest.mark.parametrize("answer", [CHOICE, MULTIPLE], ids=["choice", "multiple"])
def test_a_place_that_is_not_there_is_refused(answer: Answer, places: set[int]) -> None:
    with pytest.raises(TypeError):
        answer.mark(Chosen(frozenset(places)))
