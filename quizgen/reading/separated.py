"""Tables as spreadsheets save them: a row a line, its cells parted by commas, semicolons or tabs.

The standard library reads them; here it is found what parts the cells, and on which line each row begins.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator

from msgspec import Struct

from quizgen.errors import UsageError
from quizgen.reading.limits import LONGEST_FILE

DELIMITERS = (",", ";", "\t")
_SAID = re.compile(r"sep=(.)\n", re.IGNORECASE)
"""The line by which some spreadsheets say what parts the cells."""


class Row(Struct, frozen=True):
    """The cells of a row, without spaces around them, and the line on which it begins, from 1."""

    line: int
    cells: tuple[str, ...]


def rows(text: str, where: str, most: int = LONGEST_FILE) -> tuple[Row, ...]:
    """All rows but empty ones; raises UsageError, which names the file ``where``, for a text that is no table.

    A table has at most so many characters.
    """
    if len(text) > most:
        raise UsageError(f"{where}: the file has {len(text):,} characters, and {most:,} are enough; part it")
    said = _SAID.match(text)
    if said:
        return tuple(_rows(text[said.end() :], where, said[1], before=1))
    return tuple(_rows(text, where, max(DELIMITERS, key=lambda one: _widths(text, one)), before=0))


def _widths(text: str, delimiter: str) -> int:
    """How many cells the first row that is not empty has with that delimiter."""
    try:
        for cells in csv.reader(text.splitlines(keepends=True), delimiter=delimiter):
            if any(map(_says, cells)):
                return len(cells)
    except csv.Error:
        return 0
    return 0


def _says(cell: str) -> bool:
    """Whether a cell holds more than what may part others."""
    return bool(cell.strip(" ,;\t\n"))


def _rows(text: str, where: str, delimiter: str, before: int) -> Iterator[Row]:
    reader = csv.reader(text.splitlines(keepends=True), delimiter=delimiter, skipinitialspace=True, strict=True)
    line = before + 1
    try:
        for cells in reader:
            shown = tuple(" ".join(cell.split()) for cell in cells)
            if any(map(_says, shown)):
                yield Row(line, shown)
            line = before + reader.line_num + 1
    except csv.Error as error:
        reason = "a quote is opened and not closed" if "end of data" in str(error) else str(error)
        raise UsageError(f"{where}, line {line}: this is not CSV: {reason}; save the table as CSV again") from None
