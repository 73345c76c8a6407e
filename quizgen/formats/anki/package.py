"""The package that Anki imports: genanki's tables in a database, and pictures by number.

All follows from the notes: genanki is given one time for everything, and the database keeps no version of SQLite's.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from hashlib import blake2b
from itertools import count
from typing import Any

from quizgen import resources
from quizgen.answers import Kind
from quizgen.errors import QuizgenError
from quizgen.formats.anki.note import FIELDS, Note
from quizgen.formats.archive import archive
from quizgen.formats.programs import program
from quizgen.formats.protocol import Spool

DATABASE = "collection.anki2"
PROGRAM = ("answers/numbers.js", "anki/card.js")
FIRST_MOMENT = 1_700_000_000
"""Seconds: no note of ours is older. Anki takes changes over where a package is newer than what it has."""
CHOOSE, TYPE, SEVERAL = (
    ("quizgen: choose", 1_853_020_611),
    ("quizgen: type", 1_853_020_612),
    ("quizgen: several", 1_853_020_613),
)
"""Note types: their names, and the numbers by which Anki knows them again; never changed."""
TYPES: Mapping[Kind, tuple[str, int]] = {
    "choice": CHOOSE,
    "multiple": CHOOSE,
    "numerical": TYPE,
    "matching": SEVERAL,
    "ordering": SEVERAL,
    "grid": SEVERAL,
    "parts": SEVERAL,
}
_VERSION_AT = slice(96, 100)
"""Where a database says which version of SQLite wrote it, which nobody reads."""
_VERSION = (3_040_000).to_bytes(4)


def package(notes: Iterable[Note], spool: Spool) -> Iterator[bytes]:
    """The package; a note that stands twice is one. Raises QuizgenError without genanki."""
    pictures: dict[str, bytes] = {}
    database = _database(notes, pictures)
    names = sorted(pictures)
    files = {str(number): pictures[name] for number, name in enumerate(names)}
    files[DATABASE] = database
    files["media"] = json.dumps({str(number): name for number, name in enumerate(names)}).encode()
    return archive(((name, [files[name]]) for name in sorted(files)), spool)


def moment(version: str) -> int:
    """The time of all notes: a later version of quizgen, whose words may be better, is newer by seconds."""
    numbers = [int(part) for part in version.split(".")[:3] if part.isdecimal()]
    return FIRST_MOMENT + sum(number * scale for number, scale in zip(numbers, (1_000_000, 1_000, 1), strict=False))


def _database(notes: Iterable[Note], pictures: dict[str, bytes]) -> bytes:
    """The database; adds the notes' pictures."""
    genanki, time = _library(), moment(resources.version())
    connection = sqlite3.connect(":memory:")
    cursor, numbers = connection.cursor(), count(time * 1000)
    genanki.Package([]).write_to_db(cursor, time, numbers)
    decks: dict[str, Any] = {}
    written: set[str] = set()
    for note in notes:
        if note.guid in written:
            continue
        written.add(note.guid)
        pictures.update(note.pictures)
        model = _model(TYPES[note.kind])
        deck = decks.setdefault(note.deck, genanki.Deck(_number(note.deck), note.deck))
        deck.add_model(model)
        made = genanki.Note(model=model, fields=list(note.fields), guid=note.guid, tags=list(note.tags))
        made.write_to_db(cursor, time, deck.deck_id, numbers)
    for name in sorted(decks):
        decks[name].write_to_db(cursor, time, numbers)
    connection.commit()
    made = bytearray(connection.serialize())
    connection.close()
    made[_VERSION_AT] = _VERSION
    return bytes(made)


def _number(name: str) -> int:
    """A deck's number, the same wherever it has this name; Anki's own first deck is 1."""
    return (1 << 40) + int.from_bytes(blake2b(name.encode(), digest_size=5).digest())


@cache
def _model(kind: tuple[str, int]) -> Any:
    name, number = kind
    return _library().Model(
        number,
        name,
        fields=[{"name": field} for field in FIELDS],
        templates=[{"name": "Card", "qfmt": _side("front"), "afmt": _side("back")}],
        css=_own("style.css"),
    )


def _side(name: str) -> str:
    """A side of the card with the program that judges answers."""
    return f"{_own(f'{name}.html')}<script>\n{program(PROGRAM)}</script>\n"


def _own(name: str) -> str:
    return (resources.templates() / "anki" / name).read_text(encoding="utf-8")


def _library() -> Any:
    try:
        import genanki
    except ImportError:
        raise QuizgenError('--format anki needs genanki, which is not installed: pip install "quizgen[anki]"') from None
    return genanki
