"""A small exam in the terminal, and one in a file."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from desk import START
from made_answers import CHOICE, GRID, MATCHING, MULTIPLE, NUMERICAL, ORDERING
from made_questions import item, question

from quizgen.answers import Answer
from quizgen.blueprint.record import misconception_records, part_record
from quizgen.cli.sitting.exam import Exam
from quizgen.formats.json import dumped
from quizgen.model import Part, Question
from quizgen.sets import reader
from quizgen.study.sitting.events import SCHEMA, Begun
from quizgen.study.sitting.state import State
from quizgen.text import Text

ALL: tuple[Answer, ...] = (CHOICE, NUMERICAL, MULTIPLE, GRID, MATCHING, ORDERING)
Json = dict[str, Any]


def one_of(answer: Answer) -> Question:
    return question(Part(answer, (Text("So it is."),)))


def several() -> Question:
    return question(
        Part(NUMERICAL, (Text("So."),), Text("How many?")), Part(CHOICE, (Text("So."),), Text("Which of these?"))
    )


def content(*forms: str, students: bool = False) -> Json:
    """An exam.json with these forms, all of which ask for every kind of answer."""
    questions = [*map(one_of, ALL), several()]
    rows: list[Json] = [
        {
            "place": place,
            "slot": f"slot-{place}",
            "item": f"{one.id}-{place}",
            "family": one.family,
            "topic": one.topic,
            "level": one.level,
            "kind": one.kind,
            "points": 2,
            "stem": f"Question {place}: what comes out?",
            "params": {},
            "parts": [part_record(one, number) for number in range(len(one.parts))],
        }
        for place, one in enumerate(questions, 1)
    ]
    slips = [option.slip for one in questions for option in one.options if option.slip]
    made = {
        "schema": 1,
        "quizgen": "0.2.0",
        "title": "A small exam",
        "blueprint": {"name": "small", "text": "duration = 45\n"},
        "wrong": None,
        "misconceptions": misconception_records(slips),
        "seal": "EXAMSEAL22",
        "forms": [
            {
                "form": name,
                "seal": f"SEALOFFORM{name}",
                **({"student": {"number": name, "name": f"Student {name}", "extra_time": 0}} if students else {}),
                "questions": rows,
            }
            for name in forms
        ],
    }
    found: Json = json.loads(dumped(made))
    return found


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Writes an exam.json with forms of these names."""

    def written(*forms: str, students: bool = False) -> Path:
        path = tmp_path / "exam.json"
        path.write_bytes(msgspec.json.encode(content(*forms, students=students)))
        return path

    return written


@pytest.fixture
def exam() -> Exam:
    """The exam, with 45 minutes."""
    found = reader.decoded(msgspec.json.encode(content("A")), "exam.json").taken(0)
    items = tuple(item(*(part.answer for part in one.parts)) for one in (*map(one_of, ALL), several()))
    return Exam(
        set=found,
        questions=tuple(one.question for one in items),
        minutes=45,
        key="key",
        again="quizgen quiz exam.json",
        seed="",
        begin=lambda: None,
        items=lambda: items,
    )


@pytest.fixture
def state(exam: Exam) -> State:
    """It has just begun."""
    return State(Begun(at=START, schema=SCHEMA, version="0", sitting="ab", digest=exam.set.digest, minutes=45))
