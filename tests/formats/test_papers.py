"""What the paper has beside its questions: cover, points table, room to work, formulas, large print, time and aids."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from io import BytesIO
from typing import Any

import pytest
from msgspec.structs import replace
from pypdf import PageObject, PdfReader

from quizgen.blueprint import draw
from quizgen.catalog import sources
from quizgen.formats.formulas import formulas
from quizgen.formats.markdown import format as markdown
from quizgen.formats.pdf.format import pdf
from quizgen.formats.protocol import Options
from quizgen.formats.typst import format as typst
from quizgen.model import Figure, Form, Item, Sitting
from quizgen.text import Table, Text

SIZES = {"a4": (595, 842), "letter": (612, 792)}


@pytest.fixture(scope="module")
def computed() -> tuple[Item, ...]:
    wanted = ("conv-output-size", "conv-output-size", "conv-parameters", "effective-kernel-size")
    by_name = {source.id: source for source in sources() if source.id in wanted}
    return tuple(next(draw(by_name[name], "easy", "numerical", str(seed))) for seed, name in enumerate(wanted))


@pytest.fixture
def exam(computed: tuple[Item, ...]) -> Form:
    return Form("Midterm", "7", computed, notes=("Think.",), ordered=True)


def pages(form: Form, **keys: Any) -> list[str]:
    key = keys.pop("key", False)
    reader = PdfReader(BytesIO(pdf(replace(form, sitting=Sitting(**keys)), key=key)))
    return [re.sub(r"\s+", " ", page.extract_text()) for page in reader.pages]


@pytest.mark.parametrize("paper", SIZES)
def test_paper_has_its_size(exam: Form, paper: Any) -> None:
    box = PdfReader(BytesIO(pdf(replace(exam, sitting=Sitting(paper=paper))))).pages[0].mediabox
    assert (round(box.width), round(box.height)) == SIZES[paper]


def test_a_cover_has_no_question_on_it(exam: Form) -> None:
    cover, *rest = pages(exam, cover=True)
    for told in ("Midterm", "Name", "Think.", "Do not open"):
        assert told in cover
    assert "Answer:" not in cover
    assert "Answer:" in rest[0]
    assert "Do not open" not in " ".join(pages(exam))
    assert "Do not open" not in " ".join(pages(exam, cover=True, key=True))


def test_a_points_table_adds_up(exam: Form) -> None:
    worth = replace(exam, items=tuple(replace(item, worth=Fraction(3, 2)) for item in exam.items))
    assert "Question 1 2 3 4 Total Points 1.5 1.5 1.5 1.5 6 Score" in " ".join(pages(worth, points_table=True))
    assert "Total" not in " ".join(pages(worth))


def test_time_and_aids_stand_in_the_head_of_paper_and_page(exam: Form) -> None:
    keys: dict[str, Any] = {"duration": 75, "aids": ("a calculator", "one sheet")}
    usual = ("Time: 75 minutes", "Aids: a calculator, one sheet")
    more = ("Time: 94 minutes (25% more than 75)", "Aids: a calculator, one sheet")
    for told, sitting in ((usual, Sitting(**keys)), (more, Sitting(extra=Fraction(25), **keys))):
        form = replace(exam, sitting=sitting)
        (file, *_) = markdown.FORMAT.write([form], Options("exam"))
        page = b"".join(file.chunks).decode()
        printed = PdfReader(BytesIO(pdf(form))).pages[0].extract_text()
        for words in told:
            assert words in page
            assert words in printed


def test_lines_to_work_on_stand_below_what_is_worked_out_and_not_in_the_key(exam: Form) -> None:
    form = replace(exam, sitting=Sitting(working_space=6))
    assert typst.source(form).count("  lines: 6,") == len(exam.items)
    assert "  lines: 6," not in typst.source(form, key=True)
    assert "  lines:" not in typst.source(exam)


def test_each_formula_stands_once_on_the_sheet_and_without_a_questions_numbers(exam: Form) -> None:
    found = [text.template.split("\n\n")[1] for text in formulas(exam)]
    assert len(found) == len(set(found)) == 3
    assert not any("{" in formula for formula in found)
    assert "Formulas" in pages(exam, formula_sheet=True)[-1]
    assert "Formulas" not in " ".join(pages(exam))


def test_large_print_is_eighteen_points(exam: Form) -> None:
    assert set(sizes(replace(exam, sitting=Sitting(large=True)))) >= {18.0}
    assert max(map(len, pages(exam, large=True))) < max(map(len, pages(exam)))
    assert 18.0 not in set(sizes(exam))


def sizes(form: Form) -> Iterator[float]:
    for page in PdfReader(BytesIO(pdf(form))).pages:
        stream = page.get_contents()
        assert stream is not None
        yield from (float(found) for found in re.findall(rb"/f\d+ ([\d.]+) Tf", stream.get_data()))


@pytest.mark.parametrize("large", [False, True], ids=["usual", "large"])
def test_what_is_to_be_done_stands_clear_of_the_stem(form: Form, large: bool) -> None:  # noqa: FBT001 - a parameter
    several = replace(form, items=form.items[2:3], sitting=Sitting(large=large, language="de"))
    placed: list[tuple[float, float, str]] = []
    PdfReader(BytesIO(pdf(several))).pages[0].extract_text(
        visitor_text=lambda text, matrix, _tm, _font, _size: placed.append((matrix[4], matrix[5], text.strip()))
    )
    hint = next(x for x, _, text in placed if "alle richtigen" in text)
    stem = min(x for x, _, text in placed if text.startswith(several.items[0].question.stem.template[:8]))
    assert (hint > 440) != large
    assert stem < 120


@pytest.mark.parametrize("name", ["key", "keys"])
def test_a_key_is_never_alone_at_a_pages_foot(exam: Form, name: str) -> None:
    many = replace(exam, items=exam.items * 8, title=name * 9)
    for page in pages(many, key=True)[:-1]:
        assert not re.search(r"Key: [\d,]+ exam \w+, seed 7", page)


@pytest.mark.slow
def test_no_page_is_left_half_empty_before_a_figure(exam: Form) -> None:
    """A kernel with wide holes is as tall as it is wide: half of a page, if it were as large as it could be."""
    holes = Figure("dilated-kernels", {"kernel_size": 3, "rates": [1, 18]}, Text("A kernel with holes"), "solution")
    items = [replace(item, question=replace(item.question, figures=())) for item in exam.items * 2]
    for place, item in enumerate(items):
        drawn = replace(item, question=replace(item.question, figures=(holes,)))
        form = replace(exam, items=(*items[:place], drawn, *items[place + 1 :]))
        *full, _ = PdfReader(BytesIO(pdf(form, key=True))).pages
        assert max(map(lowest, full)) < 0.45


def lowest(page: PageObject) -> float:
    """Where the last words above the foot stand, as a share of the page's height from below."""
    heights: list[float] = []
    page.extract_text(visitor_text=lambda text, matrix, *_: heights.append(matrix[5]) if text.strip() else None)
    foot = float(page.mediabox.height) * 0.08
    return min(height for height in heights if height > foot) / float(page.mediabox.height)


def test_points_stand_below_each_other_in_the_margin(form: Form) -> None:
    """With or without words on what is to be done below them."""
    choices = replace(form, items=(form.items[0], replace(form.items[1], worth=Fraction(1)), form.items[2]))
    placed: list[tuple[float, str]] = []
    PdfReader(BytesIO(pdf(choices))).pages[0].extract_text(
        visitor_text=lambda text, matrix, *_: placed.append((round(matrix[4]), text.strip()))
    )
    found = [x for x, text in placed if text.startswith("1 point")]
    assert len(found) == 3
    assert len(set(found)) == 1


@pytest.mark.parametrize("key", [False, True], ids=["exam", "key"])
@pytest.mark.parametrize("large", [False, True], ids=["usual", "large"])
def test_a_paper_begins_with_its_title(exam: Form, large: bool, key: bool) -> None:  # noqa: FBT001 - parameters
    assert pages(exam, large=large, key=key)[0].lstrip().startswith("Midterm")


def test_a_table_of_layers_that_is_a_little_too_wide_keeps_its_lines(exam: Form) -> None:
    call = "Conv2d(in_channels={}, out_channels=64, kernel_size=5, padding=2)"
    wide = Table(("No.", "Layer"), tuple((str(row), call.format(row)) for row in (8, 32)), "The layers")
    item = exam.items[0]
    stem = Text("These layers:\n\n{layers}\n\nHow many?", {"layers": wide})
    asked = replace(exam, items=(replace(item, question=replace(item.question, stem=stem)),))
    for paper in SIZES:
        page = PdfReader(BytesIO(pdf(replace(asked, sitting=Sitting(paper=paper))))).pages[0].extract_text()  # type: ignore[arg-type]  # its names
        assert all(call.format(row) in page for row in (8, 32))
