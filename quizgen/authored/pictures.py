"""The pictures of a file of items: files beside it, or carried along where it is read on another machine."""

from __future__ import annotations

from base64 import b64decode, b64encode
from binascii import Error
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from msgspec import Struct, field

from quizgen.authored.manners import Manner
from quizgen.authored.tables import DataTable, PictureTable
from quizgen.errors import FormulaError
from quizgen.figures.picture import picture
from quizgen.figures.raster import LARGEST
from quizgen.model import Figure
from quizgen.reading import files
from quizgen.reading.records import filled
from quizgen.reading.toml import TomlTable
from quizgen.text import Text

PICTURES = "write a table [[item.picture]] with file and alt"
UNTOLD = Text("A picture that nobody has described.")
"""In the place of words that a picture does not have: readers for the blind need some."""
_LINE = 10_000
"""Letters of a line of base64."""


class Album(Struct, frozen=True):
    """Where pictures are found: what is carried along, then the folder; ``used`` are those that were asked for."""

    folder: Path
    carried: Mapping[str, bytes]
    used: dict[str, bytes] = field(default_factory=dict)

    def figures(self, entries: TomlTable, manner: Manner) -> tuple[Figure, ...]:
        """The pictures of an item; raises UsageError for one that is not there, no picture, or not clean."""
        if "picture" not in entries:
            return ()
        return tuple(self._figure(table, manner) for table in entries.tables("picture", PICTURES))

    def _figure(self, table: TomlTable, manner: Manner) -> Figure:
        given = filled(PictureTable, table)
        alt = manner.line(table, "alt", given.alt) if given.alt.strip() else UNTOLD
        content = self._content(given.file, table)
        try:
            figure, dropped = picture(content, alt, given.place, given.width)
        except FormulaError as error:
            raise table.error("file", f"'{given.file}' cannot be shown: {error}; write SVG, PNG or JPEG") from None
        if dropped:
            raise table.error("file", f"'{given.file}' holds {dropped[0]}; leave that out, for a picture only shows")
        self.used[given.file] = content
        return figure

    def _content(self, name: str, table: TomlTable) -> bytes:
        if name in self.carried:
            return self.carried[name]
        place = PurePosixPath(name)
        if place.is_absolute() or ".." in place.parts or "\\" in name or ":" in name:
            raise table.error("file", f"'{name}' leads elsewhere; name a file beside this one, or in a folder there")
        path = self.folder / place
        if not files.is_regular(path):
            raise table.error("file", f"{files.missing(path)}; put the picture there")
        try:
            with path.open("rb") as file:
                return file.read(LARGEST + 1)
        except OSError as error:
            raise table.error("file", files.unread(path, error)) from None


def carried(tables: tuple[TomlTable, ...]) -> dict[str, bytes]:
    """The pictures that a file carries along, by their names; raises UsageError for what is no base64."""
    found: dict[str, bytes] = {}
    for table in tables:
        given = filled(DataTable, table)
        try:
            found[given.file] = b64decode("".join(given.data), validate=True)
        except (Error, ValueError):
            raise table.error("data", "this is no base64") from None
    return found


def with_pictures(text: str, pictures: Mapping[str, bytes]) -> str:
    """A file's text that carries its pictures along."""
    return "".join([text, *(_table(name, content) for name, content in sorted(pictures.items()))])


def _table(name: str, content: bytes) -> str:
    letters = b64encode(content).decode()
    lines = "".join(f'    "{letters[start : start + _LINE]}",\n' for start in range(0, len(letters), _LINE))
    quoted = name.replace("\\", "\\\\").replace('"', '\\"')
    return f'\n[[picture]]\nfile = "{quoted}"\ndata = [\n{lines}]\n'
