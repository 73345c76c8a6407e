"""What PrairieLearn keeps of a variant: the texts and answers that ``question.html`` shows, and the item itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import assert_never

from quizgen.answers import Choice, Grid, Matching, Multiple, Numerical, Option, Ordering
from quizgen.answers.encoding import Json
from quizgen.answers.values import components
from quizgen.figures import svg
from quizgen.formats.json import dumped, item_json
from quizgen.formats.prairielearn.naming import cell, name, weights
from quizgen.model import Item, Number, Part, Place, Question, Values
from quizgen.model.hints import hints
from quizgen.templating import encoded_whole
from quizgen.text import Text
from quizgen.text.course import COURSE
from quizgen.text.speech import SPEECH

TIMES = " × "
EXACT = 2**53 - 1
"""Whole numbers up to here are exact in JavaScript; larger ones PrairieLearn wants as text."""
CLOSE = 1e-8
"""How far an exact number that is not whole may be off: as far as a float is."""


def params(item: Item) -> Json:
    """The variant as ``data["params"]``: JSON, with HTML in it."""
    question = item.question
    heavy, told = weights(question), hints(question)
    return {
        "stem": shown(question.stem),
        "stem_figures": _figures(question, "stem"),
        "parts": [_part(question, place, heavy) for place in range(len(question.parts))],
        "has_hints": bool(told),
        "hints": [{"after": after, "html": shown(text)} for after, text in enumerate(told, start=1)],
        "solutions": [_solution(question, place, part) for place, part in enumerate(question.parts)],
        "solution_figures": _figures(question, "solution"),
        "drawings": {_file(number): _whole(svg(figure)) for number, figure in enumerate(question.figures, start=1)},
        "said": {slip.id: line(slip.feedback) for slip in question.slips},
        "item": dumped(item_json(item)),
    }


def keys(question: Question) -> Mapping[str, object]:
    """The numbers to be written, by name, as ``data["correct_answers"]``; other elements find their own key."""
    found: dict[str, object] = {}
    for place, part in enumerate(question.parts):
        match part.answer:
            case Numerical() as answer:
                found[name(question, place)] = typed_key(answer)
            case Grid() as grid:
                part_name = name(question, place)
                found |= {cell(part_name, number): typed_key(one) for number, one in enumerate(grid.open, start=1)}
            case Choice() | Multiple() | Matching() | Ordering():
                pass
            case unknown:
                assert_never(unknown)
    return found


def typed_key(answer: Numerical) -> object:
    """A key as the element that asks for it takes it."""
    return typed(components(answer.key), whole=_is_whole(answer))


def typed(values: Values, *, whole: bool) -> object:
    """A number, or a shape as somebody types it."""
    if len(values) > 1:
        return TIMES.join(_plain(value) for value in values)
    if not whole:
        return float(values[0])
    number = int(values[0])
    return number if abs(number) <= EXACT else str(number)


def shown(text: Text) -> str:
    """A text in paragraphs."""
    return _whole(COURSE.text(text))


def line(text: Text) -> str:
    """A text in one line."""
    return _whole(COURSE.line(text))


def _whole(html: str) -> str:
    """Without what HTML cannot hold."""
    return encoded_whole(html).decode()


def _plain(value: Number) -> str:
    return str(int(value) if Fraction(value).denominator == 1 else float(value))


def _is_whole(answer: Numerical) -> bool:
    return not answer.tolerance and len(found := components(answer.key)) == 1 and Fraction(found[0]).denominator == 1


def _file(number: int) -> str:
    return f"figure-{number}.svg"


def _figures(question: Question, place: Place) -> list[Json]:
    drawn = question.drawn(place)
    return [{"file": _file(number), "alt": _whole(SPEECH.text(figure.alt))} for number, figure in drawn]


def _solution(question: Question, place: int, part: Part) -> Json:
    return {"letter": question.letter(place), "html": "".join(map(shown, part.solution))}


def _part(question: Question, place: int, heavy: Mapping[str, int]) -> Json:
    part, own = question.parts[place], name(question, place)
    letter = question.letter(place)
    head: Json = {"letter": letter, "prompt": shown(part.prompt), "name": own}
    return head | NO_ELEMENT | _element(part, own, heavy, f"answer ({letter})" if letter else "answer")


NO_ELEMENT: Json = dict.fromkeys(
    ("choice", "multiple", "matching", "ordering", "grid", "integer", "number", "shape"), False
)


def _element(part: Part, own: str, heavy: Mapping[str, int], label: str) -> Json:
    match part.answer:
        case Choice(options, right):
            return {"choice": _offered(options, frozenset([right]), heavy[own])}
        case Multiple(options, right_ones):
            return {"multiple": _offered(options, right_ones, heavy[own])}
        case Numerical() as number:
            return _written(number, own, heavy[own], label)
        case Matching() as matching:
            return {"matching": _matching(matching, heavy[own])}
        case Ordering() as ordering:
            return {"ordering": _ordering(ordering, heavy[own])}
        case Grid() as grid:
            return {"grid": _grid(grid, own, heavy)}
        case unknown:
            assert_never(unknown)


def _offered(options: Sequence[Option], right: frozenset[int], weight: int) -> Json:
    rows = [
        {"correct": str(place in right).lower(), "html": line(one.text), "feedback": line(one.feedback)}
        for place, one in enumerate(options)
    ]
    return {"weight": weight, "options": rows}


def _written(answer: Numerical, own: str, weight: int, label: str) -> Json:
    """Which element takes the number: whole ones one of their own, shapes a line of text."""
    told: Json = {"name": own, "weight": weight, "label": label}
    if (size := len(components(answer.key))) > 1:
        return {"shape": told | {"like": TIMES.join("abcdefgh"[:size])}}
    if _is_whole(answer):
        return {"integer": told}
    return {"number": told | {"tolerance": repr(float(answer.tolerance) or CLOSE)}}


def _matching(answer: Matching, weight: int) -> Json:
    prompts = [
        {"match": f"option-{right + 1}", "html": line(one)}
        for one, right in zip(answer.prompts, answer.places, strict=True)
    ]
    options = [{"option": f"option-{number}", "html": line(one.text)} for number, one in enumerate(answer.options, 1)]
    return {"weight": weight, "prompts": prompts, "options": options}


def _ordering(answer: Ordering, weight: int) -> Json:
    steps = [{"rank": answer.places.index(place) + 1, "html": line(step)} for place, step in enumerate(answer.steps)]
    return {"weight": weight, "steps": steps}


def _grid(grid: Grid, own: str, heavy: Mapping[str, int]) -> Json:
    opened = {place: number for number, place in enumerate(grid.places, start=1)}
    rows = [
        {
            "heading": line(heading),
            "cells": [_cell(grid, (row, column), opened, own, heavy) for column in range(len(grid.columns))],
        }
        for row, heading in enumerate(grid.rows)
    ]
    about = _whole(SPEECH.line(grid.about))
    return {"corner": line(grid.corner), "columns": list(map(line, grid.columns)), "rows": rows, "about": about}


def _cell(
    grid: Grid, place: tuple[int, int], opened: Mapping[tuple[int, int], int], own: str, heavy: Mapping[str, int]
) -> Json:
    found = grid.cells[place[0]][place[1]]
    if isinstance(found, Text):
        return NO_ELEMENT | {"given": line(found)}
    number = opened[place]
    label = _whole(SPEECH.line(grid.heading(number - 1)))
    named = cell(own, number)
    return NO_ELEMENT | {"given": ""} | _written(found, named, heavy[named], label)
