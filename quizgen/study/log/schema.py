"""What a line of a learner's log may hold, as JSON Schema."""

from __future__ import annotations

import json
from typing import Any

import msgspec

from quizgen.study.log.codec import HEAD, KINDS, VERSION
from quizgen.study.log.meanings import EVENTS, meaning

NAME = "log.schema.json"
"""The file in ``banks/schema``."""


def schema() -> str:
    """The schema as its file has it."""
    _, tables = msgspec.json.schema_components(KINDS.values(), ref_template="#/$defs/{name}")
    for name, kind in KINDS.items():
        _complete(name, tables[kind.__name__])
    whole = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "quizgen learning log",
        "description": "One line of the file: an event.",
        "oneOf": [{"$ref": f"#/$defs/{kind.__name__}"} for kind in KINDS.values()],
        "$defs": tables,
    }
    return json.dumps(whole, indent=1, ensure_ascii=False) + "\n"


def _complete(name: str, table: dict[str, Any]) -> None:
    """Adds what every line begins with, what keys mean, and that there are no others."""
    table["description"] = EVENTS[name]
    keys = {"log": {"const": VERSION}, "event": {"const": name}} | table["properties"]
    table["properties"] = {key: {"description": meaning(name, key)} | told for key, told in keys.items()}
    table["required"] = [*HEAD, *table["required"]]
    table["additionalProperties"] = False
