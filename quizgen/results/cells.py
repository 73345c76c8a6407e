"""Answers as the cells of a table: ``C``, ``BD``, ``B;A;D``, ``-3.5``, ``3 × 8 × 8``, ``4; 12``.

An empty cell is blank, and ``?`` stands for what is not settled yet.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import islice, zip_longest
from typing import TypeAlias

from msgspec import structs

from quizgen.results.corrections import Cell, Correction, Settled, told
from quizgen.results.forms import Form, is_written
from quizgen.results.pages import possible
from quizgen.results.papers import Paper, Papers
from quizgen.sheets.place import Place, place_of

OPEN = "?"
"""Stands for an answer that is not settled."""
TIMES = " × "
"""Between the numbers of a shape."""
_BETWEEN = re.compile("[×xX*]")
Cells: TypeAlias = dict[str, str]
_SIGNS = str.maketrans({",": ".", "\N{MINUS SIGN}": "-", "\N{EN DASH}": "-", "\N{FRACTION SLASH}": "/"})


def cells(paper: Paper) -> Cells:
    """The answers of a paper by their columns."""
    return {column: _cell(paper, column) for column in paper.form.columns}


def _cell(paper: Paper, column: str) -> str:
    fields = paper.form.fields[column]
    said = [_said(paper, page, place_of(field)) for page, field in fields]
    if not any(said):
        return ""
    if not is_written(fields[0][1]):
        return ";".join(said)
    every = iter(said)
    shapes = ([*islice(every, size)] for size in paper.form.sizes[column])
    return "; ".join(TIMES.join(shape) if any(shape) else "" for shape in shapes)


def _said(paper: Paper, page: int, place: Place) -> str:
    read = paper.pages[page].answers.get(place) if page in paper.pages else None
    if read is None:
        return paper.by_hand.get(place, OPEN)
    return OPEN if read.state == "doubtful" else read.value


def parsed(form: Form, column: str, cell: str) -> Mapping[Place, str] | None:
    """What a cell says about each field of its column, but those that stay open; None where it cannot say that."""
    fields = [field for _, field in form.fields[column]]
    words = _words(cell, form.sizes[column], written=is_written(fields[0])) if cell.strip() else [""] * len(fields)
    if len(words) != len(fields):
        return None
    found: dict[Place, str] = {}
    for field, word in zip(fields, words, strict=True):
        if is_written(field) and "," in word and ("." in word or word.count(",") > 1):
            return None  # a comma between thousands: as points they would say something else
        value = word.translate(_SIGNS) if is_written(field) else "".join(sorted(word.replace(" ", "").upper()))
        if word != OPEN and not possible(field, value):
            return None
        if word != OPEN:
            found[place_of(field)] = value
    return found


def _words(cell: str, sizes: Sequence[int], *, written: bool) -> list[str]:
    """What stands in a cell, field by field: a shape has several numbers, and may be blank as a whole."""
    if not written:
        return [word.strip() for word in cell.split(";")]
    found: list[str] = []
    for shape, size in zip_longest(cell.split(";"), sizes, fillvalue=None):
        words = [word.strip() for word in _BETWEEN.split(shape or "")]
        found += words * (size or 1) if words == [""] else words
    return found


def apply(papers: Papers, corrections: Settled) -> None:
    """Puts cells that somebody edited in their places; what cannot be put anywhere is named in ``unused``."""
    by_row: dict[tuple[str, str], list[Paper]] = defaultdict(list)
    for paper in papers.every:
        by_row[paper.form.name, paper.number].append(paper)
    faults: list[tuple[Correction, str]] = []
    for one in corrections.every.values():
        if isinstance(one, Cell):
            fault = _put(one, by_row.get((one.form, one.number), []), corrections.changed)
            faults += [(one, fault)] if fault else []
    corrections.reject(faults)


def _put(cell: Cell, rows: Sequence[Paper], changed: list[str]) -> str:
    """Why it cannot be put there; nothing where it can."""
    if len(rows) != 1 or not cell.number:
        return f"there are {len(rows)} such rows" if rows else "there is no such row"
    (paper,) = rows
    said = parsed(paper.form, cell.column, cell.value) if cell.column in paper.form.fields else None
    if said is None:
        return f"it cannot be '{cell.value}'"
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
    return ""
