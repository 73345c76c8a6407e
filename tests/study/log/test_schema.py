from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from quizgen import resources
from quizgen.study.log.codec import line
from quizgen.study.log.meanings import EVENTS, meaning
from quizgen.study.log.schema import NAME, schema
from quizgen.study.log.stored import KINDS

DOCUMENT = Path(__file__).parents[3] / "docs" / "learning-log.md"


def test_the_schema_is_that_of_the_events() -> None:
    path = resources.banks() / "schema" / NAME
    if os.environ.get("QUIZGEN_UPDATE_GOLDEN"):
        path.write_text(schema(), encoding="utf-8")
    assert path.read_text(encoding="utf-8") == schema(), "QUIZGEN_UPDATE_GOLDEN=1 pytest tests/study/log/test_schema.py"


def test_the_schema_takes_what_is_written_and_nothing_else(events: Any) -> None:
    validator = Draft202012Validator(json.loads(schema()))
    for event in events:
        told = json.loads(line(event))
        assert list(validator.iter_errors(told)) == []
        assert not validator.is_valid(told | {"more": 1})
        assert not validator.is_valid(told | {"log": 2})
        for key in told.keys() - {"offered"}:
            assert not validator.is_valid({name: value for name, value in told.items() if name != key})


@pytest.mark.parametrize("name", KINDS)
def test_the_document_says_what_every_key_means(name: str) -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    assert EVENTS[name] in text
    for key in json.loads(schema())["$defs"][KINDS[name].__name__]["properties"]:
        assert f"| `{key}` |" in text
        assert meaning(name, key) in text
