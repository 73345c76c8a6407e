"""Answers as the cells of a table: ``C``, ``BD``, ``B;A;D``, ``-3.5``, ``4; 12``; empty is blank, ``?`` not yet settled."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeAlias

from msgspec import structs

from quizgen.results.corrections import Cell, Settled, told
from quizgen.results.forms import Exam, Form, Place, is_written, place_of
from quizgen.results.pages import possible
from quizgen.results.papers import Paper, Papers
from quizgen.sheets.page import Field

OPEN = "?"
"""Stands for an answer that is not settled."""
Cells: TypeAlias = dict[str, str]
_SIGNS = str.maketrans({",": ".", "\N{MINUS SIGN}": "-", "\N{EN DASH}": "-", "\N{FRACTION SLASH}": "/"})


def cells(paper: Paper) -> Cells:
    """The answers of a paper by their columns."""
    return {column: _cell(paper, fields) for column, fields in paper.form.fields.items()}


def _cell(paper: Paper, fields: tuple[tuple[int, Field], ...]) -> str:
    said = [_said(paper, page, place_of(field)) for page, field in fields]
    if not any(said):
        return ""
    return ("; " if is_written(fields[0][1]) else ";").join(said)


def _said(paper: Paper, page: int, place: Place) -> str:
    read = paper.pages[page].answers.get(place) if page in paper.pages else None
    if read is None:
        return paper.by_hand.get(place, OPEN)
    return OPEN if read.state == "doubtful" else read.value


def parsed(form: Form, column: str, cell: str) -> Mapping[Place, str] | None:
    """What a cell says about each field of its column, but those that stay open; None where it cannot say that."""
    fields = [field for _, field in form.fields[column]]
    words = [word.strip() for word in cell.split(";")] if cell.strip() else [""] * len(fields)
    if len(words) != len(fields):
        return None
    found: dict[Place, str] = {}
    for field, word in zip(fields, words, strict=True):
        value = word.translate(_SIGNS) if is_written(field) else "".join(sorted(word.replace(" ", "").upper()))
        if word != OPEN and not possible(field, value):
            return None
        if word != OPEN:
            found[place_of(field)] = value
    return found


def apply(papers: Papers, corrections: Settled, exam: Exam) -> None:
    """Puts cells that somebody edited in their places; what cannot be put anywhere is named in ``unused``."""
    by_row = {(paper.form.name, paper.number): paper for paper in papers.every if paper.number}
    for one in corrections.every.values():
        if isinstance(one, Cell):
            corrections.unused += _put(one, by_row.get((one.form, one.number)), corrections.changed)


def _put(cell: Cell, paper: Paper | None, changed: list[str]) -> Iterator[str]:
    if paper is None:
        yield f"{told(cell)}: there is no such row"
        return
    said = parsed(paper.form, cell.column, cell.value) if cell.column in paper.form.fields else None
    if said is None:
        yield f"{told(cell)}: it cannot be '{cell.value}'"
        return
    pages = {place_of(field): page for page, field in paper.form.fields[cell.column]}
    for place, value in said.items():
        page = paper.pages.get(pages[place])
        if page is None:
            paper.by_hand[place] = value
            continue
        read = page.answers[place]
        if place in page.by_hand and read.value != value:
            changed.append(f"{told(cell)}: the table's '{value}' counts, and '{read.value}' was settled on the page")
        page.answers[place] = structs.replace(read, value=value, state="sure" if value else "blank", why="")
        page.by_hand.add(place)
