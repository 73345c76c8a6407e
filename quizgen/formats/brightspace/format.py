"""A table (CSV) that Brightspace (D2L) imports into its question library, and the pictures of its questions beside it.

The table names a picture by its path in the course's files, where it has to be before the table is imported.
"""

from __future__ import annotations

import csv
import pickle
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO, StringIO
from itertools import repeat

from msgspec import Struct

from quizgen.answers import Choice, Matching
from quizgen.formats.archive import from_begin
from quizgen.formats.brightspace.rows import Row, rows
from quizgen.formats.drawings import as_png
from quizgen.formats.fingerprint import fingerprint
from quizgen.formats.frames import ENGLISH
from quizgen.formats.names import places
from quizgen.formats.plain import marks
from quizgen.formats.plain.pages import pictures
from quizgen.formats.protocol import File, Options, Spool, file_name
from quizgen.model import Form, Item, Kind, Question

SIDES = {"TRUE", "FALSE"}
FOLDER = "{}"
"""What stands for the folder of the pictures in the path of one, until the file's name is known."""
BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"
"""By this spreadsheets and Brightspace know UTF-8."""


class Piece(Struct, frozen=True):
    """The rows of a question, and its picture with its name, if it has one: all its figures."""

    rows: list[Row]
    name: str = ""
    png: bytes = b""


class BrightspaceFormat(Struct, frozen=True):
    """Questions for Brightspace's library."""

    name: str = "brightspace"
    suffix: str = ".brightspace.csv"
    kinds: frozenset[Kind] = frozenset(("choice", "multiple", "numerical", "matching", "ordering"))
    title: str = "a table (CSV) for Brightspace's question library, pictures as PNG beside it"
    untitled: bool = True

    def refusal(self, question: Question) -> str | None:
        """Why the table cannot hold it."""
        match question.parts[0].answer:
            case Matching() as answer if len(answer.options) > len(answer.prompts):
                return "an answer belongs to nothing, and each answer needs its question"
            case Choice(two_sided=True) as answer if {one.text.template.upper() for one in answer.options} != SIDES:
                return "its two answers are not called true and false"
        return None

    def write(self, forms: Sequence[Form], options: Options) -> Iterator[File]:
        """For each form its table, then its pictures; raises UsageError where a wrong option costs points."""
        for form in forms:
            marks.require_free(self.name, options)
            numbered = places(form) if form.ordered else repeat("", len(form.items))
            pieces = map(_piece, form.items, numbered, repeat(form.sitting.language))
            yield from self.joined(form, pieces, options)

    def piece(self, item: Item, options: Options) -> Piece:
        """The question's rows and picture."""
        del options
        return _piece(item, "", ENGLISH)

    def joined(self, form: Form, pieces: Iterable[Piece], options: Options, spool: Spool = BytesIO) -> Iterator[File]:
        """The table and the pictures, each of which is there once; both wait until all pieces came."""
        main = file_name(form, options, self.suffix)
        folder = f"{main.removesuffix(self.suffix)}-pictures"
        table, drawn, seen = spool(), spool(), dict[str, None]()
        table.write(BOM.encode())
        for piece in pieces:
            path = f"{folder}/{piece.name}"
            table.write(_written([tuple(path if cell == FOLDER else cell for cell in row) for row in piece.rows]))
            if piece.name and piece.name not in seen:
                seen[piece.name] = None
                pickle.dump(piece.png, drawn)
        yield File(main, from_begin(table))
        drawn.seek(0)
        for name in seen:
            yield File(f"{folder}/{name}", [pickle.load(drawn)])  # noqa: S301 - written by this very function


def _piece(item: Item, place: str, language: str) -> Piece:
    drawn = pictures(item.question)
    if not drawn:
        return Piece(rows(item, place, "", language))
    png = as_png(*drawn)
    name = f"figure-{fingerprint(png.hex(), 12)}.png"
    return Piece(rows(item, place, FOLDER, language), name, png)


def _written(every: Iterable[Row]) -> bytes:
    lines = StringIO()
    csv.writer(lines, lineterminator="\r\n").writerows(every)
    return lines.getvalue().encode()


FORMAT = BrightspaceFormat()
