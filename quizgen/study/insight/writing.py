"""What is told of a learner as JSON, and the schema of that."""

from __future__ import annotations

import json as standard

import msgspec

from quizgen.study.insight.found import Progress

NAME = "progress.schema.json"


def json(found: Progress) -> str:
    """The JSON, with a line for each value; it keeps the rules of ``banks/schema/progress.schema.json``."""
    return msgspec.json.format(msgspec.json.encode(found), indent=1).decode() + "\n"


def schema() -> str:
    """The schema as its file has it."""
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "quizgen progress"}
    return standard.dumps(head | msgspec.json.schema(Progress), indent=1, ensure_ascii=False) + "\n"
