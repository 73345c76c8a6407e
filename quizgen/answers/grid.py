"""A table to fill in: rows and columns with headings, some cells given, a number or a shape in each of the others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import ClassVar, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from quizgen.answers.encoding import Json, answer_json
from quizgen.answers.marks import NOBODY, UNKNOWN, Filled, Given, Mark, Met, Samples, Written, malformed
from quizgen.answers.numerical import Numerical
from quizgen.answers.option import Option, Remark, Slip
from quizgen.answers.values import Kind, Number, components
from quizgen.text import Text
from quizgen.text.joining import joined
from quizgen.text.markdown import MARKDOWN

GridCell: TypeAlias = Text | Numerical


class Grid(Struct, frozen=True):
    """Headings of rows and columns, and a cell for each of both: what is given, or what is to be written.

    ``corner`` heads the column of the rows' headings, ``about`` tells a listener what the table holds.
    """

    kind: ClassVar[Kind] = "grid"
    rows: tuple[Text, ...]
    columns: tuple[Text, ...]
    cells: tuple[tuple[GridCell, ...], ...]
    corner: Text
    about: Text

    @property
    def open(self) -> tuple[Numerical, ...]:
        """The cells to be filled in, in reading order."""
        return tuple(cell for row in self.cells for cell in row if isinstance(cell, Numerical))

    @property
    def places(self) -> tuple[tuple[int, int], ...]:
        """Row and column of each open cell, in reading order."""
        return tuple(
            (row, column)
            for row, cells in enumerate(self.cells)
            for column, cell in enumerate(cells)
            if isinstance(cell, Numerical)
        )

    @property
    def options(self) -> tuple[Option, ...]:
        """What is foreseen in all cells."""
        return tuple(option for cell in self.open for option in cell.foreseen)

    @property
    def correct(self) -> frozenset[int]:
        """No foreseen value is right."""
        return frozenset()

    @property
    def names(self) -> tuple[str, ...]:
        """What later answers call the numbers of its open cells."""
        return tuple(name for cell in self.open for name in cell.names)

    @property
    def after(self) -> frozenset[str]:
        """The names of the answers, also of its own cells, that its cells follow from."""
        return frozenset(name for cell in self.open for name in cell.after)

    def heading(self, place: int) -> Text:
        """Row and column of an open cell in words."""
        row, column = self.places[place]
        return joined([self.rows[row], self.columns[column]])

    def faults(self) -> Iterator[str]:
        """What breaks a rule for this kind, a sentence each."""
        if len(self.cells) != len(self.rows) or any(len(row) != len(self.columns) for row in self.cells):
            yield f"a grid of {len(self.rows)} rows and {len(self.columns)} columns has other numbers of cells"
        if not self.open:
            yield "a grid has no cell to fill in"
        later = set(self.names)
        for place, cell in enumerate(self.open, 1):
            for fault in cell.faults():
                yield f"open cell {place}: {fault}"
            if early := sorted(cell.after & later):
                yield f"open cell {place} follows from {', '.join(early)}, which no earlier cell asks"
            later -= set(cell.names)

    def mark(self, given: Given, own: Mapping[str, Number] = NOBODY) -> Mark:
        """What an answer is worth; raises TypeError for one that is none to this question.

        Every cell counts the same. A cell may follow from cells before it: then what was written there counts.
        """
        match given:
            case None:
                return UNKNOWN
            case Filled(cells) if len(cells) == len(self.open):
                return self._marked(given, own)
            case _:
                raise malformed(self.kind, given)

    def _marked(self, given: Filled, own: Mapping[str, Number]) -> Mark:
        marks: list[Mark] = []
        known = dict(own)
        for cell, wrote in zip(self.open, given.cells, strict=True):
            marks.append(cell.mark(wrote, known))
            known.update(zip(cell.names, wrote.values if wrote else components(cell.key), strict=False))
        return self.gathered(marks)

    def gathered(self, marks: Sequence[Mark]) -> Mark:
        """The mark of the whole, from those of its open cells, in reading order."""
        every = list(enumerate(marks))
        written = tuple(mark.given if isinstance(mark.given, Written) else None for mark in marks)
        return Mark(
            Filled(written),
            sum((mark.share for mark in marks), Fraction(0)) / len(marks),
            tuple(Met(place, met.slip) for place, mark in every for met in mark.met),
            tuple(place for place, mark in every if not mark.right),
            tuple(replace(one, place=place) for place, mark in every for one in mark.carried),
        )

    def key_words(self) -> Text:
        """Every open cell with what belongs there."""
        keys = (joined([self.heading(place), cell.key_words()], ": ") for place, cell in enumerate(self.open))
        return joined(keys, "; ")

    def remarks(self) -> tuple[Remark, ...]:
        """What is said about the values that are foreseen: of each misconception once, with its value in every cell."""
        slips: dict[tuple[str, str], Slip] = {}
        values: dict[tuple[str, str], list[Text]] = {}
        for place, cell in enumerate(self.open):
            for remark in cell.remarks():
                said = remark.slip.id, remark.slip.feedback.template
                slips[said] = remark.slip
                here = joined([self.heading(place), remark.about or Text("")], ": ")
                values.setdefault(said, []).append(here)
        return tuple(Remark("", joined(values[said], "; "), slip) for said, slip in slips.items())

    def json(self) -> Json:
        """The headings, and for each cell what is given or its answer."""
        cells = [[_cell(cell) for cell in row] for row in self.cells]
        table = {
            "corner": MARKDOWN.line(self.corner),
            "rows": [MARKDOWN.line(row) for row in self.rows],
            "columns": [MARKDOWN.line(column) for column in self.columns],
            "cells": cells,
        }
        return answer_json([], self.key_json()) | {"grid": table}

    def key_json(self) -> object:
        """The rows with the key of each open cell; a cell that is given has none."""
        return [[None if isinstance(cell, Text) else cell.key_json() for cell in row] for row in self.cells]

    def samples(self) -> Samples:
        """Answers for tests."""
        right = tuple(Written(components(cell.key)) for cell in self.open)
        far = Written(tuple(number + self.open[0].tolerance + 1 for number in right[0].values))
        return Samples(
            right=(Filled(right),),
            wrong=(Filled((far, *right[1:])), Filled((None,) * len(right)), None),
            malformed=(Filled(right[1:]), Written((1,))),
        )


def _cell(cell: GridCell) -> Json:
    if isinstance(cell, Text):
        return {"given": MARKDOWN.line(cell)}
    whole = cell.json()
    return {name: value for name, value in whole.items() if name != "prompts"}
