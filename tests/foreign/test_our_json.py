"""quizgen's own JSON, however it is laid out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from quizgen.errors import UsageError
from quizgen.foreign.model import Choosing, Gaps
from quizgen.foreign.reader import decoded

GOLDEN = Path(__file__).parents[1] / "formats/golden"
DOCUMENT = (GOLDEN / "exam.json").read_text()
LINES = (GOLDEN / "exam.jsonl").read_text()


def test_items_of_a_document_and_line_by_line_are_the_same_on_their_lines() -> None:
    document, lines = decoded(DOCUMENT.encode(), "e.json"), decoded(LINES.encode(), "e.jsonl")
    assert [one.idnumber for one in document.questions] == [one.idnumber for one in lines.questions]
    assert [one.line for one in document.questions] == [*range(2, 11)]
    assert [one.line for one in lines.questions] == [*range(1, 10)]
    assert (document.title, lines.title) == ("Midterm", "e")
    assert not document.remarks
    assert not lines.remarks


def test_where_json_is_laid_out_each_option_has_its_line() -> None:
    text = json.dumps(json.loads(DOCUMENT), indent=1)
    found = decoded(text.encode(), "e.json")
    (first, *_) = found.questions
    assert isinstance(first.asked, Choosing)
    rows = text.split("\n")
    for option in first.asked.options:
        assert option.text.source in json.loads(f"{{{rows[option.text.line - 1].strip().rstrip(',')}}}")["text"]
        assert rows[option.line - 1].strip() == "{"
    assert '"stem"' in rows[first.stem.line - 1]


def test_parts_and_tables_are_gaps() -> None:
    found = decoded(DOCUMENT.encode(), "e.json")
    table = next(one for one in found.questions if one.sort == "grid")
    assert isinstance(table.asked, Gaps)
    assert "| {#1} | {#2} |" in table.stem.source
    parts = next(one for one in found.questions if one.sort == "parts")
    assert isinstance(parts.asked, Gaps)
    assert sum(gap.weight for gap in parts.asked.gaps) == 1


def test_an_item_that_is_none_is_left_out_with_the_reason() -> None:
    rows = LINES.split("\n")
    rows[1] = rows[1].replace('"kind": "numerical"', '"kind": "riddle"')
    rows[2] = "{no json"
    found = decoded("\n".join(rows).encode(), "e.jsonl")
    assert len(found.questions) == 7
    assert [(one.rule, one.line) for one in found.remarks] == [("item-unreadable", 2), ("ill-formed", 3)]
    assert "kind" in found.remarks[0].words


def test_a_document_that_is_cut_off_keeps_its_whole_items() -> None:
    found = decoded(DOCUMENT[: DOCUMENT.index('"toy-which')].encode(), "e.json")
    assert [one.line for one in found.questions] == [2, 3]
    assert [one.rule for one in found.remarks] == ["ill-formed"]


def test_json_of_something_else_is_refused() -> None:
    with pytest.raises(UsageError, match="neither 'forms'"):
        decoded(b'{"a": 1}', "e.json")


@pytest.mark.parametrize("worth", ['"1e999999999"', "9" * 5000, "null", '"1/0"'])
def test_points_that_nobody_means_are_not_worked_out(worth: str) -> None:
    begin, _, end = DOCUMENT.partition('"points": [1')
    found = decoded(f'{begin}"points": [{worth}{end}'.encode(), "e.json")
    assert len(found.questions) >= 8


@pytest.mark.parametrize(
    "told",
    [
        {"title": "Midterm", "forms": [{"form": "A", "questions": [{"place": 1, "item": "pool-1", "key": "B"}]}]},
        {"items": [{"item": "pool-1", "difficulty": 0.4}]},
    ],
)
def test_what_tells_of_questions_without_asking_them_is_refused(told: object) -> None:
    with pytest.raises(UsageError, match="JSON of something else") as refused:
        decoded(json.dumps(told).encode(), "report.json")
    assert len(str(refused.value)) <= 300
