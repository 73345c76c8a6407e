"""A small set as both sorts of files have it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from made_questions import question

from quizgen.answers import Choice, Concept, Numerical, Option, Slip
from quizgen.blueprint.record import misconception_records, part_record
from quizgen.formats.json import dumped, item_json
from quizgen.model import Evidence, Item, Part
from quizgen.text import Text

Json = dict[str, Any]
SLIP = Slip(
    "adds", Concept("adds-sides", "adds sides", Text("Sides are multiplied."), ""), Text("They are multiplied.")
)
SIZE = question(
    Part(Numerical(27, (Option(Text("9"), 9, SLIP),)), (Text("$$3**3 == 27$$"),), Text("How many?")),
    Part(Choice((Option(Text("9"), 9, SLIP), Option(Text("27"), 27)), 1), (Text("So."),), Text("Which?")),
)


@pytest.fixture
def document() -> Json:
    """What ``generate --format json`` writes."""
    item = json.loads(dumped(item_json(Item(SIZE, Evidence("", ())))))
    return {
        "schema": 2,
        "quizgen": "0.2.0",
        "seed": "7",
        "title": "Two",
        "form": "",
        "items": [item, {**item, "id": "other"}],
        "points": [2, "1/2"],
    }


@pytest.fixture
def exam() -> Json:
    """What ``exam`` writes, as far as it is asked by it: forms A and B."""
    row = {
        "place": 1,
        "slot": "s",
        "item": SIZE.id,
        "family": SIZE.family,
        "topic": SIZE.topic,
        "level": SIZE.level,
        "kind": SIZE.kind,
        "points": 4,
        "stem": "What comes out?",
        "params": {},
        "parts": [part_record(SIZE, number) for number in range(2)],
    }
    made = {
        "schema": 1,
        "quizgen": "0.2.0",
        "title": "Exam",
        "blueprint": {"name": "x", "text": "duration = 90\n"},
        "asked": {"extra_time": 0},
        "wrong": None,
        "misconceptions": misconception_records([SLIP]),
        "seal": "EXAMSEAL22",
        "forms": [{"form": name, "seal": f"SEAL{name}", "questions": [row]} for name in "AB"],
    }
    found: Json = json.loads(dumped(made))
    return found
