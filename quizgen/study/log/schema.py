"""What a line of a learner's log may hold, as JSON Schema."""

from __future__ import annotations

import json

import msgspec

from quizgen.study.log.meanings import EVENTS, meaning
from quizgen.study.log.records import RECORDS
from quizgen.study.log.stored import KINDS

NAME = "log.schema.json"
"""The file in ``banks/schema``."""


def schema() -> str:
    """The schema as its file has it."""
    _, tables = msgspec.json.schema_components(RECORDS.values(), ref_template="#/$defs/{name}")
    for name, kind in KINDS.items():
        table = tables[kind.__name__]
        table["description"] = EVENTS[name]
        keys = table["properties"].items()
        table["properties"] = {key: {"description": meaning(name, key)} | told for key, told in keys}
    whole = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "quizgen learning log",
        "description": "One line of the file: an event.",
        "oneOf": [{"$ref": f"#/$defs/{kind.__name__}"} for kind in KINDS.values()],
        "$defs": tables,
    }
    return json.dumps(whole, indent=1, ensure_ascii=False) + "\n"
