"""Parts and tables on paper: letters, points, room to write, and all of it filled in where the key is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from handmade import answered
from handmade_parts import CONV, GRID, SEVERAL
from msgspec.structs import replace
from pypdf import PdfReader

from quizgen.answers import Grid, Numerical
from quizgen.formats.frames import frame
from quizgen.formats.pdf.format import pdf
from quizgen.formats.typst import format as typst
from quizgen.model import Form, Item
from quizgen.text import Text

BOTH = pytest.mark.parametrize("key", [False, True], ids=["exam", "key"])


@pytest.fixture
def table(form: Form) -> Item:
    return form.items[7]


@pytest.fixture
def several(form: Form) -> Item:
    return form.items[8]


def alone(item: Item) -> Form:
    return Form("Midterm", "7", (item,))


def pages(item: Item, *, key: bool = False) -> list[str]:
    reader = PdfReader(BytesIO(pdf(alone(item), key=key)))
    return [re.sub(r"\s+", " ", page.extract_text()) for page in reader.pages]


def words(item: Item, *, key: bool = False) -> str:
    return " ".join(pages(item, key=key))


def tagged(item: Item, *, key: bool = False) -> Iterator[tuple[str, Any]]:
    """Every structure element with its tag."""
    reader = PdfReader(BytesIO(pdf(alone(item), key=key)))
    size: Any = reader.trailer["/Size"]
    for found in (reader.get_object(number) for number in range(1, size)):
        if isinstance(found, dict) and "/S" in found and "/P" in found:
            yield str(found["/S"]), found


@BOTH
def test_parts_have_letters_points_and_prompts_in_order(several: Item, key: bool) -> None:  # noqa: FBT001 - a parameter
    shown = words(several, key=key)
    places = [shown.index(prompt) for prompt in ("How many rows", "makes 8 scores", "How many columns", "Fill in the")]
    assert places == sorted(places)
    for letter in "abcdefg":
        assert f"({letter})" in shown
    for points in ("12 points", "1 point", "2 points", "3 points"):
        assert points in shown


def test_the_exam_leaves_lines_to_work_on_and_the_key_does_not(several: Item) -> None:
    assert re.findall(r"      lines: (\d)", typst.source(alone(several))) == list("3300000")
    assert re.findall(r"      lines: (\d)", typst.source(alone(several), key=True)) == list("0000000")


def test_parts_tell_how_to_answer_them(several: Item) -> None:
    shown = words(several)
    for hint in ("tick one", "tick all that apply", "match", "put in order", "fill in"):
        assert hint in shown
    for kind in ("choice", "multiple", "numerical", "matching", "ordering", "grid"):
        assert getattr(frame(), f"of_{kind}") in shown


def test_only_the_key_fills_the_table(table: Item) -> None:
    exam, key = words(table), words(table, key=True)
    for value in ("16 × 14 × 14", "448", "16 × 7 × 7", "7,850"):
        assert value not in exam + typst.source(alone(table))
        assert value in key
    assert re.search(r"Linear\(784, 10\) 10 7,850", key)
    assert "keeps-channels: The layer has 16 filters" in key


def test_only_the_key_answers_the_parts(several: Item) -> None:
    exam, key = words(several), words(several, key=True)
    for answer in ("808", "10.5 ± 1", "no-plus-one", "Statistics first."):
        assert answer not in exam
        assert answer in key
    assert "(a) 10; (b) 808; (c) B; (d) A, C; (e) 1 C, 2 A; (f) B, C, A; (g) see the table" in key.partition("Key: ")[0]
    assert "(e) 1 C, 2 A; (f) B) Take the mean. C) Divide by" in key
    assert "(c) A no-plus-one: The first position is one more." in key
    assert typst.source(alone(several)).count("ticked: true") == 0
    assert typst.source(alone(several), key=True).count("ticked: true") == 3


@BOTH
def test_a_table_is_tagged_with_caption_and_headings(table: Item, key: bool) -> None:  # noqa: FBT001 - a parameter
    tags = [tag for tag, _ in tagged(table, key=key)]
    assert tags.count("/Table") == tags.count("/Caption") == 1
    assert tags.count("/TH") == 3
    assert tags.count("/TD") == 9
    assert "The layers with their output shapes and numbers of parameters" in words(table, key=key)


def tall(rows: int, cell: Numerical) -> Grid:
    """A table of so many rows."""
    return replace(
        GRID,
        rows=tuple(Text("Row {n}.", {"n": 1000 + number}) for number in range(rows)),
        cells=((cell, cell),) * rows,
    )


@BOTH
def test_a_tall_table_goes_on_under_its_head_again(table: Item, key: bool) -> None:  # noqa: FBT001 - a parameter
    found = pages(answered(table, tall(60, Numerical(77))), key=key)
    held = [page for page in found if "Row 1,0" in page]
    assert len(held) > 1
    assert all("Output shape Parameters" in page for page in held)
    assert sum(page.count("Row 1,0") for page in held) >= 60
    assert {f"Row 1,0{number:02}." for number in range(60)} <= set(re.findall(r"Row 1,0\d\d\.", " ".join(found)))


def test_a_small_table_stays_on_one_page_with_its_question(table: Item) -> None:
    small = answered(table, tall(8, Numerical(77)), stem=Text("Which sizes?"))
    found = PdfReader(BytesIO(pdf(replace(alone(small), items=(small,) * 6)))).pages
    for page in found:
        shown = page.extract_text()
        assert shown.count("Which sizes?") * 8 == shown.count("Row 1,00")
    assert len(found) > 1


def test_a_part_stays_on_one_page(several: Item) -> None:
    question = several.question
    parts = tuple(replace(SEVERAL[0], prompt=Text("Prompt {n}?", {"n": 1000 + number})) for number in range(20))
    found = pages(replace(several, question=replace(question, parts=parts)))
    assert len(found) > 2
    for page in found:
        assert page.count("Prompt 1,0") == page.count("Answer:")


def test_long_remarks_have_room(table: Item) -> None:
    cell = replace(CONV, foreseen=CONV.foreseen[:1])
    wide = replace(GRID, rows=(Text("A heading of many words " * 6),) * 3, cells=((cell, Text("0")),) * 3)
    shown = words(answered(table, wide), key=True)
    assert shown.count("The layer has 16 filters; each gives a channel.") == 1
