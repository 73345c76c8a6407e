from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from jsonschema import validate

from quizgen import resources
from quizgen.errors import QuizgenError
from quizgen.sets import result
from quizgen.sets.result import NOTE, SCHEMA, Result

RESULT = Result(
    schema=SCHEMA,
    quizgen="0.2.0",
    proctored=False,
    note=NOTE,
    title="Midterm",
    number="0815",
    name="Ada Łovelace",
    form="A",
    seal="ABCDEFGHIJ",
    exam="ABCDEFGHIJ",
    questions="00",
    seed="",
    sitting="ab",
    begun=datetime(2026, 12, 1, 9, tzinfo=UTC),
    ended=datetime(2026, 12, 1, 9, 45, tzinfo=UTC),
    minutes=45,
    answers={"1": "C", "2a": "113", "2b": ""},
    seconds={"1": 12.5},
    points="7/2",
    of=5,
)


def test_what_is_written_is_read_again_and_fits_the_schema() -> None:
    content = result.written(RESULT)
    assert result.read(content, "x.json").answers == RESULT.answers
    schema = json.loads((resources.banks() / "schema" / "result.schema.json").read_text("utf-8"))
    validate(json.loads(content), schema)


def test_it_says_early_and_in_words_that_nobody_watched() -> None:
    content = result.written(RESULT)
    assert result.begins(content[: result.HEAD])
    assert json.loads(content)["proctored"] is False
    assert "nobody watched" in json.loads(content)["note"]


def test_setting_the_file_out_in_another_way_changes_nothing() -> None:
    content = json.dumps(json.loads(result.written(RESULT)), indent=8, ensure_ascii=False).encode()
    assert result.read(content, "x.json") == result.read(result.written(RESULT), "x.json")


@pytest.mark.parametrize("key", ["number", "answers", "points", "ended", "seal", "seconds"])
def test_a_change_of_anything_is_noticed(key: str) -> None:
    content = json.loads(result.written(RESULT))
    other = {"answers": {"1": "D"}, "points": 5, "ended": "2026-12-01T09:10:00Z", "seconds": {}}
    content[key] = other.get(key, "other")
    with pytest.raises(QuizgenError, match=r"x.json was changed after quizgen wrote it"):
        result.read(json.dumps(content).encode(), "x.json")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b'{"schema": 2}', "version 2 of its schema"),
        (b'{"schema": 1}', "missing required field"),
        (b'{"schema": 1, "qui', "input data was truncated"),
        (b"[1]", "is no file that 'quizgen quiz --result' wrote"),
    ],
)
def test_what_is_none_is_refused_in_a_sentence(content: bytes, said: str) -> None:
    with pytest.raises(QuizgenError) as raised:
        result.read(content, "x.json")
    assert said in str(raised.value)
