"""Kahoot's table as openpyxl reads it: every question as it is meant, and nothing that Kahoot would cut off."""

from __future__ import annotations

import sys
from collections.abc import Callable
from fractions import Fraction
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
from everything import everything
from handmade import choice, multiple, true_false
from msgspec.structs import replace
from openpyxl.utils.escape import unescape
from ran import ran
from shown import files, fitting, flat

from quizgen.audit.formats import check_format
from quizgen.errors import QuizgenError, UsageError
from quizgen.formats.kahoot import format as kahoot
from quizgen.formats.kahoot.format import FORMAT
from quizgen.model import Form, Item
from quizgen.text import Text

TIMES = {5, 10, 20, 30, 60, 90, 120, 240}


def rows(form: Form, **wishes: Any) -> list[tuple[Any, ...]]:
    """The table's rows, without what stands above."""
    (content,) = files(FORMAT, form, **wishes).values()
    sheet = openpyxl.load_workbook(BytesIO(content)).active
    assert all(cell.data_type in {"s", "n"} for row in sheet.iter_rows() for cell in row)
    every = list(sheet.iter_rows(values_only=True))
    header = [row[1] for row in every].index("Question - max 120 characters")
    assert header == kahoot.ABOVE
    return every[header + 1 :]


def asked(item: Item, words: str, *options: str) -> Item:
    """The item with other words, and with other ones on its first options."""
    (part,) = item.question.parts
    shown = [*map(Text, options), *(one.text for one in part.answer.options[len(options) :])]
    texts = tuple(replace(one, text=text) for one, text in zip(part.answer.options, shown, strict=True))
    answer = replace(part.answer, options=texts)
    parts = (replace(part, answer=answer),)
    return replace(item, question=replace(item.question, stem=Text(words), parts=parts))


def test_golden(form: Form, golden: Callable[[str, bytes], None]) -> None:
    lines = ["\t".join("" if cell is None else str(cell) for cell in row) for row in rows(fitting(FORMAT, form))]
    golden("exam.kahoot.txt", "".join(f"{line}\n" for line in lines).encode())


@pytest.mark.slow
def test_every_question_arrives_as_it_is_meant(form: Form) -> None:
    whole = fitting(FORMAT, everything(form))
    assert len(whole.items) > 20
    compare(whole)


@pytest.mark.slow
def test_so_does_each_of_three_hundred_that_are_generated(tmp_path: Path) -> None:
    compare(ran(FORMAT, tmp_path))


def compare(whole: Form) -> None:
    found = rows(whole)
    for number, (item, row) in enumerate(zip(whole.items, found, strict=True), start=1):
        options = item.question.options
        key = {int(one) for one in str(row[7]).split(",")}
        assert (row[0], unescape(row[1])) == (number, flat(item.stem))
        assert [cell for cell in row[2:6] if cell is not None] == [flat(option.text) for option in options]
        assert key == {place + 1 for place in item.question.parts[0].answer.correct}
        assert row[6] in TIMES
        assert len(row[1]) <= 120
        assert all(len(cell or "") <= 75 for cell in row[2:6])


def test_the_same_form_gives_the_same_bytes_without_a_date_of_today(form: Form) -> None:
    whole = fitting(FORMAT, form)
    first, second = (files(FORMAT, whole)["exam-a.kahoot.xlsx"] for _ in range(2))
    assert first == second
    with ZipFile(BytesIO(first)) as packed:
        names = packed.namelist()
        assert names == sorted(names)
        assert {one.date_time for one in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"1980-01-01T00:00:00Z" in packed.read("docProps/core.xml")
        assert b"202" not in packed.read("docProps/core.xml")


@pytest.mark.parametrize("words", ["=1+1", "+x", "@SUM(A1)", "_x0041_ stays", "<b>&amp;]]>", "漢字 🙂 שלום", "'quoted"])
def test_words_are_words_whatever_they_begin_with(words: str) -> None:
    (row,) = rows(Form("T", "1", (asked(true_false(), words),)))
    assert unescape(row[1]) == words


@pytest.mark.parametrize(
    ("item", "reason"),
    [
        (asked(true_false(), "x" * 121), "the question has more than 120 characters"),
        (asked(true_false(), "🙂" * 61), "the question has more than 120 characters"),
        (asked(true_false(), "x", "y" * 76), "an answer has more than 75 characters"),
        (asked(true_false(), "x", "same", "same"), "two answers look alike in plain words"),
        (asked(true_false(), "x\n\n```\ny\n```"), "it has a table or a program, and Kahoot shows plain words"),
        (multiple(), "it has a picture, and Kahoot's table takes none"),
        (replace(multiple(), question=replace(multiple().question, figures=())), "it has more than 4 answers"),
        (asked(true_false(), "x" * 120), None),
    ],
)
def test_what_kahoot_cannot_show_is_refused_by_its_reason(item: Item, reason: str | None) -> None:
    assert FORMAT.refusal(item.question) == reason


def test_exams_with_marks_that_kahoot_does_not_have_are_refused(form: Form) -> None:
    exam = replace(form, ordered=True, items=(choice(), replace(choice(), worth=Fraction(3, 2))))
    with pytest.raises(UsageError, match=r"items of this exam are worth 1 point to 1\.5 points: give all slots"):
        files(FORMAT, exam)
    with pytest.raises(UsageError, match="kahoot takes nothing off for a wrong option, which costs 25% here"):
        files(FORMAT, replace(form, items=(choice(),)), wrong=Fraction(1, 4))


def test_without_openpyxl_one_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(QuizgenError, match=r'pip install "quizgen\[kahoot\]"'):
        files(FORMAT, Form("T", "1", (true_false(),)))


def test_it_keeps_what_a_format_promises() -> None:
    assert list(check_format(FORMAT)) == []
