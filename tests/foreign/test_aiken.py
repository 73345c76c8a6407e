"""Aiken is read as importers read it, and every line that they would not take is told."""

from __future__ import annotations

import pytest
from spread import spread

from quizgen.answers import Choice
from quizgen.foreign import aiken
from quizgen.foreign.model import Choosing, Foreign
from quizgen.formats.aiken import FORMAT
from quizgen.formats.protocol import Options
from quizgen.model import Form
from quizgen.text.lines import LINES

BOTH_MARKS = """How wide is a kernel of 3 × 3?
A) 1
B) 3
ANSWER: B
And how high?

A. 3
B. 1
ANSWER: A
"""


def read(text: str) -> list[tuple[str, list[str], list[int]]]:
    return [told(one) for one in aiken.read(text.encode(), "exam.txt").questions]


def told(one: Foreign) -> tuple[str, list[str], list[int]]:
    assert isinstance(one.asked, Choosing)
    options = one.asked.options
    return one.stem.source, [option.text.source for option in options], [int(option.share or 0) for option in options]


def faults(text: str) -> list[tuple[str, int]]:
    return [(remark.rule, remark.line) for remark in aiken.read(text.encode(), "exam.txt").remarks]


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_brackets_and_full_stops_begin_options(ends: str) -> None:
    text = BOTH_MARKS.replace("\n", ends)
    assert read(text) == [
        ("How wide is a kernel of 3 × 3?", ["1", "3"], [0, 1]),
        ("And how high?", ["3", "1"], [1, 0]),
    ]
    assert faults(text) == []


def test_each_option_has_its_line() -> None:
    first, second = aiken.read(BOTH_MARKS.encode(), "exam.txt").questions
    assert (first.line, second.line, second.name) == (1, 5, "And how high?")
    assert isinstance(second.asked, Choosing)
    assert [option.line for option in second.asked.options] == [7, 8]


def test_our_own_files_are_read_back() -> None:
    items = spread(FORMAT)
    (file,) = FORMAT.write([Form("Midterm", "7", items, "A")], Options("exam"))
    found = aiken.read(b"".join(file.chunks), "exam.txt")
    assert found.remarks == ()
    expected = []
    for item in items:
        answer = item.question.parts[0].answer
        assert isinstance(answer, Choice)
        shares = [int(place == answer.right) for place in range(len(answer.options))]
        expected.append((LINES.text(item.stem), [LINES.line(option.text) for option in answer.options], shares))
    assert [told(one) for one in found.questions] == expected
    assert len(expected) > 120


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One\nmore\nA) a\nB) b\nANSWER: A\n", [("stem-lines", 2)]),
        ("One\nA) a\nC) b\nANSWER: C\n", [("letters-out-of-order", 3)]),
        ("One\nA) a\nB) b\nNext\nA) a\nB) b\nANSWER: A\n", [("answer-missing", 1)]),
        ("One\na) a\nb) b\nANSWER: A\n", [("small-letter", 2), ("small-letter", 3)]),
        ("One\nA) a\nB) b\nAnswer: b\n", [("answer-line", 4)]),
        ("One\nA) a\nB) b\nANSWER: A, B\n", [("several-answers", 4)]),
        ("One\nA) a\nB) b\nANSWER: D\n", [("answer-unknown", 4)]),
        ("One\nA) a\nB) b\nANSWER:\n", [("answer-unknown", 4)]),
        ("One\nANSWER: A\n", [("options-missing", 2)]),
        ("A) a\nB) b\nANSWER: A\n", [("stem-missing", 1)]),
        ("?\nOne\nA) a\nB) b\nANSWER: A\n", [("line-dropped", 1)]),
        ("One\nA) a\nB) b\n", [("answer-missing", 1)]),
    ],
)
def test_a_slip_is_told_with_its_line(text: str, expected: list[tuple[str, int]]) -> None:
    assert faults(text) == expected


def test_a_letter_means_the_option_that_has_it() -> None:
    assert read("One\nA) a\nC) b\nanswer: c\n") == [("One", ["a", "b"], [0, 1])]
