"""Blackboard's tab-delimited text, read row by row and its HTML by lxml: every question as it is meant."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from itertools import groupby
from pathlib import Path
from typing import Any, assert_never

import handmade
import pytest
from everything import everything
from handmade import choice, matching, multiple, ordering, true_false
from handmade_parts import SCORES, WEIGHTS, grid, several
from msgspec.structs import replace
from ran import ran
from shown import files, fitting, letters, read, said

from quizgen.answers import Choice, Grid, Matching, Multiple, Numerical, Option, Ordering
from quizgen.answers.typed import readings
from quizgen.answers.values import components
from quizgen.audit.formats import check_format
from quizgen.errors import UsageError
from quizgen.formats.blackboard import format as blackboard
from quizgen.formats.blackboard.format import FORMAT
from quizgen.formats.protocol import Options
from quizgen.model import Form, Item, Part
from quizgen.text import Text

ROUNDED = Numerical(3, tolerance=1)


def rows(form: Form, **wishes: Any) -> list[list[str]]:
    """The cells of each row."""
    content = b"".join(files(FORMAT, form, **wishes).values()).decode()
    *every, last = content.split("\r\n")
    assert last == ""
    assert all(row and "\n" not in row and "\r" not in row for row in every)
    return [row.split("\t") for row in every]


def test_golden(form: Form, golden: Callable[[str, bytes], None]) -> None:
    golden("exam.blackboard.txt", files(FORMAT, fitting(FORMAT, form))["exam-a.blackboard.txt"])


@pytest.mark.slow
def test_every_question_arrives_as_it_is_meant(form: Form) -> None:
    whole = fitting(FORMAT, everything(form))
    found = rows(whole)
    assert len(found) == len(whole.items) > 120
    assert {row[0] for row in found} == {"MC", "MA", "TF", "NUM", "MAT", "ORD", "FIB_PLUS"}
    compare(whole)


@pytest.mark.slow
def test_so_does_each_of_three_hundred_that_are_generated(tmp_path: Path) -> None:
    compare(ran(FORMAT, tmp_path))


def compare(whole: Form) -> None:
    found = rows(whole)
    for item, row in zip(whole.items, found, strict=True):
        arrived(item, row)


def arrived(item: Item, row: list[str]) -> None:
    question = item.question
    kind, shown, *cells = row
    blanks = kind == "FIB_PLUS"
    assert said(question.stem) <= letters(read(shown))
    if not blanks and not question.signed:
        assert said(question.stem) == letters(read(shown))
    if blanks:
        filled_in(item, shown, cells)
    else:
        answered(item, kind, cells)


def answered(item: Item, kind: str, cells: list[str]) -> None:
    words = [letters(read(cell)) for cell in cells]
    match answer := item.question.parts[0].answer:
        case Choice(two_sided=True):
            assert (kind, cells) == ("TF", [answer.key.text.template.lower()])
        case Choice() | Multiple():
            assert kind == ("MC" if isinstance(answer, Choice) else "MA")
            assert words[::2] == [said(option.text) for option in answer.options]
            right = ["correct" if place in answer.correct else "incorrect" for place in range(len(answer.options))]
            assert cells[1::2] == right
        case Numerical():
            assert kind == "NUM"
            assert Fraction(cells[0]) == answer.key
            assert sum(map(Fraction, cells[1:])) == answer.tolerance
        case Matching():
            assert kind == "MAT"
            pairs = zip(words[::2], words[1::2], strict=True)
            assert list(pairs) == [(said(prompt), said(option.text)) for prompt, option in answer.pairs]
        case Ordering():
            assert kind == "ORD"
            assert words == [said(answer.steps[place]) for place in answer.places]
        case Grid():
            pytest.fail("a table is asked with blanks")
        case _:
            assert_never(answer)


def filled_in(item: Item, shown: str, cells: list[str]) -> None:
    """Each blank stands in the text once, and is right as its number or shape is."""
    asked = item.question.numericals
    groups = [list(group) for full, group in groupby(cells, key=bool) if full]
    assert len(groups) == len(asked) <= blackboard.BLANKS
    assert shown.count("[") == len(asked)
    for (name, *right), number in zip(groups, asked, strict=True):
        assert shown.count(f"[{name}]") == 1
        values = tuple(map(Fraction, components(number.key)))
        assert right
        assert all(values in [one.values for one in readings(words, len(values))] for words in right)


def of_numbers(*words: str) -> Item:
    """An item of two numbers, with those words in its stem."""
    (part,) = choice().question.parts
    asked = ((WEIGHTS, "a"), (SCORES, "b"))
    parts = tuple(Part(answer, part.solution, Text(f"Find {name}.")) for answer, name in asked)
    stem = Text(" ".join(f"{{w{n}}}" for n in range(len(words))), {f"w{n}": one for n, one in enumerate(words)})
    return replace(choice(), question=replace(choice().question, stem=stem, parts=parts))


def test_parts_that_are_numbers_have_blanks_below_their_prompts() -> None:
    (row,) = rows(Form("T", "1", (of_numbers("A stem"),)))
    arrived(of_numbers("A stem"), row)
    assert read(row[1]) == "A stem(a)Find a.[x1](b)Find b.[x2]"


def test_brackets_of_a_stem_open_no_blank() -> None:
    (row,) = rows(Form("T", "1", (of_numbers("torch.Size([3, 8])", "[x1]"),)))
    assert row[1].count("[") == 2
    assert read(row[1]).startswith("torch.Size([3, 8]) [x1]")


def test_hostile_words_arrive_unchanged(hostile: Form) -> None:
    whole = fitting(FORMAT, hostile)
    assert len(whole.items) > 4
    for item, row in zip(whole.items, rows(whole), strict=True):
        arrived(item, row)
        assert "<b>" not in "".join(row)


@pytest.mark.parametrize("start", "=+-@")
def test_a_spreadsheet_finds_no_formula_in_what_authors_write(start: str) -> None:
    words = Text("{w}", {"w": f"{start}SUM(1)"})
    (part,) = choice().question.parts
    options = tuple(replace(option, text=words) for option in part.answer.options)
    (row,) = rows(Form("T", "1", (answered_so(options, words),)))
    assert not [cell for cell in row if cell.startswith(start)]
    assert {read(cell) for cell in row[1:]} == {f"{start}SUM(1)", "correct", "incorrect"}


def answered_so(options: tuple[Option, ...], stem: Text) -> Item:
    return handmade.answered(choice(), Choice(options, 1), stem=stem)


def test_a_file_has_no_more_rows_than_blackboard_reads(form: Form) -> None:
    many = replace(form, items=(true_false(),) * 501)
    found = files(FORMAT, many)
    assert {name: content.count(b"\r\n") for name, content in found.items()} == {
        "exam-a.blackboard.txt": 250,
        "exam-a-part-2.blackboard.txt": 250,
        "exam-a-part-3.blackboard.txt": 1,
    }
    assert len(files(FORMAT, replace(form, items=(true_false(),) * 250))) == 1


def test_pieces_give_what_the_whole_gives(form: Form) -> None:
    whole, options = fitting(FORMAT, form), Options("exam")
    made = FORMAT.joined(replace(whole, items=()), (FORMAT.piece(item, options) for item in whole.items), options)
    assert {file.name: b"".join(file.chunks) for file in made} == files(FORMAT, whole)


def one(*answers: Any) -> Item:
    (part,) = choice().question.parts
    parts = tuple(replace(part, answer=answer) for answer in answers)
    return replace(choice(), question=replace(choice().question, parts=parts))


@pytest.mark.parametrize(
    ("item", "reason"),
    [
        (multiple(), "it has a picture, and the text takes none"),
        (matching(), "an answer belongs to nothing, and each answer needs its question"),
        (several(), "it has parts that are no numbers, and the text has blanks for numbers only"),
        (one(*[Numerical(2)] * 11), "it asks for more than 10 numbers, and a text has no more blanks"),
        (one(Numerical(2), ROUNDED), "its answers may be rounded, and blanks are compared letter by letter"),
        (one(Numerical((3, 8))), "its answer is a shape or a fraction, and the text takes a decimal"),
        (one(Numerical(Fraction(1, 3))), "its answer is a shape or a fraction, and the text takes a decimal"),
        (one(ROUNDED), None),
        (grid(), None),
        (ordering(), None),
        (of_numbers("x"), None),
    ],
)
def test_what_the_text_cannot_hold_is_refused_by_its_reason(item: Item, reason: str | None) -> None:
    assert FORMAT.refusal(item.question) == reason


def test_exams_with_marks_that_the_text_does_not_have_are_refused(form: Form) -> None:
    exam = replace(form, ordered=True, items=(choice(), replace(choice(), worth=Fraction(2))))
    with pytest.raises(UsageError, match="files have no points, and items of this exam are worth 1 point to 2"):
        files(FORMAT, exam)
    with pytest.raises(UsageError, match="blackboard takes nothing off for a wrong option, which costs 25% here"):
        files(FORMAT, replace(form, items=(choice(),)), wrong=Fraction(1, 4))


def test_it_keeps_what_a_format_promises() -> None:
    assert list(check_format(FORMAT)) == []
