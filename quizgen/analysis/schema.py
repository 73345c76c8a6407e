"""What analysis.json, difficulty.json and the files that students hand in may hold, as JSON Schema."""

from __future__ import annotations

import json
from collections.abc import Mapping

import msgspec

from quizgen.analysis.found import Analysis
from quizgen.blueprint.calibration import DifficultyFile
from quizgen.sets.result import Result

KINDS: Mapping[str, type[msgspec.Struct]] = {"analysis": Analysis, "difficulty": DifficultyFile, "result": Result}
"""The files in ``banks/schema``."""


def schema(name: str) -> str:
    """The schema of that name as its file has it."""
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": f"quizgen {name}"}
    return json.dumps(head | msgspec.json.schema(KINDS[name]), indent=1, ensure_ascii=False) + "\n"
