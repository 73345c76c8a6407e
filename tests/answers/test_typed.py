"""Numbers and shapes are read as people write them; what is none is not guessed at."""

from __future__ import annotations

from fractions import Fraction

import pytest

from quizgen.answers.typed import number, numbers


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1024", 1024),
        (" 1,024 ", 1024),
        ("1 024 000", 1024000),
        ("1\u202f024", 1024),
        ("-3", -3),
        ("\N{MINUS SIGN}3", -3),
        ("+7", 7),
        ("2.5", Fraction(5, 2)),
        ("5 / 2", Fraction(5, 2)),
        ("10/4", Fraction(5, 2)),
    ],
)
def test_numbers_are_read_as_people_write_them(text: str, value: Fraction) -> None:
    assert number(text) == value
    assert numbers(text, 1) == (value,)


@pytest.mark.parametrize(
    "text", ["", "b", "1,5", "1,02,4", "12,34", "1/0", "3e5", "0x10", "1 2", "--1", "nan", "1.", "²", "9" * 5000]
)
def test_what_is_no_number_is_not_guessed_at(text: str) -> None:
    assert number(text) is None
    assert numbers(text, 1) is None


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
    ],
)
def test_shapes_are_read_as_people_write_them(text: str) -> None:
    assert numbers(text, 3) == (Fraction(16), Fraction(224), Fraction(224))


@pytest.mark.parametrize("text", ["1,024 x 7 x 7", "1 024 x 7 x 7", "1 024 × 7 × 7", "1,024, 7, 7", "1 024; 7; 7"])
def test_thousands_may_be_grouped_in_a_shape_too(text: str) -> None:
    assert numbers(text, 3) == (Fraction(1024), Fraction(7), Fraction(7))


@pytest.mark.parametrize(
    "text",
    ["", "16", "16 x 224", "16 x 224 x 224 x 1", "16 x x 224", "16 x 224 x b", "16 x 224, 224", "1,024,7,7", "x", "()"],
)
def test_what_is_no_shape_of_so_many_numbers_is_not_guessed_at(text: str) -> None:
    assert numbers(text, 3) is None
