"""The sheet of keys: one table, whichever way it fits, on as many pages as it takes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from io import BytesIO

import pytest
from msgspec.structs import replace
from pypdf import PdfReader

from quizgen.formats import key_sheet
from quizgen.formats.frames import frame
from quizgen.formats.key_sheet import FEW, WIDE, FormKeys, form_keys
from quizgen.formats.pdf.format import printed
from quizgen.model import Form, Sitting
from quizgen.text import Text


def many(number: int, questions: int) -> list[FormKeys]:
    return [
        FormKeys(f"F{form}", f"SEAL{form:06}", tuple(Text(f"{form}x{place}") for place in range(questions)))
        for form in range(number)
    ]


def head(form: Form, language: str = "en") -> Form:
    return replace(form, items=(), name="", sitting=Sitting(language=language))


def pages(form: Form, rows: Sequence[FormKeys]) -> list[str]:
    reader = PdfReader(BytesIO(printed(key_sheet.source(form, rows, "ABCDEFGHIJ"), form)))
    return [re.sub(r"\s+", " ", page.extract_text()) for page in reader.pages]


def test_a_cell_is_what_the_key_says_of_the_question(form: Form) -> None:
    found = form_keys(replace(form, seal="SEALSEALSE"))
    assert (found.name, found.seal) == ("A", "SEALSEALSE")
    assert [text.template for text in found.keys[:8:2]] == ["B", "B, D", "1 C, 2 A", "B"]
    assert found.keys[7].template == "see key"


def test_few_forms_stand_side_by_side_and_more_below_each_other() -> None:
    words = frame("en")
    (few,) = key_sheet.tables(many(FEW, 30), words)
    assert few.head == ("Question", *(f"Form F{number}" for number in range(FEW)))
    assert [heading for heading, _ in few.rows] == [*map(str, range(1, 31)), "Seal"]
    (one,) = key_sheet.tables(many(FEW + 1, WIDE), words)
    assert one.head == ("Form", *map(str, range(1, WIDE + 1)), "Seal")
    assert [heading for heading, _ in one.rows] == [f"F{number}" for number in range(FEW + 1)]


def test_more_questions_than_have_room_beside_each_other_are_further_tables() -> None:
    first, second = key_sheet.tables(many(FEW + 1, WIDE + 3), frame("en"))
    assert (first.title, second.title) == ("Answers 1–20", "Answers 21–23")
    (name, cells), *_ = second.rows
    assert (name, [text.template for text in cells]) == ("F0", ["0x20", "0x21", "0x22", "SEAL000000"])


def test_every_key_is_printed_and_each_page_has_the_tables_head(form: Form) -> None:
    rows = many(90, 12)
    found = pages(head(form), rows)
    assert len(found) > 2
    text = " ".join(found)
    assert all(key.template in text for row in rows for key in row.keys)
    assert all(row.seal in text for row in rows)
    assert all("Form 1 2 3 4 5 6 7 8 9 10 11 12 Seal" in page for page in found)
    assert all("seal ABCDEFGHIJ, seed 7" in page for page in found)


@pytest.mark.parametrize("number", [2, FEW + 2])
def test_words_around_the_keys_are_the_frames(form: Form, number: int) -> None:
    (page,) = pages(head(form, "de"), many(number, 5))
    for words in ("Lösungsübersicht", "Siegel", "Variante", "Antworten 1–5"):
        assert words in page
    assert "Key sheet" not in page


def test_hostile_words_stay_words(hostile: Form) -> None:
    words = hostile.title.replace("\x07", "")
    rows = [FormKeys("A", "S", (Text("{w}", {"w": words}),))]
    (page,) = pages(head(replace(hostile, title=words, course=words)), rows)
    assert page.count("{{ s }}") == 3


def test_a_long_number_has_room_in_a_narrow_column(form: Form) -> None:
    rows = [replace(row, keys=(Text("{n}", {"n": 102764544123}),) * WIDE) for row in many(FEW + 1, WIDE)]
    page = " ".join(pages(head(form), rows))
    assert page.count("102,") == (FEW + 1) * WIDE
    assert page.count("Seal") == len(pages(head(form), rows))


def test_its_print_is_that_of_whoever_marks(form: Form) -> None:
    large = replace(head(form), sitting=Sitting(large=True))
    assert key_sheet.source(large, many(2, 3), "S") == key_sheet.source(head(form), many(2, 3), "S")
