"""A CommonMark reader finds the items in our Markdown, and nothing but them."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from itertools import islice, pairwise
from typing import Any
from urllib.parse import unquote

import pytest
from lxml import etree
from markdown_it import MarkdownIt
from markdown_it.token import Token

from quizgen.asking.source import Source
from quizgen.blueprint import draw
from quizgen.formats.markdown import FORMAT
from quizgen.formats.protocol import Options
from quizgen.model import LEVELS, Form


def written(form: Form, stem: str = "exam", **wishes: Any) -> dict[str, str]:
    """Every file's text by its name, the page first."""
    return {file.name: b"".join(file.chunks).decode() for file in FORMAT.write([form], Options(stem, **wishes))}


def page(form: Form, **wishes: Any) -> str:
    return next(iter(written(form, **wishes).values()))


def tokens(source: str) -> list[Token]:
    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(source)


def inside(source: str, opening: str) -> list[str]:
    """The source of every line right within such a block."""
    every = tokens(source)
    return [after.content for token, after in pairwise(every) if token.type == opening]


def items_of_lists(source: str) -> list[str]:
    every = tokens(source)
    return [every[place + 2].content for place, token in enumerate(every) if token.type == "list_item_open"]


def words(token: Token) -> str:
    """What a reader sees of a line."""
    return "".join(child.content for child in token.children or [])


def test_golden_without_key(form: Form, golden: Callable[[str, bytes], None]) -> None:
    golden("exam.md", page(form).encode())


def test_golden_with_key(form: Form, golden: Callable[[str, bytes], None]) -> None:
    golden("exam-with-key.md", page(form, key=True).encode())


def test_items_are_numbered_under_the_title(form: Form) -> None:
    numbered = [f"Question {number}" for number in range(1, 8)]
    points = [" (1 point)", " (3/2 points)", " (1 point)", *[" (1 point)"] * 4]
    assert inside(page(form), "heading_open") == ["Midterm", *map(str.__add__, numbered, points)]


def test_points_are_said_where_they_differ(form: Form) -> None:
    equal = replace(form, items=tuple(replace(item, points=Fraction(1)) for item in form.items))
    assert "point" not in page(equal)


def test_course_date_and_notes_stand_before_the_items(form: Form) -> None:
    head, _, _ = page(form).partition("## Question 1")
    assert head.split("\n\n") == ["# Midterm", "CNN 101 · 2026-01-31", "No calculators.", ""]
    bare = replace(form, course="", date="", notes=())
    assert page(bare).startswith("# Midterm\n\n## Question 1")


def test_options_are_bullets_with_letters(form: Form) -> None:
    assert items_of_lists(page(form))[:4] == ["A\\) 1,023", "B\\) 1,024", "C\\) 1,025", "D\\) 20,480"]
    letters = [item[0] for item in items_of_lists(page(form))]
    assert "".join(letters) == "ABCD" + "ABCDE" + "ABCD" + "12ABC" + "ABC" + "AB"


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
    assert inside(rest, "heading_open") == ["Key", "Solutions", *(f"Solution {number}" for number in range(1, 8))]
    assert inside(rest, "td_open") == [
        *("1", "B", "2", "1,024", "3", "B, D", "4", "C"),
        *("5", "1 C, 2 A", "6", "B, C, A", "7", "B"),
    ]
    assert rest.count("$$o = \\left\\lfloor \\frac{n - k}{s} \\right\\rfloor + 1$$") == 4


def test_solutions_say_what_leads_to_each_wrong_value(form: Form) -> None:
    found = items_of_lists(page(form, key=True).removeprefix(page(form)))
    assert found[0] == "A\\) 1,023: The steps are counted; the *first* position is one more."
    assert found[3] == "1,023: The steps are counted; the *first* position is one more."
    wrong = sum(not option.correct for item in form.items for option in item.options)
    assert len(found) == wrong + sum(option.correct for option in form.items[4].options)


def test_a_table_in_a_stem_is_a_table(form: Form) -> None:
    assert inside(page(form), "th_open") == ["layer", "kernel\\_size"]
    assert inside(page(form), "td_open") == ["Conv2d", "3", "MaxPool2d", "2"]


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


def test_hostile_words_stay_words(hostile: Form) -> None:
    source = page(hostile, key=True)
    value = " ".join(hostile.title.split()).replace("\x07", "?")
    every = tokens(source)
    assert next(words(t) for before, t in pairwise(every) if before.type == "heading_open") == value
    kinds = {child.type for token in every for child in token.children or []} | {token.type for token in every}
    assert not kinds & {"html_inline", "html_block", "link_open", "em_open", "strong_open", "s_open"}
    assert "ordered_list_open" not in kinds
    assert [words(t) for t in every if t.type == "inline"].count(f"{value} and {value}") == 2 * len(hostile.items)
    assert len(items_of_lists(source)) == 13 + 12 + 5 + 3 + 2 + 3 + 1


def test_hostile_words_are_no_mathematics(hostile: Form) -> None:
    bare = [child.content for token in tokens(page(hostile)) for child in token.children or [] if child.type == "text"]
    assert any("$v$" in text for text in bare)
    assert "\\$v\\$" in page(hostile)


@pytest.mark.skipif(shutil.which("pandoc") is None, reason="pandoc is not installed")
@pytest.mark.parametrize("which", ["form", "hostile"])
def test_pandoc_reads_what_github_reads(which: str, request: pytest.FixtureRequest) -> None:
    source = page(request.getfixturevalue(which), key=True)

    def read(flavour: str) -> str:
        program = ["pandoc", "-f", flavour, "-t", "html", "--mathjax", "--wrap=none"]
        found = subprocess.run(program, input=source, text=True, check=True, capture_output=True).stdout
        return re.sub(' id="[^"]*"', "", found)

    assert read("gfm") == read("markdown-smart")


def test_every_family_prints_its_items(source: Source) -> None:
    items = [item for level in LEVELS for kind in source.kinds for item in islice(draw(source, level, kind, "md"), 2)]
    found = page(Form("All", "md", tuple(items)))
    headings = [heading for heading in inside(found, "heading_open") if heading.startswith("Question")]
    assert len(headings) == len(items)
    letters = [item for item in items_of_lists(found) if item[1:3] == "\\)"]
    assert len(letters) == sum(len(item.options) for item in items if item.kind != "numerical")
