"""The answer sheet on paper: its boxes stand where the scanner looks, on a leaf of its own, and all is explained."""

from __future__ import annotations

import sys
from fractions import Fraction
from io import BytesIO
from itertools import chain
from typing import Any

import cv2
import handmade_parts
import numpy as np
import pypdfium2
import pytest
import zxingcpp
from msgspec.structs import replace
from pypdf import PdfReader

from quizgen.answers import Numerical
from quizgen.errors import QuizgenError
from quizgen.formats.answer_sheet import answer_sheet, told
from quizgen.formats.pdf.format import pdf
from quizgen.formats.sheet_fields import named_fields, too_long
from quizgen.formats.typst.format import source
from quizgen.model import Form, Sitting, Student
from quizgen.sheets.page import Box, Page

DOTS = 200 / 25.4
"""A millimetre in pixels."""
SEAL = "ABCDEFGH23"
WITH_SHEET = Sitting(sheet=7)


@pytest.fixture
def given(form: Form) -> Form:
    return replace(form, seal=SEAL, sitting=WITH_SHEET)


def texts(made: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(BytesIO(made)).pages]


def seen(made: bytes, number: int) -> Any:
    """A page as a scanner would see it, black on white."""
    page = pypdfium2.PdfDocument(made)[number]
    return cv2.cvtColor(page.render(scale=200 / 72).to_numpy(), cv2.COLOR_BGR2GRAY)


def sheets(made: bytes) -> list[int]:
    return [number for number, text in enumerate(texts(made)) if "Answer sheet\n" in text]


def ink(image: Any, box: Box, inset: float) -> float:
    """How dark the inside of a box is, up to 1."""
    x, y, right, bottom = (
        round(one * DOTS)
        for one in (box.x + inset, box.y + inset, box.x + box.width - inset, box.y + box.height - inset)
    )
    return 1 - float(np.mean(image[y:bottom, x:right])) / 255


def boxes(page: Page) -> list[Box]:
    behind = [field.corrected for field in page.fields if field.corrected]
    return [*behind, *(box for field in page.fields for box in chain.from_iterable(field.columns))]


def test_marks_code_and_boxes_stand_where_the_scanner_looks(given: Form) -> None:
    made = pdf(given)
    drawn = answer_sheet(given)
    detector = cv2.aruco.ArucoDetector(cv2.aruco.getPredefinedDictionary(cv2.aruco.DICT_4X4_50))
    for number, one in zip(sheets(made), drawn, strict=True):
        image = seen(made, number)
        found, ids, _ = detector.detectMarkers(image)
        places = {int(name): one.mean(axis=1)[0] / DOTS for one, name in zip(found, ids.flatten(), strict=True)}
        for corner in one.page.corners:
            assert places[corner.id] == pytest.approx((corner.x, corner.y), abs=0.15)
        (code,) = zxingcpp.read_barcodes(image)
        assert code.text == f"QG1:{SEAL}:{one.page.number}"
        assert code.position.top_left.x / DOTS == pytest.approx(one.page.code.x, abs=0.6)
        assert code.position.top_left.y / DOTS == pytest.approx(one.page.code.y, abs=0.6)
        for box in boxes(one.page):
            around = Box(box.x - 0.2, box.y - 0.2, box.width + 0.4, box.height + 0.4, "")
            inside = ink(image, box, 0.3)
            assert inside < 0.12
            assert ink(image, around, 0) > inside
            sides = [
                Box(box.x - 0.1, box.y, 0.2, box.height, ""),
                Box(box.x + box.width - 0.1, box.y, 0.2, box.height, ""),
                Box(box.x, box.y - 0.1, box.width, 0.2, ""),
                Box(box.x, box.y + box.height - 0.1, box.width, 0.2, ""),
            ]
            assert min(ink(image, side, 0) for side in sides) > 0.35


def test_a_students_own_number_is_filled_in_and_nothing_else(given: Form) -> None:
    own = replace(given, student=Student("90217", "Ada"), sitting=replace(WITH_SHEET, sheet=5))
    made = pdf(own)
    image = seen(made, sheets(made)[0])
    page = answer_sheet(own)[0].page
    number, *others = page.fields
    read = ["".join(box.label for box in column if ink(image, box, 0.3) > 0.9) for column in number.columns]
    assert "".join(read) == "90217"
    assert not any(ink(image, box, 0.3) > 0.12 for field in others for box in chain.from_iterable(field.columns))
    assert "90217" in texts(made)[sheets(made)[0]]


def test_a_number_that_is_not_filled_in_has_no_boxes(given: Form) -> None:
    own = replace(given, student=Student("s90217", "Ada"), sitting=replace(WITH_SHEET, sheet=0))
    assert not [field for one in answer_sheet(own) for field in one.page.fields if not field.question]
    assert "s90217" in texts(pdf(own))[-1]


@pytest.mark.parametrize("items", [1, 4, 9])
def test_the_sheet_is_a_leaf_of_its_own_behind_pages_that_are_numbered_without_it(given: Form, items: int) -> None:
    some = replace(given, items=given.items[:items])
    made = pdf(some)
    pages = texts(made)
    first, *_ = sheets(made)
    assert sheets(made) == list(range(first, len(pages)))
    assert first % 2 == 0
    questions = [page for page in pages[:first] if page.strip()]
    assert len(questions) in {first, first - 1}
    for number, page in enumerate(questions, 1):
        assert f"Page {number} of {len(questions)}" in page
    for number, page in enumerate(pages[first:], 1):
        assert f"Page {number} of {len(pages) - first}" in page
        assert SEAL in page
        assert "Form A" in page


def test_the_key_has_no_sheet_and_the_exam_nothing_to_tick(given: Form) -> None:
    assert not sheets(pdf(given, key=True))
    assert "#let boxed = false\n" in source(given)
    assert "#let boxed = true\n" in source(given, key=True)
    assert "#let boxed = true\n" in source(replace(given, sitting=Sitting()))
    assert texts(pdf(given, key=True)) == texts(pdf(replace(given, sitting=Sitting()), key=True))
    assert "only what stands there counts" in texts(pdf(given))[0].replace("\n", " ")
    assert "write a number on the line" not in texts(pdf(replace(given, notes=())))[0].replace("\n", " ")


def test_every_field_has_a_name_that_stands_in_the_exam(given: Form) -> None:
    names = [one.name for one in named_fields(given)]
    assert len(names) == len(set(names))
    assert names[:6] == ["1", "2", "3", "4", "5.1", "5.2"]
    pages = texts(pdf(given))
    assert [name for name in names if name.startswith("8.")] == [f"8.{number}" for number in range(1, 9)]
    before = " ".join(pages[: sheets(pdf(given))[0]])
    assert all(cell in before for cell in ("8.1–8.3", "8.4", "8.5–8.7", "8.8", "9g.1", "9g.2"))
    assert "8.1" not in " ".join(texts(pdf(replace(given, sitting=Sitting()))))


def test_only_what_is_there_is_explained(given: Form, form: Form) -> None:
    letters = replace(given, items=form.items[:1])
    numbers = replace(given, items=form.items[1:2])
    own = replace(letters, student=Student("12345", "Ada"))
    explained = {
        name: " ".join(told(one, answer_sheet(one)))
        for name, one in {"letters": letters, "numbers": numbers, "own": own}.items()
    }
    assert ["student number" in explained[name] for name in explained] == [True, True, False]
    assert ["the box !" in explained[name] for name in explained] == [True, False, True]
    assert ["thousands" in explained[name] for name in explained] == [False, True, False]


def test_german_sheets_have_german_words_and_a_decimal_comma(given: Form) -> None:
    german = replace(given, sitting=replace(WITH_SHEET, language="de", paper="letter"))
    pages = texts(pdf(german))
    assert "Antwortbogen" in pages[-1]
    assert "−3,5" in pages[-1]
    assert {row.words[0] for one in answer_sheet(german) for row in one.digits} == {*"0123456789−,/"}
    labels = {box.label for one in answer_sheet(german) for box in boxes(one.page)}
    assert {"-", "."} < labels


def test_any_title_and_large_print_leave_the_boxes_where_they_are(given: Form) -> None:
    large = replace(given, title=f'#"{"Long words. " * 20}"$x$', sitting=Sitting(sheet=14, large=True))
    made = pdf(large)
    image = seen(made, sheets(made)[0])
    page = answer_sheet(large)[0].page
    assert zxingcpp.read_barcodes(image)[0].text == f"QG1:{SEAL}:1"
    assert max(ink(image, box, 0.3) for box in boxes(page)) < 0.12


def test_an_exam_without_a_sheet_needs_no_segno_and_one_with_it_says_so(
    given: Form, form: Form, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "segno", None)
    assert source(form)
    assert source(given, key=True)
    with pytest.raises(QuizgenError, match=r'needs segno.*pip install "quizgen\[scan\]"'):
        source(given)


@pytest.mark.parametrize(
    ("number", "tolerance", "fits"),
    [
        (12345678901, 0, True),
        (-1234567890, 0, True),
        (123456789012, 0, False),
        (-12345678901, 0, False),
        (Fraction(1, 3), 0, True),
        (Fraction(1234567, 123456789), 0, False),
        (Fraction(1234567, 123456789), Fraction(1, 100000), True),
        (Fraction(-12345678912, 11), Fraction(1, 100), False),
    ],
)
def test_a_key_fits_as_a_decimal_or_as_a_fraction(number: Any, tolerance: Any, fits: bool) -> None:  # noqa: FBT001
    assert (too_long(Numerical(number, tolerance=tolerance)) is None) == fits
    assert (too_long(Numerical((1, number), tolerance=tolerance)) is None) == fits


def test_what_has_letters_always_fits(form: Form) -> None:
    assert not any(too_long(part.answer) for item in form.items for part in item.question.parts)
    assert too_long(handmade_parts.grid().question.parts[0].answer) is None
