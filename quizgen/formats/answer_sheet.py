"""The answer sheet of a form, page by page, as the template draws it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import TypeAlias

from msgspec import Struct

from quizgen import templating
from quizgen.formats.frames import Frame, frame
from quizgen.formats.qr import modules
from quizgen.formats.sheet_fields import named_fields
from quizgen.model import Form
from quizgen.sheets import marks
from quizgen.sheets.layout import pages
from quizgen.sheets.page import Box, Field, Page
from quizgen.sheets.place import Place, place_of
from quizgen.sheets.places import is_written, named, squares
from quizgen.sheets.sizes import PAPERS, beside

Squares: TypeAlias = tuple[str, ...]
CODE = "QG1:{seal}:{page}"
"""What the QR code says: its version, which form, which page of the sheet."""
NO_SEAL = "-"
EMPTY = "\N{NO-BREAK SPACE}"
_BLACK = re.compile("1+")


class Name(Struct, frozen=True):
    """What a field is called, and the room for that."""

    box: Box
    name: str


class Row(Struct, frozen=True):
    """A character in each of several boxes beside each other, from the upper left corner of the first."""

    x: float
    y: float
    words: str


class Drawn(Struct, frozen=True):
    """A page: all its lines as an SVG, what they are called and what stands in boxes.

    ``own`` is what we write into the squares above digits. ``room`` is how wide the instructions are, in millimetres;
    ``alt`` says what there is to fill.
    """

    page: Page
    drawing: str
    alt: str
    room: float
    names: tuple[Name, ...]
    own: tuple[Row, ...]
    letters: tuple[Row, ...]
    digits: tuple[Row, ...]


def answer_sheet(form: Form) -> tuple[Drawn, ...]:
    """The pages of a form's answer sheet, none where it has none; raises QuizgenError without segno."""
    digits = form.sitting.sheet
    if digits is None:
        return ()
    every = list(named_fields(form))
    names = {place_of(one.asked): one.name for one in every}
    made = pages([one.asked for one in every], PAPERS[form.sitting.paper], digits)
    return tuple(_drawn(page, names, form) for page in made)


def told(form: Form, drawn: Iterable[Drawn]) -> tuple[str, ...]:
    """How the sheet is filled in, a paragraph each, as far as it is about what there is on it."""
    words = frame(form.sitting.language)
    fields = [field for one in drawn for field in one.page.fields]
    answers = [field for field in fields if field.question]
    said = {
        words.sheet_number: form.student is None and len(answers) < len(fields),
        words.sheet_correct: any(field.corrected for field in answers),
        words.sheet_digits.format(decimal=words.decimal): any(map(is_written, answers)),
        words.sheet_clean: True,
    }
    return tuple(line for line, meant in said.items() if meant)


def _drawn(page: Page, names: Mapping[Place, str], form: Form) -> Drawn:
    words = frame(form.sitting.language)
    number = form.student.number if form.student else ""
    filled = [box for field in page.fields if not field.question for box in _filled(field, number)]
    written = [field for field in page.fields if is_written(field)]
    called = [names[place_of(field)] if field.question else words.student_number for field in page.fields]
    own = [squares(field)[0] for field in written if not field.question and number]
    return Drawn(
        page=page,
        drawing=_drawing(page, form.seal, filled),
        alt=words.sheet_boxes.format(names=", ".join(called)),
        room=beside(PAPERS[form.sitting.paper], form.sitting.sheet or 0),
        names=tuple(Name(named(field), name) for field, name in zip(page.fields, called, strict=True)),
        own=tuple(Row(first.x, first.y, number) for first in own),
        letters=tuple(row for field in page.fields if not is_written(field) for row in _letters(field)),
        digits=tuple(row for field in written for row in _digits(field, filled, words)),
    )


def _drawing(page: Page, seal: str, filled: Iterable[Box]) -> str:
    """Boxes, squares to write in, and what is black: the marks, the code, and boxes that are ``filled``."""
    code = modules(CODE.format(seal=seal or NO_SEAL, page=page.number))
    black = [*filled, *_runs(page.code, code)]
    for corner in page.corners:
        place = Box(corner.x - corner.side / 2, corner.y - corner.side / 2, corner.side, corner.side, "")
        black += _runs(place, marks.squares(corner.id))
    return templating.Templates(templating.PLAIN).render(
        "exam/sheet.svg.j2",
        page=page,
        squares=[box for field in page.fields for box in squares(field)],
        boxes=[box for field in page.fields for box in (*chain.from_iterable(field.columns), *_corrected(field))],
        black=black,
    )


def _runs(place: Box, rows: Squares) -> Iterator[Box]:
    """Black squares beside each other as one box."""
    side = place.width / len(rows)
    for down, row in enumerate(rows):
        for run in _BLACK.finditer(row):
            x, width = place.x + run.start() * side, (run.end() - run.start()) * side
            yield Box(round(x, 4), round(place.y + down * side, 4), round(width, 4), round(side, 4), "")


def _filled(field: Field, number: str) -> Iterator[Box]:
    """The boxes of a student's own number, which are filled when the sheet is printed."""
    for column, digit in zip(field.columns, number, strict=False):
        yield from (box for box in column if box.label == digit)


def _corrected(field: Field) -> tuple[Box, ...]:
    return (field.corrected,) if field.corrected else ()


def _letters(field: Field) -> Iterator[Row]:
    first, *_ = row = field.columns[0]
    yield Row(first.x, first.y, "".join(box.label for box in row))
    yield from (Row(box.x, box.y, box.label) for box in _corrected(field))


def _digits(field: Field, filled: Iterable[Box], words: Frame) -> Iterator[Row]:
    """Each sign once for all columns, but for boxes that are filled."""
    for row in zip(*field.columns, strict=True):
        shown = "".join(EMPTY if box in filled else words.printed(box.label) for box in row)
        yield Row(row[0].x, row[0].y, shown)
