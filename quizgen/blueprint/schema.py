"""The JSON Schema of blueprints, for editors: which keys there are, what may stand there, and what it means."""

from __future__ import annotations

import json
from collections.abc import Mapping
from itertools import combinations
from typing import Any

from quizgen.blueprint.meanings import HEAD, SECTION, SLOT
from quizgen.blueprint.tables import ExamTable, SlotTable, WholeSection
from quizgen.reading import records

NAME = "blueprint.schema.json"
OF_TABLES: Mapping[str, Mapping[str, str]] = {
    ExamTable.__name__: HEAD,
    WholeSection.__name__: SECTION,
    SlotTable.__name__: SLOT,
}
"""What the keys of each table mean, by the names of the records."""
_REQUIRED = [{"required": ["slots"]}, {"required": ["sections"]}]
_LEVEL = [{"required": ["level"]}, {"required": ["items"]}]
_ONE = [{"required": [*pair]} for pair in combinations(("family", "families", "topic"), 2)]


def schema() -> str:
    """The schema as the bytes of a file have it."""
    found = records.schema(ExamTable)
    tables: dict[str, Any] = found["$defs"]
    for name, told in OF_TABLES.items():
        table = tables[name]
        del table["title"]
        table["description"] = " ".join(str(table.get("description", "")).partition("\n")[0].replace("`", "").split())
        for key, meaning in told.items():
            table["properties"][key] = {"description": meaning} | _without_default(table["properties"][key])
    tables[ExamTable.__name__]["oneOf"] = _REQUIRED
    tables[SlotTable.__name__] |= {"anyOf": _LEVEL, "not": {"anyOf": _ONE}}
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "quizgen blueprint"}
    return json.dumps(head | found, indent=2, ensure_ascii=False) + "\n"


def _without_default(told: Mapping[str, Any]) -> dict[str, Any]:
    """What may stand under a key; what stands there otherwise is said in words."""
    return {name: value for name, value in told.items() if name not in ("default", "description")}
