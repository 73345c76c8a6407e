from __future__ import annotations

import pytest
from scanned import FEW, RIGHT, accounted, exam, form, page, whole

from quizgen.errors import QuizgenError, UsageError
from quizgen.results.cells import cells
from quizgen.results.corrections import Answer, Cell, Correction, Settled, Sheet, decoded
from quizgen.results.rows import mark

A = form("A", FEW)
SAID = {column: RIGHT[column] for column in A.columns}
ONE = exam(A)
DOUBLE = page(A, "12345", {**SAID, "1": ""}, scan="s", faint={"1": "B"})


def answer(value: str, question: int = 1, scan: str = "s:1") -> Answer:
    return Answer(scan, question, "", 0, value)


def test_a_doubtful_answer_is_open_and_has_no_points_until_it_is_settled() -> None:
    (before,) = mark(accounted([DOUBLE], ONE).papers.every, None)
    assert (before.cells["1"], before.points, before.paper.state) == ("?", None, "doubtful")
    (right,) = mark(accounted([DOUBLE], ONE, [answer("B")]).papers.every, None)
    (wrong,) = mark(accounted([DOUBLE], ONE, [answer("C")]).papers.every, None)
    (blank,) = mark(accounted([DOUBLE], ONE, [answer("")]).papers.every, None)
    assert [right.points, wrong.points, blank.points] == [4, 3, 3]
    assert {one.paper.state for one in (right, wrong, blank)} == {"sure"}


@pytest.mark.parametrize(
    ("correction", "said"),
    [
        (answer("B", scan="gone:1"), "question 1 on page 1 of the file gone…: there is no such page among those"),
        (answer("B", 99), "question 99 on page 1 of the file s…: that page has no such field"),
        (answer("E"), "question 1 on page 1 of the file s…: it cannot be 'E'"),
        (answer("123456", 0), "the student's number on page 1 of the file s…: it cannot be '123456'"),
        (Sheet("gone:1", ""), "page 1 of the file gone…: there is no such page"),
        (Sheet("s:1", "Q"), "page 1 of the file s…: the exam has no page 1 of a form 'Q'"),
        (Cell("A", "99999", "1", "B"), "question 1 of 99999 (A): there is no such row"),
        (Cell("A", "12345", "99", "B"), "question 99 of 12345 (A): it cannot be 'B'"),
    ],
)
def test_a_correction_to_what_is_not_there_is_named_and_not_kept(correction: Correction, said: str) -> None:
    found = accounted([DOUBLE], ONE, [correction])
    (unused,) = found.unused
    assert said in unused
    assert not found.is_settled


def test_what_is_settled_anew_is_told_with_what_it_was() -> None:
    settled = Settled()
    settled.add([answer("B")], "one.json")
    settled.add([answer("B")], "again.json")
    assert settled.changed == []
    settled.add([answer("")], "two.json")
    assert settled.changed == ["two.json: question 1 on page 1 of the file s… is blank now, and was settled as 'B'"]


def test_an_edited_table_counts_more_than_the_page_and_says_so() -> None:
    found = accounted([DOUBLE], ONE, [answer("B"), Cell("A", "12345", "1", "C")])
    assert cells(found.papers.every[0])["1"] == "C"
    assert found.changed == ("question 1 of 12345 (A): the table's 'C' counts, and 'B' was settled on the page",)


def test_what_is_settled_is_kept_and_read_again() -> None:
    settled = Settled()
    every: list[Correction] = [answer("B"), Sheet("t:2", "A", 1), Cell("A", "12345", "2", "AC")]
    settled.add(every, "here")
    assert decoded(settled.kept("SEAL"), "SEAL", "x") == tuple(every)
    with pytest.raises(UsageError, match="x corrects the exam SEAL, and this one is OTHER"):
        decoded(settled.kept("SEAL"), "OTHER", "x")


@pytest.mark.parametrize("content", [b"", b"{}", b"\xff", b"[" * 9999, b'{"schema":1,"exam":"S","corrections":[{}]}'])
def test_what_is_no_file_of_corrections_is_one_sentence(content: bytes) -> None:
    with pytest.raises(UsageError, match="x holds no corrections"):
        decoded(content, "S", "x")


def test_a_file_of_another_schema_is_told() -> None:
    with pytest.raises(QuizgenError, match="has version 2 of its schema"):
        decoded(b'{"schema":2,"exam":"S","corrections":[]}', "S", "x")


def test_sure_answers_can_be_corrected_too() -> None:
    found = accounted(whole(A, "12345", SAID, scan="s"), ONE, [answer("C", scan="s1:1")])
    assert cells(found.papers.every[0])["1"] == "C"
