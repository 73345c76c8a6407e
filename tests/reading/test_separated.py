"""Tables that spreadsheets save are read as they were meant: what parts cells, quotes, and the lines of rows."""

from __future__ import annotations

import pytest

from quizgen.errors import UsageError
from quizgen.reading.separated import Row, rows


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_what_parts_the_cells_is_found(delimiter: str) -> None:
    others = "".join(one for one in ",;" if one != delimiter)
    assert rows(f"a{delimiter}b{delimiter}c\n1{others}5{delimiter}2{delimiter}\n", "x.csv") == (
        Row(1, ("a", "b", "c")),
        Row(2, (f"1{others}5", "2", "")),
    )


def test_a_spreadsheet_may_say_what_parts_the_cells() -> None:
    assert rows("sep=|\na|b\n1|2\n", "x.csv") == (Row(2, ("a", "b")), Row(3, ("1", "2")))


def test_quoted_cells_hold_delimiters_quotes_and_ends_of_lines() -> None:
    text = 'number;name\n1;"Ng; ""Jo""\nAnn"\n\n;;\n2;x\n'
    assert rows(text, "x.csv")[1:] == (Row(2, ("1", 'Ng; "Jo" Ann')), Row(6, ("2", "x")))


def test_a_quote_that_stays_open_is_told_with_its_line() -> None:
    with pytest.raises(UsageError, match=r"^x\.csv, line 2: this is not CSV: a quote is opened and not closed; "):
        rows('a,b\n1,"x\n2,y\n', "x.csv")


def test_an_empty_text_has_no_rows() -> None:
    assert rows(" \n;;\n", "x.csv") == ()
