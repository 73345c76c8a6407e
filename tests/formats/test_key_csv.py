"""The table of keys: a row for each question or part, which spreadsheets and csv readers understand alike."""

from __future__ import annotations

import csv
from fractions import Fraction
from io import StringIO

import pytest
from handmade import OPTIONS, answered
from msgspec.structs import replace

from quizgen.answers import Choice, Numerical, Option
from quizgen.formats import key_csv
from quizgen.model import Form
from quizgen.text import Text
from quizgen.text.spreadsheet import MARK, written


def rows(form: Form) -> list[list[str]]:
    text = written(iter((key_csv.HEAD, *key_csv.rows(form)))).decode()
    return list(csv.reader(StringIO(text, newline="")))


def test_every_question_and_part_has_a_row(form: Form) -> None:
    head, *found = rows(form)
    assert head == ["form", "question", "item id", "kind", "key", "letter", "points"]
    assert [row[1] for row in found] == ["1", "2", "3", "4", "5", "6", "7", "8", *(f"9{part}" for part in "abcdefg")]
    assert {row[0] for row in found} == {"A"}
    assert [row[2] for row in found[:8]] == [item.id for item in form.items[:8]]
    assert sum(Fraction(row[6]) for row in found) == sum(item.points for item in form.items)


def test_keys_are_numbers_or_words_and_letters_those_on_paper(form: Form) -> None:
    found = {row[1]: (row[3], row[4], row[5]) for row in rows(form)[1:]}
    assert found["1"] == ("choice", "1024", "B")
    assert found["2"][::2] == ("numerical", "")
    assert found["3"][::2] == ("multiple", "BD")
    assert found["4"] == ("choice", "8 × 10", "C")
    assert found["5"][::2] == ("matching", "CA")
    assert found["6"][::2] == ("ordering", "BCA")
    assert found["7"] == ("choice", "False", "B")
    assert found["8"] == ("grid", "16 × 14 × 14; 448; 16 × 7 × 7; 7850", "")


def test_rows_end_as_rfc_4180_has_it_and_the_file_says_that_it_is_utf_8(form: Form) -> None:
    text = written(key_csv.rows(form))
    assert text.count(b"\r\n") == text.count(b"\n") == text.count(b"\r")
    assert MARK == "\ufeff".encode() == b"\xef\xbb\xbf"


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (Fraction(-3), "-3"),
        (Fraction(1, 8), "0.125"),
        (Fraction(-5, 2), "-2.5"),
        (Fraction(1, 3), "0.3333333333"),
        (Fraction(102764544), "102764544"),
        (Fraction(10**15, 1), "1000000000000000"),
        (Fraction(1, 5**9), "0.000000512"),
        (Fraction(0), "0"),
    ],
)
def test_numbers_are_what_spreadsheets_take_for_numbers(form: Form, value: Fraction, said: str) -> None:
    item = answered(form.items[1], Numerical(value))
    assert rows(replace(form, items=(item,)))[1][4] == said


@pytest.mark.parametrize("words", ["=1+1", "+1", "-1 and more", "@SUM(A1)", '=HYPERLINK("x")'])
def test_words_are_no_formula(form: Form, words: str) -> None:
    said = Text("{w}", {"w": words})
    item = answered(form.items[0], Choice((Option(said, said), OPTIONS[0]), right=0))
    assert rows(replace(form, items=(item,)))[1][4] == f"'{words}"


def test_a_negative_key_stays_a_number_and_a_shape_words(form: Form) -> None:
    shape = answered(form.items[1], Numerical((-3, 4)))
    assert rows(replace(form, items=(shape,)))[1][4] == "'-3 × 4"
    assert rows(replace(form, items=(answered(form.items[1], Numerical(-3)),)))[1][4] == "-3"


def test_hostile_words_stay_in_their_cells(hostile: Form) -> None:
    assert {len(row) for row in rows(hostile)} == {7}
