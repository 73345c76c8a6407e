"""What is kept of a form: who rebuilds, scans or analyses an exam finds here what stands where, and what it means.

``docs/exam-json.md`` describes it. Numbers, shapes and layers are those of the items' JSON.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from string import ascii_uppercase
from typing import assert_never

from quizgen.answers import Answer, Choice, Grid, Matching, Multiple, Numerical, Option, Ordering, Slip
from quizgen.answers.encoding import Json, offer_json, reach_json
from quizgen.answers.keyed import letters
from quizgen.blueprint.forms import Draft, Seat
from quizgen.formats.json import figure_json
from quizgen.math.source import source
from quizgen.model import Question, Section, Student
from quizgen.text import Text
from quizgen.text.markdown import MARKDOWN


def form_record(draft: Draft, sections: Sequence[Section] = ()) -> Json:
    """The form, question by question in its order; all but its seal. ``sections`` are those of the exam."""
    student = {"student": _student(draft.student)} if draft.student else {}
    titles = [{"section": one.title} for one in sections for _ in range(one.size)] or [{}] * len(draft.seats)
    placed = zip(draft.seats, titles, strict=True)
    questions = [{"place": place, **title, **_question(seat)} for place, (seat, title) in enumerate(placed, 1)]
    return {"form": draft.name, **student, "questions": questions}


def _student(student: Student) -> Json:
    """Whose form it is, as the roster has it."""
    return {
        "number": student.number,
        "name": student.name,
        "email": student.email,
        "large_print": student.large,
        "extra_time": student.extra,
    }


def _question(seat: Seat) -> Json:
    question = seat.question
    points = question.points if seat.worth is None else seat.worth
    return {
        "slot": seat.slot,
        "item": question.id,
        "family": question.family,
        "topic": question.topic,
        "level": question.level,
        "kind": question.kind,
        "points": points,
        "stem": MARKDOWN.text(question.stem),
        "params": dict(question.params),
        **({"figures": [figure_json(one) for one in question.figures]} if question.figures else {}),
        **({"source": question.source} if question.source else {}),
        **({"hint": MARKDOWN.text(question.hint)} if question.hint else {}),
        **({} if question.hints is None else {"hints": [MARKDOWN.text(hint) for hint in question.hints]}),
        "parts": [part_record(question, number) for number in range(len(question.parts))],
    }


def part_record(question: Question, number: int) -> Json:
    """What is kept of a part, with its share of the question's points."""
    part = question.parts[number]
    answer = part.answer
    return {
        "part": question.letter(number),
        "kind": answer.kind,
        **({"prompt": MARKDOWN.text(part.prompt)} if len(question.parts) > 1 else {}),
        "share": part.points / question.points,
        "letters": letters(answer),
        "key": answer.key_json(),
        **_offered(answer),
        "solution": "\n\n".join(map(MARKDOWN.text, part.solution)),
    }


def _offered(answer: Answer) -> Json:
    """Options in their printed order with the mistake that each comes from, and what else tells right from wrong."""
    match answer:
        case Numerical():
            return _number(answer)
        case Grid():
            cells = (
                {"row": row, "column": column, "key": cell.key_json(), **_number(cell)}
                for (row, column), cell in zip(answer.places, answer.open, strict=True)
            )
            return {"options": [], "table": _table(answer), "cells": list(cells)}
        case Matching():
            return {"prompts": [MARKDOWN.line(one) for one in answer.prompts], "options": _options(answer)}
        case Choice() | Multiple() | Ordering():
            return {"options": _options(answer)}
        case _:
            assert_never(answer)


def _table(grid: Grid) -> Json:
    """What a table shows before anything is written into it; an empty cell is null."""
    return {
        "corner": MARKDOWN.line(grid.corner),
        "rows": list(map(MARKDOWN.line, grid.rows)),
        "columns": list(map(MARKDOWN.line, grid.columns)),
        "given": [[MARKDOWN.line(cell) if isinstance(cell, Text) else None for cell in row] for row in grid.cells],
    }


def misconception_records(slips: Iterable[Slip]) -> list[Json]:
    """Each misconception once, by its id: what is said to whoever has it, and what its concept is called and means."""
    each = {slip.id: slip for slip in slips}
    return [
        {
            "id": slip.id,
            "concept": slip.concept.id,
            "name": slip.concept.name,
            "meaning": MARKDOWN.line(slip.concept.meaning),
            "feedback": MARKDOWN.line(slip.feedback),
        }
        for _, slip in sorted(each.items())
    ]


def _options(answer: Choice | Multiple | Matching | Ordering) -> list[Json]:
    return [
        {"letter": ascii_uppercase[place], **offer_json(one, correct=place in answer.correct)}
        for place, one in enumerate(answer.options)
    ]


def _number(answer: Numerical) -> Json:
    """A number that is written: the wrong values that are foreseen, which have no letters."""
    found: Json = {"tolerance": answer.tolerance, "options": [_foreseen(one) for one in answer.options]}
    if answer.names:
        found["names"] = list(answer.names)
    if answer.follows:
        found["follows"] = [source(tree) for tree in answer.follows]
    return found


def _foreseen(option: Option) -> Json:
    return {"letter": "", **offer_json(option, correct=False), **reach_json(option)}
