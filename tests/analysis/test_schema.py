from __future__ import annotations

import os

import pytest

from quizgen import resources
from quizgen.analysis.schema import KINDS, schema


@pytest.mark.parametrize("name", KINDS)
def test_the_schema_is_that_of_the_records(name: str) -> None:
    path = resources.banks() / "schema" / f"{name}.schema.json"
    if os.environ.get("QUIZGEN_UPDATE_GOLDEN"):
        path.write_text(schema(name), encoding="utf-8")
    assert path.read_text(encoding="utf-8") == schema(name), (
        "QUIZGEN_UPDATE_GOLDEN=1 pytest tests/analysis/test_schema.py"
    )
