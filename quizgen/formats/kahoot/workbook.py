"""A workbook of one sheet, whose bytes follow from its rows; the only importer of openpyxl."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING, TypeAlias
from zipfile import ZipFile

from quizgen.errors import QuizgenError
from quizgen.formats.archive import small_archive

if TYPE_CHECKING:
    from types import ModuleType

Cell: TypeAlias = str | int
LONG_AGO = datetime(1980, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


def workbook(rows: Iterable[Sequence[Cell]], widths: Mapping[str, int]) -> bytes:
    """The file, with columns as wide as told by their letters; raises QuizgenError without openpyxl.

    Words are words, also where they begin with an equals sign.
    """
    book = _library().Workbook()
    book.properties.creator = "quizgen"
    book.properties.created = book.properties.modified = LONG_AGO
    sheet = book.active
    for row, cells in enumerate(rows, start=1):
        for column, value in enumerate(cells, start=1):
            if value != "":
                cell = sheet.cell(row, column)
                cell.value = _ESCAPE.sub("_x005F_", value) if isinstance(value, str) else value
                cell.data_type = "s" if isinstance(value, str) else "n"
    for letter, width in widths.items():
        sheet.column_dimensions[letter].width = width
    saved = BytesIO()
    book.save(saved)
    return small_archive(_files(saved))


def _files(saved: BytesIO) -> dict[str, bytes]:
    """What is in the file, without the time at which it was saved."""
    with ZipFile(saved) as packed:
        files = {name: packed.read(name) for name in packed.namelist()}
    core = files["docProps/core.xml"]
    stamp = f"{LONG_AGO:%Y-%m-%dT%H:%M:%SZ}".encode()
    files["docProps/core.xml"] = re.sub(rb"(?<=>)\d{4}-\d\d-\d\dT[\d:]+Z(?=<)", stamp, core)
    return files


def _library() -> ModuleType:
    try:
        import openpyxl
    except ImportError:
        raise QuizgenError('a workbook needs openpyxl: install it with pip install "quizgen[kahoot]"') from None
    found: ModuleType = openpyxl
    return found
