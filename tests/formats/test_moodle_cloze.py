"""Parts and tables are gaps that Moodle reads as they are meant, whatever words stand in and around them."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from cloze import Gap, gaps
from handmade import MATCHING, answered, slip
from handmade_parts import CONV, FLOORED, GRID, SEVERAL
from hostile import HOSTILE
from lxml import etree
from moodle_file import words
from msgspec.structs import replace

from quizgen.answers import Choice, Numerical, Option
from quizgen.errors import QuizgenError
from quizgen.formats.moodle.format import FORMAT
from quizgen.formats.protocol import Options
from quizgen.model import Form, Item, Part
from quizgen.text import Text
from quizgen.text.html import HTML
from quizgen.text.terminal import TERMINAL

SPOKEN = HOSTILE.replace("\x07", "?")


def imported(item: Item, **wishes: Any) -> Any:
    (file,) = FORMAT.write([Form("T", "7", (item,))], Options("exam", **wishes))
    (question,) = etree.fromstring(b"".join(file.chunks)).xpath("question[@type!='category']")
    return question


def stem(item: Item, **wishes: Any) -> str:
    return str(imported(item, **wishes).findtext("questiontext/text"))


def found(item: Item, **wishes: Any) -> list[Gap]:
    return gaps(stem(item, **wishes))[0]


def parted(item: Item, *parts: Part) -> Item:
    return replace(item, question=replace(item.question, parts=parts))


def test_every_cell_has_its_key_and_the_foreseen_values_with_their_feedback(form: Form) -> None:
    read = found(form.items[7])
    assert [(gap.kind, gap.weight, gap.key) for gap in read] == [
        ("MULTICHOICE", 1, ["16 × 14 × 14"]),
        ("NUMERICAL", 1, ["448"]),
        ("MULTICHOICE", 1, ["16 × 7 × 7"]),
        ("NUMERICAL", 1, ["7850"]),
    ]
    for gap, cell in zip(read, GRID.open, strict=True):
        said = {HTML.line(option.text).replace(",", ""): HTML.line(option.feedback) for option in cell.foreseen}
        assert {reply.words: reply.feedback for reply in gap.replies if not reply.share} == said


def test_tex_in_a_gap_is_whole(form: Form) -> None:
    assert "- k\\}{s\\} \\right\\rfloor" in stem(form.items[7])
    replies = found(form.items[7])[0].replies
    assert replies[2].feedback == HTML.line(FLOORED.feedback)
    assert replies[2].feedback.endswith("\\(\\left\\lfloor \\frac{n + 2p - k}{s} \\right\\rfloor + 1\\).")


def test_every_part_has_its_gaps(form: Form) -> None:
    assert [(gap.kind, gap.weight, gap.key) for gap in found(form.items[8])] == [
        ("NUMERICAL", 1, ["10"]),
        ("NUMERICAL", 2, ["808"]),
        ("MULTICHOICE_V", 1, ["10"]),
        ("MULTIRESPONSE", 1, ["1", "3"]),
        ("MULTICHOICE", 1, ["Samples and HW"]),
        ("MULTICHOICE", 1, ["Height and width"]),
        ("MULTICHOICE", 1, ["3"]),
        ("MULTICHOICE", 1, ["1"]),
        ("MULTICHOICE", 1, ["2"]),
        ("NUMERICAL", 1, ["10"]),
        ("NUMERICAL", 1, ["10.5"]),
    ]
    assert found(form.items[8])[-1].replies[0].tolerance == 1


def test_a_wrong_place_is_told_what_belongs_there(form: Form) -> None:
    first, second = found(form.items[8])[4:6]
    wrong = [{words(reply.feedback) for reply in gap.replies if not reply.share} for gap in (first, second)]
    assert wrong == [{"Each channel has its own."}, {"Each sample and channel has its own."}]


@pytest.mark.parametrize("which", ["form", "hostile"])
@pytest.mark.parametrize("place", [7, 8])
def test_every_gap_is_one_that_moodle_takes(which: str, place: int, request: pytest.FixtureRequest) -> None:
    for gap in found(request.getfixturevalue(which).items[place]):
        right = [reply.share for reply in gap.replies if reply.share > 0]
        assert sum(right) == 1
        assert len(right) == 1 or gap.kind == "MULTIRESPONSE"
        assert len(gap.replies) > 1 or gap.kind == "NUMERICAL"
        assert len({reply.words for reply in gap.replies}) == len(gap.replies)
        assert all(words(reply.feedback) for reply in gap.replies)


def test_the_weights_add_up_to_the_points_where_these_are_whole_and_divide_evenly(form: Form) -> None:
    for item in form.items[7:]:
        assert sum(gap.weight for gap in found(item)) == item.points
        assert sum(gap.weight for gap in found(replace(item, worth=2 * item.points))) == 2 * item.points


def test_gaps_keep_their_proportions_where_the_points_do_not_divide_evenly(form: Form) -> None:
    table = replace(form.items[7], worth=Fraction(1))
    assert [gap.weight for gap in found(table)] == [1, 1, 1, 1]
    halves = replace(SEVERAL[0], points=Fraction(1, 2)), replace(SEVERAL[4], points=Fraction(3, 2))
    item = parted(form.items[8], *halves)
    assert [gap.weight for gap in found(item)] == [2, 3, 3]


@pytest.mark.parametrize("place", [7, 8])
def test_the_grade_is_left_to_the_weights_and_the_idnumber_is_there(form: Form, place: int) -> None:
    question = imported(form.items[place])
    assert question.find("defaultgrade") is None
    assert question.findtext("idnumber").startswith(form.items[place].id)


@pytest.mark.parametrize("place", [7, 8])
def test_hostile_words_neither_break_gaps_nor_add_any(form: Form, hostile: Form, place: int) -> None:
    plain, spoiled = found(form.items[place]), found(hostile.items[place])
    assert [(gap.kind, gap.weight) for gap in spoiled] == [(gap.kind, gap.weight) for gap in plain]
    for gap, before in zip(spoiled, plain, strict=True):
        assert [reply.share for reply in gap.replies] == [reply.share for reply in before.replies]
        said = {words(reply.feedback) for reply in gap.replies if not reply.share or reply.share < 0}
        assert said <= {f"{SPOKEN} and {SPOKEN}"}


def test_hostile_words_on_offer_stay_words(hostile: Form) -> None:
    read = found(hostile.items[8])
    assert [words(reply.words) for reply in read[2].replies] == [f"{place} {SPOKEN}" for place in range(2)]
    assert [words(reply.words) for reply in read[3].replies] == [f"{place} {SPOKEN}" for place in range(3)]
    menu = [words(reply.words) for reply in read[4].replies]
    assert all(entry.startswith(f"{place} ]]› ‹b›&amp; ") for place, entry in enumerate(menu))
    assert all(entry.endswith(" {:NM:%100%=1#} \\} \\") for entry in menu)


def test_hostile_words_around_gaps_stay_words(hostile: Form) -> None:
    # Twice each: a stem; what a table is about, its corner, columns, rows and given cells; prompts. Once: three steps.
    expected = [2 * (1 + 1 + 1 + 2 + 3 + 2), 2 * (1 + 7 + 2 + 1 + 1 + 2 + 2 + 2) + 3]
    arounds = [gaps(stem(item))[1] for item in hostile.items[7:]]
    assert [words(around).count(SPOKEN) for around in arounds] == expected


@pytest.mark.parametrize(
    "shown", [*"&}~#\\\"'", *("a\\}", "{1:NM:=1}", "&amp;", "&#125;", "x < y", "a#b\\#\\}\\~", "\\\\")]
)
def test_whatever_is_said_in_a_gap_is_heard(form: Form, shown: str) -> None:
    for markup in (Text("{w}", {"w": shown}), Text("`{w}`", {"w": shown})):
        foreseen = (Option(Text("9"), 9, replace(slip("x", ""), feedback=markup)),)
        item = answered(form.items[7], replace(GRID, cells=((Numerical(10, foreseen),) * 2,) * 3))
        assert {words(gap.replies[1].feedback) for gap in found(item)} == {shown}


@pytest.mark.parametrize("shown", ["a\\", "}", "a~b", "{1:NM:=1}", "&amp;", "a &", "%50%", "=x", "a#b"])
def test_whatever_is_on_offer_in_a_gap_is_shown(form: Form, shown: str) -> None:
    text = Text("{w}", {"w": shown})
    options = (Option(text, text), Option(Text("other"), Text("other"), slip("x", "No.")))
    part = replace(SEVERAL[2], answer=Choice(options, right=0))
    matching = replace(MATCHING, options=(replace(MATCHING.options[0], text=text), *MATCHING.options[1:]))
    item = parted(form.items[8], part, replace(SEVERAL[4], answer=matching))
    assert [words(gap.replies[0].words) for gap in found(item)] == [shown] * 3


def test_a_wrong_option_costs_what_it_shall(form: Form) -> None:
    read = found(form.items[8], wrong=Fraction(1, 4))
    assert [reply.share for reply in read[2].replies] == [Fraction(-1, 4), 1]
    assert [reply.share for reply in read[3].replies] == [Fraction(1, 2), -1, Fraction(1, 2)]


def test_a_shuffled_gap_reads_as_the_same_gap(form: Form) -> None:
    numbers, layers = form.items[8], form.items[2].question.parts[0]
    item = parted(numbers, *numbers.question.parts, replace(layers, points=Fraction(1)))
    plain, shuffled = found(item), found(item, shuffle=True)
    assert [(gap.weight, gap.replies) for gap in plain] == [(gap.weight, gap.replies) for gap in shuffled]
    assert {(a.kind, b.kind) for a, b in zip(plain, shuffled, strict=True) if a.kind != b.kind} == {
        ("MULTIRESPONSE", "MULTIRESPONSE_S")
    }


def test_a_shape_without_another_to_choose_is_refused(form: Form) -> None:
    bare = replace(GRID, cells=((replace(CONV, foreseen=()), Text("0")),) * 3)
    with pytest.raises(QuizgenError, match="Moodle asks for the shape 16 × 14 × 14 in a menu: foresee a wrong one"):
        stem(answered(form.items[7], bare))


def test_the_solution_has_the_table_filled_in(form: Form) -> None:
    html = imported(form.items[7]).findtext("generalfeedback/text")
    rows = etree.fromstring(f"<d>{html}</d>").xpath("//tbody/tr")
    assert [[words(etree.tostring(cell, encoding="unicode")) for cell in row.findall("td")] for row in rows] == [
        ["16 × 14 × 14", "448"],
        ["16 × 7 × 7", "0"],
        ["10", "7,850"],
    ]


def test_tables_have_captions_and_headings(form: Form) -> None:
    _, around = gaps(stem(form.items[7]))
    table = etree.fromstring(f"<d>{around}</d>").find(".//table")
    assert table.findtext("caption") == TERMINAL.line(GRID.about)
    assert table.xpath("thead/tr/th[@scope='col']/text()") == ["Layer", "Output shape", "Parameters"]
    assert len(table.xpath("tbody/tr/th[@scope='row']")) == 3


def test_parts_have_letters_in_the_question_and_in_the_solution(form: Form) -> None:
    question = imported(form.items[8])
    for name in ("questiontext", "generalfeedback"):
        html = etree.fromstring(f"<d>{question.findtext(f'{name}/text')}</d>")
        assert html.xpath("p/strong/text()") == [f"({letter})" for letter in "abcdefg"]
