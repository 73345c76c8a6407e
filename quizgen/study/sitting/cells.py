"""Answers as they stand in a table of results, and as values: ``C``, ``BD``, ``BAD``, ``113``, ``3 x 8 x 8``."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from string import ascii_uppercase
from typing import assert_never

from msgspec import Struct

from quizgen.answers import (
    Answer,
    Choice,
    Chosen,
    Filled,
    Given,
    Grid,
    Mark,
    Matching,
    Multiple,
    Number,
    Numerical,
    Ordering,
    Placed,
    Written,
)
from quizgen.answers.typed import readings
from quizgen.answers.values import components
from quizgen.model import Question
from quizgen.study.lettered import letters

BETWEEN, TIMES = ";", " x "


class Field(Struct, frozen=True):
    """What is answered at one go: a part, or one of the ``cells`` of its table, counted from 0."""

    column: str
    part: int
    answer: Answer
    cell: int | None = None
    cells: int = 1

    def said(self, whole: str) -> str:
        """What stands in this field, of all that stands in its column."""
        return whole if self.cell is None else _cells(whole, self.cells)[self.cell]

    def put(self, whole: str, said: str) -> str:
        """What stands in the column when something else stands in this field."""
        if self.cell is None:
            return said
        cells = _cells(whole, self.cells)
        cells[self.cell] = said
        return f"{BETWEEN} ".join(cells) if any(cells) else ""


def fields(question: Question, place: int) -> tuple[Field, ...]:
    """The fields of a question at a place, from 0, in reading order."""
    found: list[Field] = []
    for number, part in enumerate(question.parts):
        column = f"{place + 1}{question.letter(number)}"
        if isinstance(part.answer, Grid):
            cells = part.answer.open
            found += [Field(column, number, cell, at, len(cells)) for at, cell in enumerate(cells)]
        else:
            found.append(Field(column, number, part.answer))
    return tuple(found)


def accepted(answer: Answer, typed: str) -> str:
    """What was typed as it stands in a table; nothing where it is no answer."""
    match answer:
        case Choice():
            found = _letters(typed, answer.options)
            return found if len(found) == 1 else ""
        case Multiple():
            return "".join(sorted(set(_letters(typed, answer.options))))
        case Matching():
            found = _letters(typed, answer.options)
            return found if len(found) == len(answer.places) else ""
        case Ordering():
            found = _letters(typed, answer.steps)
            return found if len(found) == len({*found}) == len(answer.places) else ""
        case Numerical():
            return _number(answer, typed)
        case Grid():
            raise TypeError("the cells of a table are fields of their own")
        case _:
            assert_never(answer)


def _letters(typed: str, offered: Collection[object]) -> str:
    """Letters of what is on offer, in capitals, without what stands between them; nothing where any is no such."""
    found = letters(typed).upper()
    return found if set(found) <= set(ascii_uppercase[: len(offered)]) else ""


def _number(answer: Numerical, typed: str) -> str:
    """As it was typed, so that it can be read in every way; but ``;`` would part the cells of a table."""
    found = readings(typed, len(components(answer.key)))
    if not found:
        return ""
    return TIMES.join(map(str, found[0].values)) if BETWEEN in typed else " ".join(typed.split())


def given(question: Question, texts: Sequence[str]) -> tuple[Given, ...]:
    """The answers that the columns of a question hold, one for each part; later ones may follow from earlier ones."""
    own: dict[str, Number] = {}
    return tuple(_given(part.answer, text, own) for part, text in zip(question.parts, texts, strict=True))


def _given(answer: Answer, text: str, own: dict[str, Number]) -> Given:
    match answer:
        case Numerical():
            return _written(answer, text, own)
        case Grid():
            cells = zip(answer.open, _cells(text, len(answer.open)), strict=True)
            wrote = tuple(_written(cell, one, own) for cell, one in cells)
            return Filled(wrote) if any(wrote) else None
        case Choice() | Multiple():
            return Chosen(frozenset(map(ascii_uppercase.index, text))) if text else None
        case Matching() | Ordering():
            return Placed(tuple(map(ascii_uppercase.index, text))) if text else None
        case _:
            assert_never(answer)


def _written(answer: Numerical, text: str, own: dict[str, Number]) -> Written | None:
    """Of all ways to read it the best counts, as it does where a table is marked."""
    found = [Written(one.values) for one in readings(text, len(components(answer.key)))]
    marks: list[tuple[Mark, Written]] = [(answer.mark(one, own), one) for one in found]
    best = max(marks, key=lambda one: (one[0].share, len(one[0].met)))[1] if marks else None
    own |= zip(answer.names, best.values if best else components(answer.key), strict=False)
    return best


def _cells(text: str, count: int) -> list[str]:
    found = [one.strip() for one in text.split(BETWEEN)]
    return found if len(found) == count else [""] * count
