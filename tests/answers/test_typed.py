"""Numbers and shapes are read as people write them; what is none is not guessed at."""

from __future__ import annotations

from fractions import Fraction

import pytest

from quizgen.answers import Number
from quizgen.answers.typed import Reading, objection, readings

HALF = Fraction(1, 2)
SPACES = {"blank": " ", "no-break": "\u00a0", "thin": "\u2009", "narrow no-break": "\u202f", "figure": "\u2007"}


def read(text: str, count: int = 1) -> list[tuple[Number, ...]]:
    """Everything that the text can mean."""
    return [(*reading.values,) for reading in readings(text, count)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1024", 1024),
        ("-3", -3),
        ("+7", 7),
        ("2.5", 5 * HALF),
        ("5/2", 5 * HALF),
        ("10 / 4", 5 * HALF),
        (" 0 ", 0),
        ("\N{MINUS SIGN}3", -3),
        ("\N{EN DASH}3", -3),
        ("- 3", -3),
        ("\N{MINUS SIGN}7/3", Fraction(-7, 3)),
        ("5\N{FRACTION SLASH}2", 5 * HALF),
        ("0.5/3", Fraction(1, 6)),
        ("1.8250", Fraction("1.825")),
    ],
)
def test_a_plain_number_is_read_as_it_stands(text: str, value: Fraction) -> None:
    assert readings(text, 1) == (Reading((Fraction(value),), plain=True),)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (".5", HALF),
        ("1.", 1),
        ("1e6", 10**6),
        ("2.5E-3", Fraction(1, 400)),
        ("1,5e2", 150),
        ("1,5", 3 * HALF),
        ("-,5", -HALF),
        ("0,825", Fraction(33, 40)),
        ("12,34", Fraction("12.34")),
        ("2 1/2", 5 * HALF),
        ("1,024,000", 1024000),
        ("1.024.000", 1024000),
        ("1,024.5", Fraction("1024.5")),
        ("1.024,5", Fraction("1024.5")),
        ("1'024", 1024),
        ("1_024", 1024),
        ("\N{MINUS SIGN}1 024", -1024),
        ("1 024,5", Fraction("1024.5")),
        ("5,", 5),
        ("49,152.", 49152),
        ("49.152,", 49152),
        ("1 024.", 1024),
        ("1.8 e6", 1800000),
        ("1.8 E +6", 1800000),
        ("10^6", 10**6),
        ("10**6", 10**6),
        ("10\u2076", 10**6),
        ("10^-3", Fraction(1, 1000)),
        ("2^10", 1024),
        ("1.8*10^6", 1800000),
        ("1,8 x 10^6", 1800000),
        ("1.8 \u00d7 10\u2076", 1800000),
        ("-1.8\u00b710**6", -1800000),
        ("x=5", 5),
        ("x = -5/2", -5 * HALF),
        ("= 5", 5),
    ],
)
def test_a_number_in_another_hand_is_read_too_and_is_not_plain(text: str, value: Fraction) -> None:
    assert readings(text, 1) == (Reading((Fraction(value),), plain=False),)


@pytest.mark.parametrize("space", SPACES.values(), ids=SPACES)
def test_thousands_may_stand_apart_by_any_space(space: str) -> None:
    assert read(f"1{space}024{space}000") == [(1024000,)]
    assert read(f"1{space}024 x 7", 2) == [(1024, 7)]
    assert space == " " or read(f"1{space}024 7", 2) == [(1024, 7)]


def test_a_comma_before_three_digits_is_thousands_or_decimals_and_so_is_a_point() -> None:
    assert read("1,825") == [(1825,), (Fraction("1.825"),)]
    assert read("1.825") == [(Fraction("1.825"),), (1825,)]
    assert read("-1,825") == [(-1825,), (Fraction("-1.825"),)]
    assert read("1,825 x 2,500", 2)[::3] == [(1825, 2500), (Fraction("1.825"), Fraction("2.5"))]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.825e3", 1825),
        ("1,825e3", 1825),
        ("49.152e0", Fraction("49.152")),
        ("1,825*10^3", 1825),
        ("1,024,000e1", 10240000),
        ("1,024.5e1", 10245),
        ("1 024e1", 10240),
    ],
)
def test_one_mark_before_an_exponent_parts_decimals_and_never_thousands(text: str, value: Fraction) -> None:
    assert readings(text, 1) == (Reading((Fraction(value),), plain=False),)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "b",
        "1,02,4",
        "1/0",
        "0x10",
        "1 2",
        "--1",
        "nan",
        "²",
        ".",
        ",",
        "1.2.3",
        "5%",
        "1,024,",
        "x",
        "x=",
        "0^-1",
        "e",
    ],
)
def test_what_is_no_number_is_not_guessed_at(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    "text",
    ["9" * 5000, "1e999999999", "1e400", "1e99", "1e-99", "9^99", "1/3/5", "1,024.000,5", "1,000 000", "1e", "e5"],
)
def test_nobody_means_what_is_too_long_or_large_or_mixes_its_marks(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "16 x 224 x 224",
        "16x224x224",
        "16 × 224 × 224",
        "16×224×224",
        "16 X 224 X 224",
        "16*224*224",
        "16, 224, 224",
        "16,224,224",
        "16; 224; 224",
        "16;224;224",
        "16 224 224",
        " (16, 224, 224) ",
        "(16,224,224)",
        "[16, 224, 224]",
        "( 16 x 224 x 224 )",
        "16\u00a0224\u00a0224",
        "16  224  224",
    ],
)
def test_shapes_are_read_as_people_write_them(text: str) -> None:
    assert readings(text, 3) == (Reading((Fraction(16), Fraction(224), Fraction(224)), plain=True),)


@pytest.mark.parametrize("text", ["1,024 x 7 x 7", "1 024 x 7 x 7", "1 024 × 7 × 7", "1,024, 7, 7", "1 024; 7; 7"])
def test_thousands_may_be_grouped_in_a_shape_too(text: str) -> None:
    assert read(text, 3)[0] == (1024, 7, 7)


@pytest.mark.parametrize("text", ["1,5 x 2,5", "1,5; 2,5", "1,5, 2,5", "1,5 2,5", "3/2 x 5/2", ".15e1, 2.5"])
def test_numbers_of_a_shape_may_have_decimals(text: str) -> None:
    assert read(text, 2) == [(3 * HALF, 5 * HALF)]


def test_of_a_pair_a_comma_parts_the_numbers() -> None:
    assert read("3,8", 2) == [(3, 8)]
    assert read("(3,8)", 2) == [(3, 8)]
    assert read("\N{MINUS SIGN}3, 8", 2) == [(-3, 8)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "16",
        "16 x 224",
        "16 x 224 x 224 x 1",
        "16 x x 224",
        "16 x 224 x b",
        "16 x 224, 224",
        "x",
        "()",
        "24,7,7,7",
        "3 x 8 x 8%",
    ],
)
def test_what_is_no_shape_of_so_many_numbers_is_not_guessed_at(text: str) -> None:
    assert read(text, 3) == []


@pytest.mark.parametrize(
    "text",
    ["(3, 8, 8,)", "3, 8, 8,", "[3, 8, 8]", "3x8x8", "3 by 8 by 8"],
)
def test_a_shape_of_python_is_read_as_it_stands(text: str) -> None:
    assert readings(text, 3) == (Reading((Fraction(3), Fraction(8), Fraction(8)), plain=True),)


@pytest.mark.parametrize("text", ["torch.Size([3, 8, 8])", "Size((3, 8, 8,))", "x.shape = (3, 8, 8)", "shape=3x8x8"])
def test_what_names_a_shape_is_no_part_of_it_and_is_said_without(text: str) -> None:
    assert readings(text, 3) == (Reading((Fraction(3), Fraction(8), Fraction(8)), plain=False),)


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("1,024,7,7", (1024, 7, 7)),
        ("(1,024,7,7,)", (1024, 7, 7)),
        ("7,1,024", (7, 1024)),
        ("1,024,000,7", (1024000, 7)),
    ],
)
def test_commas_everywhere_are_read_where_they_part_so_many_numbers_in_one_way(text: str, shape: tuple[int]) -> None:
    assert readings(text, len(shape)) == (Reading(tuple(map(Fraction, shape)), plain=False),)


def test_commas_that_part_so_many_numbers_in_several_ways_are_refused_and_said_so() -> None:
    assert read("64,112,112,112", 3) == read("16,224,224", 2) == []
    assert objection("64,112,112,112", 3) == "can be read in several ways"


def test_names_of_single_numbers_of_a_shape_are_not_guessed_at() -> None:
    assert read("W=8, H=8, C=3", 3) == []


@pytest.mark.parametrize("text", ["1e99", "1e-99", "1e400", "10^999", "9" * 31, "9" * 5000, "1.5*10^40"])
def test_a_number_is_refused_for_its_many_digits_alone(text: str) -> None:
    assert objection(text, 1) == "has more than 30 digits"


def test_a_percent_sign_is_refused_for_what_it_is_and_words_for_nothing_more() -> None:
    assert objection("5%", 1) == objection("5 %", 1) == "has a percent sign"
    assert objection("b", 1) == objection("3 x 8", 3) == objection("1,02,4", 1) == ""


@pytest.mark.parametrize("text", ["(5)", "[5]", " ( 5 ) "])
def test_a_number_in_brackets_is_that_number(text: str) -> None:
    assert readings(text, 1) == (Reading((Fraction(5),), plain=False),)


@pytest.mark.parametrize("text", ["12 pixels", "12px", "1.8k", "1,024 MB", "12 px²"])
def test_a_number_with_a_unit_is_told_of_its_letters(text: str) -> None:
    assert readings(text, 1) == ()
    assert objection(text, 1) == "has letters after the number"


@pytest.mark.parametrize("text", ["3*4", "3 x 4", "2 + 2", "3 * 4 + 1", "6/2/3", "2*(3 - 1)"])
def test_a_calculation_is_told_that_it_is_still_to_be_worked_out(text: str) -> None:
    assert readings(text, 1) == ()
    assert objection(text, 1) == "is still to be worked out"


@pytest.mark.parametrize("text", ["1/0", "5 / 0.0", "2 1/0", "(3 + 1)/(0)", "-1/-0", "6/0/3"])
def test_a_division_by_zero_is_no_calculation_to_be_worked_out(text: str) -> None:
    assert readings(text, 1) == ()
    assert objection(text, 1) == "divides by zero"


def test_a_division_by_a_number_that_begins_with_zero_is_one() -> None:
    assert objection("1/0.5 + 1", 1) == objection("6/03/2", 1) == "is still to be worked out"
    assert read("1/0.5", 1) == [(2,)]


@pytest.mark.parametrize("text", ["0x10", "0XFF", "-0x1f"])
def test_a_hexadecimal_number_is_told_to_be_one(text: str) -> None:
    assert readings(text, 1) == ()
    assert objection(text, 1) == "is hexadecimal"
    assert objection("10x0", 1) == "is still to be worked out"
