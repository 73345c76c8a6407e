"""The JSON of items, as ``--format json`` and ``jsonl`` write it, made the records of exam.json."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from string import ascii_uppercase
from typing import Any

import msgspec

from quizgen.answers.choosing import letters
from quizgen.marking.records import CellKept, Exact, Kept, Level, OptionKept, PartKind, SlipKept, StudentKept
from quizgen.sets.records import FigureAsked, Meaning, PartAsked, QuestionAsked, TableAsked

ONE = Exact(1)


class SlipRead(SlipKept, frozen=True, kw_only=True):
    """A misconception with what is said about it."""

    feedback: str


class OptionRead(Kept, frozen=True, kw_only=True):
    """An option, or a wrong value that is foreseen, with what is said about it."""

    text: str
    value: Any
    correct: bool
    misconception: str | None
    concept: str | None
    feedback: str
    tolerance: Exact = Exact(0)
    follows: tuple[str, ...] = ()
    overlooked: SlipRead | None = None


class CellRead(Kept, frozen=True, kw_only=True):
    """A cell of a table: what is given there, or a number."""

    given: str | None = None
    key: Any = None
    tolerance: Exact = Exact(0)
    options: tuple[OptionRead, ...] = ()
    names: tuple[str, ...] = ()
    follows: tuple[str, ...] = ()


class GridRead(Kept, frozen=True, kw_only=True):
    """A table with its headings."""

    corner: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[CellRead, ...], ...]


class PartRead(Kept, frozen=True, kw_only=True):
    """How one part is answered."""

    kind: PartKind
    key: Any
    options: tuple[OptionRead, ...]
    prompts: tuple[str, ...]
    solution: str
    part: str = ""
    prompt: str = ""
    points: Exact = ONE
    tolerance: Exact = Exact(0)
    names: tuple[str, ...] = ()
    follows: tuple[str, ...] = ()
    grid: GridRead | None = None


class ItemRead(Kept, frozen=True, kw_only=True):
    """What every item has, however it is answered."""

    id: str
    family: str
    topic: str
    level: Level
    kind: str
    params: dict[str, Any]
    stem: str
    source: str
    hint: str = ""
    hints: tuple[str, ...] | None = None
    figures: tuple[FigureAsked, ...]


class PartsRead(Kept, frozen=True, kw_only=True):
    """The parts of an item that has several."""

    parts: tuple[PartRead, ...]


class DocumentRead(Kept, frozen=True, kw_only=True):
    """What stands around the items."""

    quizgen: str
    title: str
    form: str
    items: msgspec.Raw
    points: tuple[Exact, ...]
    student: StudentKept | None = None


def question(place: int, item: ItemRead, parts: Sequence[PartRead], points: Fraction | None) -> QuestionAsked:
    """The question at a place from 1; without ``points`` it is worth those of its parts."""
    whole = Exact(sum((one.points for one in parts), Fraction(0)))
    return QuestionAsked(
        place=place,
        slot=item.family,
        item=item.id,
        family=item.family,
        topic=item.topic,
        level=item.level,
        kind=item.kind,
        points=whole if points is None else Exact(points),
        stem=item.stem,
        params=item.params,
        figures=item.figures,
        source=item.source,
        hint=item.hint,
        hints=item.hints,
        parts=tuple(_part(one, whole) for one in parts),
    )


def meanings(parts: Iterable[PartRead]) -> Iterator[tuple[str, Meaning]]:
    """What is said about the misconceptions of their options."""
    for part in parts:
        cells = part.grid.cells if part.grid else ()
        for options in (part.options, *(cell.options for row in cells for cell in row)):
            yield from ((one.misconception, Meaning(one.feedback)) for one in options if one.misconception)
            left = (one.overlooked for one in options if one.overlooked)
            yield from ((one.misconception, Meaning(one.feedback)) for one in left)


def _part(read: PartRead, whole: Fraction) -> PartAsked:
    lettered = read.kind not in {"numerical", "grid"}
    options = tuple(_option(one, ascii_uppercase[place % 26] * lettered) for place, one in enumerate(read.options))
    return PartAsked(
        part=read.part,
        kind=read.kind,
        prompt=read.prompt,
        share=Exact(read.points / whole if whole else 0),
        letters=letters(place for place, one in enumerate(options) if one.correct and lettered).replace(", ", ""),
        key=read.key,
        prompts=read.prompts,
        options=options,
        tolerance=read.tolerance,
        names=read.names,
        follows=read.follows,
        table=_table(read.grid) if read.grid else None,
        cells=tuple(_cells(read.grid)) if read.grid else (),
        solution=read.solution,
    )


def _table(grid: GridRead) -> TableAsked:
    given = tuple(tuple(cell.given for cell in row) for row in grid.cells)
    return TableAsked(corner=grid.corner, rows=grid.rows, columns=grid.columns, given=given)


def _cells(grid: GridRead) -> Iterator[CellKept]:
    for row, cells in enumerate(grid.cells):
        for column, cell in enumerate(cells):
            if cell.given is None:
                yield CellKept(
                    row=row,
                    column=column,
                    key=cell.key,
                    tolerance=cell.tolerance,
                    options=tuple(_option(one, "") for one in cell.options),
                    names=cell.names,
                    follows=cell.follows,
                )


def _option(read: OptionRead, letter: str) -> OptionKept:
    return OptionKept(
        letter=letter,
        text=read.text,
        value=read.value,
        correct=read.correct,
        misconception=read.misconception,
        concept=read.concept,
        tolerance=read.tolerance,
        follows=read.follows,
        overlooked=read.overlooked,
    )
