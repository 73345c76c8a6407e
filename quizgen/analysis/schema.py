"""What analysis.json and difficulty.json may hold, as JSON Schema."""

from __future__ import annotations

import json
from collections.abc import Mapping

import msgspec

from quizgen.analysis.found import Analysis
from quizgen.blueprint.calibration import DifficultyFile

KINDS: Mapping[str, type[msgspec.Struct]] = {"analysis": Analysis, "difficulty": DifficultyFile}
"""The files in ``banks/schema``."""


def schema(name: str) -> str:
    """The schema of that name as its file has it."""
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": f"quizgen {name}"}
    return json.dumps(head | msgspec.json.schema(KINDS[name]), indent=1, ensure_ascii=False) + "\n"
