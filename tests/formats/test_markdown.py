"""A CommonMark reader finds the items in our Markdown, and nothing but them."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from itertools import islice
from urllib.parse import unquote

import pytest
from lxml import etree
from markdown_pages import inside, items_of_lists, lines_of_lists, page, tables, tokens, words, written
from msgspec.structs import replace

from quizgen import catalog
from quizgen.answers import LONG
from quizgen.asking.source import Source
from quizgen.blueprint import draw
from quizgen.formats.foot import fingerprint
from quizgen.formats.markdown.format import FORMAT
from quizgen.formats.protocol import Options
from quizgen.model import LEVELS, Form


def test_golden_without_key(form: Form, golden: Callable[[str, bytes], None]) -> None:
    golden("exam.md", page(form).encode())


def test_golden_with_key(form: Form, golden: Callable[[str, bytes], None]) -> None:
    golden("exam-with-key.md", page(form, key=True).encode())


def test_items_are_numbered_under_the_title(form: Form) -> None:
    numbered = [f"Question {number}" for number in range(1, 10)]
    points = [" (1 point)", " (1.5 points)", " (1 point)", *[" (1 point)"] * 4, " (4 points)", " (12 points)"]
    assert inside(page(form), "heading_open") == ["Midterm", *map(str.__add__, numbered, points)]


def test_points_are_said_where_they_differ(form: Form) -> None:
    equal = replace(form, items=tuple(replace(item, worth=Fraction(1)) for item in form.items[:8]))
    assert "point" not in page(equal)


def test_course_date_and_notes_stand_before_the_items(form: Form) -> None:
    head, _, _ = page(form).partition("## Question 1")
    assert head.split("\n\n") == ["# Midterm", "CNN 101 · 31 January 2026", "No calculators.", ""]
    bare = replace(form, course="", date="", notes=())
    assert page(bare).startswith("# Midterm\n\n## Question 1")


def test_an_exam_tells_its_form_and_number_and_beside_the_key_its_seed(form: Form) -> None:
    exam = replace(form, ordered=True)
    told = f"CNN 101 · 31 January 2026 · Form A · exam {fingerprint(exam)}"
    assert page(exam).split("\n\n")[1] == told
    assert page(exam, key=True).split("\n\n")[1] == f"{told} · seed 7"


def test_halves_of_points_are_decimals(form: Form) -> None:
    worth = replace(form, items=(replace(form.items[0], worth=Fraction(3, 2)),))
    assert "## Question 1 (1.5 points)" in page(worth)


def test_options_are_bullets_with_letters(form: Form) -> None:
    assert items_of_lists(page(form))[:4] == ["A\\) 1,023", "B\\) 1,024", "C\\) 1,025", "D\\) 20,480"]
    letters = [item[0] for item in items_of_lists(page(form))]
    assert "".join(letters) == "ABCD" + "ABCDE" + "ABCD" + "12ABC" + "ABC" + "AB" + "AB" + "ABC" + "12ABC" + "ABC"


def test_prompts_and_orders_have_lines_to_write_on(form: Form) -> None:
    assert items_of_lists(page(form))[13:15] == [
        "1\\) `BatchNorm2d`: \\_\\_\\_\\_",
        "2\\) `InstanceNorm2d`: \\_\\_\\_\\_",
    ]
    assert "Order: \\_\\_\\_\\_, \\_\\_\\_\\_, \\_\\_\\_\\_\n" in page(form)


def test_the_key_says_what_belongs_where_and_what_a_wrong_order_shows(form: Form) -> None:
    rest = page(form, key=True).removeprefix(page(form))
    assert "A\\) Height and width: Each sample and channel has its own." in items_of_lists(rest)
    assert "\n\nAbout other orders: The statistics come first.\n" in rest


def test_no_list_has_numbers_or_letters_of_its_own(form: Form) -> None:
    assert "ordered_list_open" not in {token.type for token in tokens(page(form, key=True))}


def test_without_key_nothing_tells_it(form: Form) -> None:
    source = page(form)
    assert "Solution" not in source
    assert "Key" not in source
    assert not any(feedback in source for feedback in ("position is one more", "rounds down", "Correct."))


def test_key_and_solutions_stand_at_the_end(form: Form) -> None:
    source = page(form, key=True)
    assert source.startswith(page(form))
    rest = source.removeprefix(page(form))
    assert inside(rest, "heading_open") == ["Key", "Solutions", *(f"Solution {number}" for number in range(1, 10))]
    key, *_ = tables(rest)
    assert key == [
        *(["Question", "Key"], ["1", "B"], ["2", "1,024"], ["3", "B, D"], ["4", "C"]),
        *(["5", "1 C, 2 A"], ["6", "B, C, A"], ["7", "B"], ["8", "see the table"]),
        ["9", "(a) 10; (b) 808; (c) B; (d) A, C; (e) 1 C, 2 A; (f) B, C, A; (g) see the table"],
    ]
    assert rest.count("$$o = \\left\\lfloor \\frac{n - k}{s} \\right\\rfloor + 1$$") == 4


def test_solutions_say_what_leads_to_each_wrong_value(form: Form) -> None:
    found = items_of_lists(page(form, key=True).removeprefix(page(form)))
    assert found[0] == "A\\) 1,023: The steps are counted; the *first* position is one more."
    assert found[3] == "1,023: The steps are counted; the *first* position is one more."
    remarks = [one for item in form.items for part in item.question.parts for one in part.answer.remarks()]
    assert len(found) == len([one for one in remarks if one.about])


@pytest.mark.parametrize(
    ("number", "told"), [(1, "Answer the question."), (2, "Answer both questions."), (3, "Answer all 3 questions.")]
)
def test_an_exam_says_how_many_questions_are_to_be_answered(form: Form, number: int, told: str) -> None:
    assert told in page(replace(form, ordered=True, notes=(), items=form.items[:number]))


def test_a_colon_follows_an_option_that_is_a_sentence_without_its_full_stop(form: Form) -> None:
    (source,) = catalog.select(["activations-concepts"])
    sentences = replace(form, items=tuple(islice(draw(source, "medium", "multiple", "words"), 1)))
    found = items_of_lists(page(sentences, key=True).removeprefix(page(sentences)))
    assert found
    assert all(": " in one and ".:" not in one for one in found)


def test_remarks_on_parts_and_cells_say_which_they_are_about(form: Form) -> None:
    rest = page(form, key=True).removeprefix(page(form))
    found = [words(line) for line in lines_of_lists(rest)]
    assert "Conv2d(3, 16, kernel_size=3, stride=2, padding=1), Parameters: 432: Each filter has a bias." in found
    assert "(a) 9: The first position is one more." in found
    assert "(c) A) 9: The first position is one more." in found
    assert "(e) B) Channels only: No layer here does that." in found
    assert "\n\n(f\\) About other orders: The statistics come first.\n" in rest


def test_a_table_in_a_stem_is_a_table(form: Form) -> None:
    assert tables(page(form))[0] == [["layer", "kernel_size"], ["Conv2d", "3"], ["MaxPool2d", "2"]]


BLANK = "____"
LAYERS = ["Conv2d(3, 16, kernel_size=3, stride=2, padding=1)", "MaxPool2d(2)", "Linear(784, 10)"]
HEADER = ["Layer", "Output shape", "Parameters"]


def test_a_grid_is_a_table_with_blank_cells(form: Form) -> None:
    _, grid, small = tables(page(form))
    blank = [[BLANK, BLANK], [BLANK, "0"], ["10", BLANK]]
    assert grid == [HEADER, *([layer, *cells] for layer, cells in zip(LAYERS, blank, strict=True))]
    assert small == [["Axis", "Before", "After"], ["Rows", "12", BLANK], ["Columns", "12", BLANK]]


def test_the_solution_of_a_grid_is_the_table_filled_in(form: Form) -> None:
    _, grid, small = tables(page(form, key=True).removeprefix(page(form)))
    filled = [["16 × 14 × 14", "448"], ["16 × 7 × 7", "0"], ["10", "7,850"]]
    assert grid == [HEADER, *([layer, *cells] for layer, cells in zip(LAYERS, filled, strict=True))]
    assert small[1:] == [["Rows", "12", "10"], ["Columns", "12", "10.5 ± 1"]]


def test_parts_have_letters_and_points(form: Form) -> None:
    asked, _, rest = page(form, key=True).partition("# Key")
    labels = [words(token) for token in tokens(asked) if token.type == "inline" and token.content.startswith("**(")]
    assert labels == [
        "(a) (1 point) How many rows come out?",
        "(b) (2 points) Linear makes 8 scores of them. How many parameters has it?",
        "(c) (1 point) How many columns come out?",
        "(d) (1 point) Which kernels have a centre?",
        "(e) (2 points) Match each layer with its axes.",
        "(f) (3 points) In which order is this done?",
        "(g) (2 points) Fill in the sizes.",
    ]
    solved = [token.content for token in tokens(rest) if token.content.startswith("**(")]
    assert solved == [f"**({letter})**" for letter in "abcdefg"]


@pytest.mark.parametrize("key", [False, True])
def test_blocks_are_parted_by_one_empty_line(form: Form, key: bool) -> None:  # noqa: FBT001 - a parameter
    source = page(form, key=key)
    assert "\n\n\n" not in source
    assert not any(line != line.rstrip() for line in source.splitlines())
    assert source.endswith("\n")


@pytest.mark.parametrize("key", [False, True])
def test_every_drawing_is_shown_once_from_where_it_lies(form: Form, key: bool) -> None:  # noqa: FBT001 - a parameter
    source, *drawings = written(form, stem="my exam (1)", key=key).items()
    images = [child for token in tokens(source[1]) for child in token.children or [] if child.type == "image"]
    assert [unquote(str(image.attrs["src"])) for image in images] == [name for name, _ in drawings]
    assert [image.content for image in images] == ['A "kernel" of 2 × 2', "The same with holes"][: 1 + key]
    for name, svg in drawings:
        assert name.startswith("my exam (1)-a-figures/question-3-figure-")
        assert etree.fromstring(svg.encode()).tag == "{http://www.w3.org/2000/svg}svg"


def test_no_image_is_alone_in_its_paragraph_where_pandoc_would_make_a_captioned_figure_of_it(form: Form) -> None:
    lines = [token.children or [] for token in tokens(page(form, key=True))]
    shown = [children for children in lines if any(child.type == "image" for child in children)]
    assert len(shown) == 2
    assert all(len(children) > 1 for children in shown)


def test_forms_do_not_share_drawings(form: Form) -> None:
    names = [file.name for file in FORMAT.write([form, replace(form, name="B")], Options("exam"))]
    assert len(set(names)) == len(names) == 4


def test_every_family_prints_its_items(source: Source) -> None:
    items = [item for level in LEVELS for kind in source.kinds for item in islice(draw(source, level, kind, "md"), 2)]
    found = page(Form("All", "md", tuple(items)))
    headings = [heading for heading in inside(found, "heading_open") if heading.startswith("Question")]
    assert len(headings) == len(items)
    letters = [item for item in items_of_lists(found) if item[1:3] == "\\)"]
    assert len(letters) == sum(len(item.question.options) for item in items if item.kind not in ("numerical", *LONG))
