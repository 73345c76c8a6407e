"""All that stands in the files of a format, however it is packed."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile, is_zipfile

from pypdf import PdfReader

from quizgen.formats.html.veil import unveiled
from quizgen.formats.protocol import Format, Options
from quizgen.model import Form

VEILED = re.compile(r'class="veiled">"([^"]+)"')
PICTURES = (b"\x89PNG", b"\xff\xd8")


def opened(fmt: Format, form: Form, options: Options) -> str:
    """The text of every file, one after the other, also of those in archives, decks and PDFs."""
    return "\n".join(text for file in fmt.write([form], options) for text in _texts(file.name, b"".join(file.chunks)))


def _texts(name: str, content: bytes) -> Iterator[str]:
    if content.startswith(b"%PDF"):
        yield from (page.extract_text() for page in PdfReader(BytesIO(content)).pages)
    elif is_zipfile(BytesIO(content)):
        with ZipFile(BytesIO(content)) as packed:
            for inner in packed.namelist():
                yield from _texts(inner, packed.read(inner))
    elif content.startswith(b"SQLite"):
        yield _rows(content)
    elif not content.startswith(PICTURES):
        yield content.decode()
        yield from (json.dumps(unveiled(one), ensure_ascii=False) for one in VEILED.findall(content.decode()))
    yield name


def _rows(content: bytes) -> str:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "deck"
        path.write_bytes(content)
        with sqlite3.connect(path) as deck:
            tables = [name for (name,) in deck.execute("select name from sqlite_master where type = 'table'")]
            return json.dumps([list(deck.execute(f"select * from {table}")) for table in tables], default=str)  # noqa: S608
