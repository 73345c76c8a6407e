"""Questions as exam.json keeps them, made by hand."""

from __future__ import annotations

from fractions import Fraction

import msgspec
from made_questions import question

from quizgen.answers import Answer
from quizgen.blueprint.record import part_record
from quizgen.formats.json import dumped
from quizgen.marking.reader import converted
from quizgen.marking.records import QuestionKept
from quizgen.model import Part, Question
from quizgen.text import Text


def kept(asked: Question, points: int | Fraction = 1) -> QuestionKept:
    """What exam.json keeps of a question."""
    return converted(
        msgspec.json.decode(
            dumped(
                {
                    "place": 7,
                    "slot": "a-slot",
                    "item": asked.id,
                    "family": asked.family,
                    "topic": asked.topic,
                    "level": asked.level,
                    "kind": asked.kind,
                    "points": points,
                    "stem": "What comes out?",
                    "parts": [part_record(asked, number) for number in range(len(asked.parts))],
                }
            )
        ),
        QuestionKept,
    )


def asking(*answers: Answer, points: int = 1) -> QuestionKept:
    """A question that asks for these."""
    return kept(question(*(Part(answer, (Text("It is so."),)) for answer in answers)), points)
