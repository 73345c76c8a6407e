"""What is read back from JSON shows, asks and marks as what was drawn, for every family and file of items."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

import pytest

from quizgen import catalog
from quizgen.answers import Answer, Given, Grid
from quizgen.asking.source import Source
from quizgen.blueprint.record import misconception_records, part_record
from quizgen.formats.json import dumped, figure_json, item_json
from quizgen.misconceptions.concepts import concepts
from quizgen.model import LEVELS, Evidence, Item, Level, Question
from quizgen.model.hints import hints
from quizgen.sets import asked, reader
from quizgen.sets.records import Set
from quizgen.study.session import grade
from quizgen.study.sitting.cells import fields, given
from quizgen.text import Text
from quizgen.text.markdown import MARKDOWN
from quizgen.text.terminal import TERMINAL

FEW = 2
"""Questions of each kind at a level."""
RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
"""An exponent that was an item's own number stands behind ``^``: that is the one thing that TeX does not tell."""


def drawn(source: Source, level: Level) -> list[Question]:
    return [
        one
        for kind in source.kinds
        if source.count(level, kind)
        for one in islice(source.draw(level, kind, "sets"), FEW)
    ]


def as_items(questions: list[Question]) -> Set:
    lines = "".join(f"{dumped(item_json(Item(one, Evidence('', ()))))}\n" for one in questions)
    return reader.decoded(lines.encode(), "items.jsonl").taken(0)


def as_exam(questions: list[Question]) -> Set:
    """The questions as exam.json has them."""
    rows = [
        {
            "place": place,
            "slot": "slot",
            "item": one.id,
            "family": one.family,
            "topic": one.topic,
            "level": one.level,
            "kind": one.kind,
            "points": one.points,
            "stem": MARKDOWN.text(one.stem),
            "source": one.source,
            "hint": MARKDOWN.text(one.hint) if one.hint else "",
            "figures": [figure_json(figure) for figure in one.figures],
            "parts": [part_record(one, number) for number in range(len(one.parts))],
        }
        for place, one in enumerate(questions, 1)
    ]
    slips = [option.slip for one in questions for option in one.options if option.slip]
    exam = {
        "schema": 1,
        "quizgen": "0",
        "title": "Exam",
        "wrong": None,
        "misconceptions": misconception_records(slips),
        "seal": "S",
        "forms": [{"form": "A", "seal": "T", "questions": rows}],
    }
    return reader.decoded(dumped(exam).encode(), "exam.json").taken(0)


def shown(question: Question) -> Iterator[str]:
    """All that a learner sees of it, but what is said about mistakes."""
    yield _line(question.stem)
    for part in question.parts:
        yield _line(part.prompt)
        yield "\n\n".join(map(_line, part.solution))
        yield from _of_answer(part.answer)


def _of_answer(answer: Answer) -> Iterator[str]:
    yield from (_line(option.text) for option in answer.options)
    if isinstance(answer, Grid):
        yield from map(_line, (answer.corner, *answer.rows, *answer.columns))
        yield from (_line(cell) for row in answer.cells for cell in row if isinstance(cell, Text))


def _line(text: Text) -> str:
    return TERMINAL.text(text).replace("^", "").translate(RAISED)


def answers(question: Question) -> Iterator[tuple[Given, ...]]:
    """Right, wrong and partly right answers, one for each part."""
    right = tuple(part.answer.samples().right[0] for part in question.parts)
    yield right
    for place, part in enumerate(question.parts):
        yield from ((*right[:place], wrong, *right[place + 1 :]) for wrong in part.answer.samples().wrong)


def marks(question: Question, wrote: tuple[Given, ...]) -> object:
    """All that a mark says, with the slips by what is said about them."""
    result = grade(Item(question, Evidence("", ())), wrote)
    return result.share, [
        (
            mark.share,
            mark.missed,
            mark.carried,
            [(met.place, met.slip.id, _line(met.slip.feedback)) for met in mark.met],
        )
        for mark in result.marks
    ]


def check(questions: list[Question], found: Set) -> None:
    again = asked.items(found, concepts().get)
    for one, item in zip(questions, again, strict=True):
        assert list(shown(item.question)) == list(shown(one))
        assert [figure.params for figure in item.question.figures] == [dict(figure.params) for figure in one.figures]
        for wrote in answers(one):
            assert marks(item.question, wrote) == marks(one, wrote)


def test_a_family_is_shown_asked_and_marked_as_it_was_drawn(source: Source, level: Level) -> None:
    questions = drawn(source, level)
    check(questions, as_items(questions))
    check(questions, as_exam(questions))


@pytest.mark.parametrize("source", catalog.authored(), ids=lambda source: source.id)
def test_a_file_of_items_is_shown_asked_and_marked_as_it_was_written(source: Source) -> None:
    questions = [one for level in LEVELS for one in drawn(source, level)]
    check(questions, as_items(questions))
    check(questions, as_exam(questions))


@pytest.mark.parametrize("source", catalog.authored(), ids=lambda source: source.id)
def test_items_in_words_have_the_same_hints_in_a_set(source: Source) -> None:
    """Also what may be said of an option that can be crossed out: its reason must not tell the key."""
    questions = [one for level in LEVELS for one in drawn(source, level)]
    own = [one.hint and _line(one.hint) for one in questions]
    for found in (as_items(questions), as_exam(questions)):
        again = [item.question for item in asked.items(found, concepts().get)]
        assert [one.hint and _line(one.hint) for one in again] == own
        for one, read in zip(questions, again, strict=True):
            assert [*map(_line, hints(read))] == [*map(_line, hints(one))], one.id


def test_all_columns_of_a_set_are_those_of_its_fields() -> None:
    questions = drawn(next(one for one in catalog.families() if "parts" in one.kinds), "medium")
    found = as_exam(questions)
    for place, (item, kept) in enumerate(zip(asked.items(found, concepts().get), found.questions, strict=True)):
        assert tuple(dict.fromkeys(one.column for one in fields(item.question, place))) == kept.columns
        assert given(item.question, [""] * len(kept.columns)) == (None,) * len(kept.columns)
