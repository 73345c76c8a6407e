"""Brightspace's table as Python's csv module reads it, its HTML as lxml does: every question as it is meant."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from fractions import Fraction
from io import StringIO
from itertools import pairwise
from pathlib import Path
from typing import Any, assert_never

import pytest
from everything import everything
from handmade import answered, choice, matching, multiple, numerical, ordering, shape, true_false
from handmade_parts import grid
from lxml import html
from msgspec.structs import replace
from ran import ran
from shown import files, fitting, flat, letters, read, said, taken

from quizgen.answers import Choice, Grid, Matching, Multiple, Numerical, Ordering
from quizgen.answers.values import components
from quizgen.audit.formats import check_format
from quizgen.errors import UsageError
from quizgen.formats.brightspace import format as brightspace
from quizgen.formats.brightspace.format import FORMAT
from quizgen.formats.drawings import as_png
from quizgen.formats.names import idnumber
from quizgen.formats.plain.pages import pictures
from quizgen.formats.protocol import Options
from quizgen.model import Form, Item
from quizgen.text import Text

LEVELS = {"easy": "1", "medium": "3", "hard": "5"}
PNG = b"\x89PNG\r\n\x1a\n"


def table(found: dict[str, bytes]) -> list[list[str]]:
    (name,) = (name for name in found if name.endswith(".csv"))
    content = found[name].decode("utf-8-sig")
    return list(csv.reader(StringIO(content, newline="")))


def questions(form: Form, **wishes: Any) -> list[list[list[str]]]:
    """The rows of each question."""
    every: list[list[list[str]]] = [[]]
    for row in table(files(FORMAT, form, **wishes)):
        assert len(row) == 5
        if any(row):
            every[-1].append(row)
        else:
            every.append([])
    assert every[-1] == []
    assert all(one[0][0] == "NewQuestion" for one in every[:-1])
    return every[:-1]


def one(item: Item) -> dict[str, list[list[str]]]:
    """The rows of an item by what they begin with."""
    (rows,) = questions(Form("T", "1", (item,)))
    found: dict[str, list[list[str]]] = {}
    for name, *cells in rows:
        found.setdefault(name, []).append(cells)
    return found


@pytest.fixture
def _drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(brightspace, "as_png", lambda *_: PNG)


@pytest.mark.usefixtures("_drawn")
def test_golden(form: Form, golden: Callable[[str, bytes], None]) -> None:
    golden("exam.brightspace.csv", files(FORMAT, fitting(FORMAT, form))["exam-a.brightspace.csv"])


@pytest.mark.slow
@pytest.mark.usefixtures("_drawn")
def test_every_question_arrives_as_it_is_meant(form: Form) -> None:
    whole = fitting(FORMAT, everything(form))
    found = questions(whole)
    assert len(found) == len(whole.items) > 150
    assert {rows[0][1] for rows in found} == {"MC", "MS", "TF", "SA", "M", "O"}
    compare(whole)


@pytest.mark.slow
def test_so_does_each_of_three_hundred_that_are_generated(tmp_path: Path) -> None:
    whole = ran(FORMAT, tmp_path)
    compare(whole)
    drawn = {item.id: pictures(item.question) for item in whole.items if pictures(item.question)}
    shown = {idnumber(item): item.id for item in whole.items}
    lines = table({"items.csv": (tmp_path / "items.brightspace.csv").read_bytes()})
    ids = [row[1] for row in lines if row[0] in {"ID", "Image"}]
    paths = {shown[one]: after for one, after in pairwise(ids) if one in shown and after not in shown}
    assert paths.keys() == drawn.keys()
    assert {name: (tmp_path / path).read_bytes() for name, path in paths.items()} == {
        name: as_png(*figures) for name, figures in drawn.items()
    }


def compare(whole: Form) -> None:
    found = questions(whole)
    for item, rows in zip(whole.items, found, strict=True):
        arrived(item, rows)


def arrived(item: Item, rows: list[list[str]]) -> None:
    cells = {row[0]: row[1:] for row in rows}
    question = item.question
    assert cells["ID"][0] == idnumber(item)
    assert cells["Difficulty"][0] == LEVELS[item.level]
    assert Fraction(cells["Points"][0]) == item.points
    assert cells["QuestionText"][1] == cells["Feedback"][1] == "HTML"
    pictured = [figure.alt for figure in question.figures if figure.place == "stem"]
    assert ("Image" in cells) == bool(pictured)
    shown = letters(read(cells["QuestionText"][0]))
    assert said(question.stem) <= shown
    if not pictured and not question.signed:
        assert shown == said(question.stem)
    assert said(*question.solution) <= letters(read(cells["Feedback"][0]))
    key(item, rows)


def key(item: Item, rows: list[list[str]]) -> None:
    options = [row[1:] for row in rows if row[0] in {"Option", "Item", "Answer", "Match"}]
    scoring = [row[1] for row in rows if row[0] == "Scoring"]
    match answer := item.question.parts[0].answer:
        case Choice(two_sided=True):
            sides = {row[0]: row[1:3] for row in rows if row[0] in {"TRUE", "FALSE"}}
            wanted = {
                flat(option.text).upper(): ["100" if place == answer.right else "0", flat(option.feedback)]
                for place, option in enumerate(answer.options)
            }
            assert sides == wanted
        case Choice() | Multiple():
            full = "100" if isinstance(answer, Choice) else "1"
            assert [row[0] for row in options] == [full if n in answer.correct else "0" for n in range(len(options))]
            assert [letters(read(row[1])) for row in options] == [said(option.text) for option in answer.options]
            assert [row[3] for row in options] == [flat(option.feedback) for option in answer.options]
            assert scoring == ([] if isinstance(answer, Choice) else ["AllOrNothing"])
        case Numerical():
            assert {row[0] for row in options} == {"100"}
            assert right(item, str(components(answer.key)[0]))
            said_of = letters(read(rows[-1][1]))
            assert all(said(option.feedback) <= said_of for option in answer.foreseen)
        case Matching():
            choices = {row[1]: letters(read(row[2])) for row in rows if row[0] == "Choice"}
            matches = {row[0]: letters(read(row[1])) for row in options}
            pairs = [(choices[number], matches[number]) for number in choices]
            assert pairs == [(said(prompt), said(option.text)) for prompt, option in answer.pairs]
            assert scoring == ["EquallyWeighted"]
        case Ordering():
            assert [letters(read(row[0])) for row in options] == [said(answer.steps[place]) for place in answer.places]
            assert scoring == ["AllOrNothing"]
        case Grid():
            pytest.fail("a table has no place here")
        case _:
            assert_never(answer)


def right(item: Item, typed: str) -> bool:
    """Whether a typed answer is right, as Brightspace compares it."""
    answers = one(item)["Answer"]
    return any(re.search(words, typed) if how == "regexp" else words == typed for _, words, how, _ in answers)


def asking(number: Numerical) -> Item:
    item = numerical()
    return replace(item, question=replace(item.question, parts=(replace(item.question.parts[0], answer=number),)))


@pytest.mark.parametrize("typed", ["8", "8.0", "8,0", "7.95", "8.05", "8.049999", " 7.96 "])
def test_a_rounded_number_is_right_as_far_as_its_tolerance_goes(typed: str) -> None:
    assert right(asking(Numerical(8, tolerance=Fraction(1, 20))), typed)


@pytest.mark.parametrize("typed", ["7.94", "8.06", "80", "-8", "8 or 9", ""])
def test_a_number_beyond_its_tolerance_is_wrong(typed: str) -> None:
    assert not right(asking(Numerical(8, tolerance=Fraction(1, 20))), typed)


def test_a_picture_lies_where_the_table_says_and_its_words_in_the_question() -> None:
    found = files(FORMAT, Form("T", "1", (multiple(), multiple())))
    (name, picture), *others = [(name, content) for name, content in found.items() if name.endswith(".png")]
    assert not others
    assert picture.startswith(PNG)
    (path,) = {row[1] for row in table(found) if row[0] == "Image"}
    assert path == name
    assert 'A "kernel" of 2 × 2' in read(one(multiple())["QuestionText"][0][0])
    assert "The same with holes" in read(one(multiple())["Feedback"][0][0])


def test_several_figures_are_one_picture() -> None:
    item = multiple()
    first, _ = item.question.figures
    twice = replace(item, question=replace(item.question, figures=(first, first)))
    single, double = (
        next(content for name, content in files(FORMAT, Form("T", "1", (it,))).items() if name.endswith(".png"))
        for it in (item, twice)
    )
    assert single[16:20] == double[16:20]
    once, both = (int.from_bytes(png[20:24]) for png in (single, double))
    assert 2 * once < both < 3 * once


def test_hostile_words_arrive_unchanged(hostile: Form) -> None:
    whole = fitting(FORMAT, hostile)
    assert len(whole.items) > 4
    for item, rows in zip(whole.items, questions(whole), strict=True):
        arrived(item, rows)
        cells = [cell for row in rows for cell, mark in pairwise(row) if mark == "HTML"]
        assert all(html.fragment_fromstring(cell, create_parent="div") is not None for cell in cells)
        assert not any("<b>" in cell for cell in cells)


@pytest.mark.parametrize("start", "=+-@")
@pytest.mark.parametrize("item", [choice(), true_false()])
def test_a_spreadsheet_finds_no_formula_in_what_authors_write(item: Item, start: str) -> None:
    words = Text("{w}", {"w": f"{start}SUM(1)."})
    (part,) = item.question.parts
    sides = isinstance(part.answer, Choice) and part.answer.two_sided
    options = tuple(
        replace(one, text=one.text if sides else words, slip=one.slip and replace(one.slip, feedback=words))
        for one in part.answer.options
    )
    made = answered(item, replace(part.answer, options=options), stem=words)
    (rows,) = questions(Form("T", "1", (made,)))
    assert not [cell for row in rows for cell in row if cell.startswith(start)]
    told = [row for row in rows if row[0] in {"Option", "TRUE", "FALSE"}]
    assert {row[2] if sides else row[4] for row in told} == {"Correct.", f"\N{WORD JOINER}{start}SUM(1)."}
    assert sides or {read(row[2]) for row in told} == {f"{start}SUM(1)."}


@pytest.mark.parametrize(("worth", "shown"), [((3, 2), "1.5"), ((1, 3), "0.333333333"), ((10, 1), "10")])
def test_points_are_decimals(worth: tuple[int, int], shown: str) -> None:
    assert one(replace(choice(), worth=Fraction(*worth)))["Points"][0][0] == shown


def test_pieces_give_what_the_whole_gives(form: Form) -> None:
    whole, options = fitting(FORMAT, form), Options("exam")
    made = FORMAT.joined(replace(whole, items=()), (FORMAT.piece(item, options) for item in whole.items), options)
    assert {file.name: b"".join(file.chunks) for file in made} == files(FORMAT, whole)


@pytest.mark.parametrize(
    ("item", "reason"),
    [
        (matching(), "an answer belongs to nothing, and each answer needs its question"),
        (ordering(), None),
        (shape(), None),
        (true_false(), None),
    ],
)
def test_what_the_table_cannot_hold_is_refused_by_its_reason(item: Item, reason: str | None) -> None:
    assert FORMAT.refusal(item.question) == reason


def test_two_sides_with_other_names_are_refused() -> None:
    (part,) = true_false().question.parts
    options = tuple(replace(option, text=Text(word)) for option, word in zip(part.answer.options, "ab", strict=True))
    other = replace(part, answer=replace(part.answer, options=options))
    question = replace(true_false().question, parts=(other,))
    assert FORMAT.refusal(question) == "its two answers are not called true and false"


def test_tables_and_parts_are_no_kinds_of_it() -> None:
    assert taken(FORMAT, [grid()]) == ()


def test_an_exam_whose_wrong_options_cost_points_is_refused(form: Form) -> None:
    with pytest.raises(UsageError, match="brightspace takes nothing off for a wrong option, which costs 25% here"):
        files(FORMAT, replace(form, items=(choice(),)), wrong=Fraction(1, 4))


def test_it_keeps_what_a_format_promises() -> None:
    assert list(check_format(FORMAT)) == []
