from __future__ import annotations

import json
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from quizgen.errors import QuizgenError, UsageError
from quizgen.marking.reader import decoded, read
from quizgen.marking.records import Exact

OPTION = {"letter": "A", "text": "27", "value": 27, "correct": True, "misconception": None, "concept": None}
WRONG = {"letter": "B", "text": "28", "value": 28, "correct": False, "misconception": "one-more", "concept": "counts"}
PART = {"part": "", "kind": "choice", "share": 1, "letters": "A", "key": 27, "options": [OPTION, WRONG]}
CELL = {"row": 0, "column": 0, "key": "x", "tolerance": 0, "options": []}
NAMES = {"slot": "one", "item": "conv-1", "family": "conv", "topic": "size", "level": "easy", "kind": "choice"}
QUESTION = {"place": 1, **NAMES, "points": "3/2", "stem": "How many?", "parts": [PART]}
EXAM = {
    "schema": 1,
    "quizgen": "0.2.0",
    "title": "Midterm",
    "seal": "ABCDEFGHIJ",
    "wrong": None,
    "forms": [{"form": "A", "seal": "ABCDEFGHIJ", "questions": [QUESTION]}],
}

NO_FORMS = json.dumps(EXAM | {"forms": []}).encode()
AT = "forms[1].questions[1].parts[1]"


def changed(change: Callable[[dict[str, Any]], object]) -> bytes:
    exam = json.loads(json.dumps(EXAM))
    change(exam["forms"][0]["questions"][0])
    return json.dumps(exam).encode()


def test_an_exam_is_read_with_exact_points() -> None:
    exam = decoded(json.dumps(EXAM).encode(), "exam.json")
    assert (exam.forms[0].points, exam.forms[0].questions[0].columns) == (Fraction(3, 2), ("1",))


def test_keys_that_nothing_is_marked_by_are_passed_over() -> None:
    assert decoded(changed(lambda question: question.update(sheet=[1, 2])), "exam.json").title == "Midterm"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda one: one.pop("stem"), "forms[1].questions[1]: object missing required field `stem`"),
        (lambda one: one.update(points="x"), "forms[1].questions[1].points: 'x' is no whole number"),
        (lambda one: one.update(points=True), "forms[1].questions[1].points: a whole number or a fraction"),
        (lambda one: one.update(points=0), "forms[1].questions[1].points: 0 is not above zero"),
        (lambda one: one.update(place=2), "forms[1].questions[1].place: 2 stands where 1 is expected"),
        (lambda one: one.update(parts=[]), "forms[1].questions[1].parts: their shares do not make up"),
        (lambda one: one["parts"][0].update(share="1/2"), "forms[1].questions[1].parts: their shares do not make up"),
        (lambda one: one["parts"][0]["options"][0].update(letter="C"), f"{AT}.options: their letters are CB, not A, B"),
        (lambda one: one["parts"][0]["options"][0].update(correct=False), f"{AT}.options: none is right"),
        (lambda one: one["parts"][0].update(kind="ordering", key=[1]), f"{AT}.key: it does not name one of 2 options"),
        (lambda one: one["parts"][0].update(kind="ordering", key=[0, 2]), f"{AT}.key: it does not name one of 2"),
        (lambda one: one["parts"][0].update(kind="matching", key=[]), f"{AT}.key: it does not name one of 2 options"),
        (lambda one: one["parts"][0].update(kind="numerical", key="many"), f"{AT}.key: it is no number and no shape"),
        (lambda one: one["parts"][0].update(kind="numerical", tolerance=-1), f"{AT}.tolerance: -1 is below zero"),
        (lambda one: one["parts"][0].update(kind="grid"), f"{AT}.cells: there is none"),
        (lambda one: one["parts"][0].update(kind="grid", cells=[CELL]), f"{AT}.cells[1].key: it is no number"),
        (lambda one: one["parts"][0].update(kind="essay"), "forms[1].questions[1].parts[1].kind: invalid enum"),
    ],
)
def test_what_does_not_fit_is_named_with_its_file_and_key(
    change: Callable[[dict[str, Any]], object], said: str
) -> None:
    with pytest.raises(QuizgenError) as error:
        decoded(changed(change), "out/exam.json")
    assert str(error.value).startswith(f"out/exam.json is not as quizgen wrote it: {said}")


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff\xfe", b"[" * 100_000, NO_FORMS])
def test_what_is_no_exam_is_one_sentence(content: bytes) -> None:
    with pytest.raises(QuizgenError, match="is not as quizgen wrote it") as error:
        decoded(content, "exam.json")
    assert len(str(error.value)) <= 300


def test_a_later_schema_and_a_folder_without_an_exam_are_told(tmp_path: Path) -> None:
    with pytest.raises(QuizgenError, match="version 2 of its schema"):
        decoded(b'{"schema": 2}', "exam.json")
    with pytest.raises(UsageError, match=f"there is no exam.json in {tmp_path}"):
        read(tmp_path)


@pytest.mark.parametrize("written", ["1e999999999", "nan", "1/0", "", " 1", "1/2/3"])
def test_powers_of_ten_are_no_numbers_and_are_not_worked_out(written: str) -> None:
    with pytest.raises(ValueError, match="no whole number and no fraction"):
        Exact.read(written)


def test_whole_numbers_and_fractions_are_exact() -> None:
    assert [Exact.read(one) for one in (3, "-1/3", "0.25")] == [3, Fraction(-1, 3), Fraction(1, 4)]
