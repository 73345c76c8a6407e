"""Answers typed in an exam stand in a table as a scanner would write them, and are worth there what they are here."""

from __future__ import annotations

from string import ascii_uppercase

import pytest
from kept import asking
from made_answers import ANSWERS, CHOICE, GRID, MATCHING, MULTIPLE, NUMERICAL, ORDERING, SHAPE
from made_questions import question

from quizgen.answers import Answer, Chosen, Filled, Given, Numerical, Placed, Written
from quizgen.marking.marks import marked
from quizgen.model import Evidence, Item, Part
from quizgen.study.session import grade
from quizgen.study.sitting.cells import TIMES, accepted, fields, given
from quizgen.text import Text

ALL_OR_NOTHING = {"multiple", "ordering"}
"""Kinds whose parts count by themselves in a table, as in Moodle, and as a whole in a quiz."""


def asked(answer: Answer) -> Item:
    return Item(question(Part(answer, (Text("So."),))), Evidence("", ()))


def typed(answer: Given) -> str:
    """What somebody writes who means that."""
    match answer:
        case None:
            return ""
        case Chosen(places):
            return "".join(ascii_uppercase[place] for place in sorted(places))
        case Placed(places):
            return "".join(ascii_uppercase[place] for place in places)
        case Written(values):
            return TIMES.join(map(str, values))
        case Filled(cells):
            return "; ".join(typed(cell) for cell in cells)


@pytest.mark.parametrize("name", ANSWERS)
def test_right_wrong_and_partly_right_answers_come_back_and_are_marked_alike(name: str) -> None:
    answer = ANSWERS[name]
    samples = answer.samples()
    for wrote in (*samples.right, *samples.wrong):
        text = typed(wrote)
        (read,) = given(asked(answer).question, [text])
        if text.strip("; "):
            assert read == wrote
        result = grade(asked(answer), [read])
        mark = marked(asking(answer), [text], None)
        (part,) = mark.parts
        assert (part.share == 1) == result.correct
        if answer.kind not in ALL_OR_NOTHING:
            assert part.share == result.share


@pytest.mark.parametrize(
    ("answer", "said", "text"),
    [
        (CHOICE, "c", "C"),
        (CHOICE, "C ", "C"),
        (CHOICE, "e", ""),
        (CHOICE, "ab", ""),
        (CHOICE, "27", ""),
        (MULTIPLE, "d, a", "AD"),
        (MULTIPLE, "aa", "A"),
        (MULTIPLE, "ax", ""),
        (MATCHING, "c;a", "CA"),
        (MATCHING, "aa", "AA"),
        (MATCHING, "c", ""),
        (MATCHING, "cab", ""),
        (ORDERING, "b c a", "BCA"),
        (ORDERING, "bba", ""),
        (NUMERICAL, " 1,825 ", "1,825"),
        (NUMERICAL, "x = 5", "x = 5"),
        (NUMERICAL, "27 %", ""),
        (NUMERICAL, "?", ""),
        (SHAPE, "(16, 14, 14)", "(16, 14, 14)"),
        (SHAPE, "16;14;14", "16 x 14 x 14"),
        (SHAPE, "16 14", ""),
    ],
)
def test_what_is_typed_stands_in_a_table_or_is_no_answer(answer: Answer, said: str, text: str) -> None:
    assert accepted(answer, said) == text
    if text:
        assert given(asked(answer).question, [text])[0] is not None


def test_a_number_that_can_be_read_in_two_ways_counts_in_the_better_one_as_in_a_table() -> None:
    thousand = Numerical(1825)
    assert given(asked(thousand).question, ["1,825"]) == (Written((1825,)),)
    assert marked(asking(thousand), ["1,825"], None).points == 1


def test_the_cells_of_a_table_are_fields_of_one_column() -> None:
    every = fields(asked(GRID).question, 4)
    assert [(one.column, one.cell) for one in every] == [("5", 0), ("5", 1), ("5", 2)]
    whole = every[1].put("", "156")
    assert whole == "; 156; "
    whole = every[0].put(whole, "28")
    assert [one.said(whole) for one in every] == ["28", "156", ""]
    assert given(asked(GRID).question, [whole]) == (Filled((Written((28,)), Written((156,)), None)),)
    assert every[1].put(every[0].put(whole, ""), "") == ""


def test_the_parts_of_a_question_have_columns_of_their_own() -> None:
    several = question(Part(NUMERICAL, (Text("So."),)), Part(CHOICE, (Text("So."),)))
    assert [one.column for one in fields(several, 6)] == ["7a", "7b"]


def test_what_follows_from_an_own_earlier_value_counts() -> None:
    text = "29; 1; 14"
    (wrote,) = given(asked(GRID).question, [text])
    assert [cell and cell.values for cell in wrote.cells] == [(29,), (1,), (14,)]  # type: ignore[union-attr]  # a table's
    assert grade(asked(GRID), [wrote]).share == marked(asking(GRID), [text], None).points
