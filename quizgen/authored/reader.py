"""Reads and checks a file of authored items; every error is one sentence with file, item, key and what to write."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from msgspec import Struct, field

from quizgen.answers import Concept
from quizgen.asking.source import Weight
from quizgen.authored import texts
from quizgen.authored.item import Authored
from quizgen.authored.manners import Loose, Strict
from quizgen.authored.one_item import imported_item, strict_item
from quizgen.authored.pictures import Album, carried
from quizgen.authored.tables import HeadTable
from quizgen.errors import UsageError
from quizgen.misconceptions import concepts
from quizgen.reading import files
from quizgen.reading.records import every, filled, one
from quizgen.reading.shapes import SLUG, Slug
from quizgen.reading.toml import TomlTable, parsed
from quizgen.text import Text

CONCEPTS = "an author's own concepts need a table [[concept]] for each of them"
ITEMS = "a file of authored items needs a table [[item]] for each of them"
PICTURES = "a file that carries its pictures along needs a table [[picture]] for each of them"
LONGEST_CARRIED = 60_000_000
"""Characters of a text that carries its pictures along."""
WANTED = "a TOML file of authored items"
_FIRST_ITEM = re.compile(r"^\s*\[\[", re.MULTILINE)


class Head(Struct, frozen=True):
    """What a file says of itself."""

    title: str
    topic: str
    description: str
    weight: Weight
    language: str = ""
    imported: str = ""
    """The sort of file that its items come from, where they do."""


class ConceptFile(Struct, frozen=True):
    """A file's head, its items in their order, and the concepts that it brings."""

    head: Head
    items: tuple[Authored, ...]
    concepts: tuple[Concept, ...] = ()
    pictures: Mapping[str, bytes] = field(default_factory=dict)


def read(path: Path, text: str | None = None) -> ConceptFile:
    """The file's items, of its ``text`` where that is known; raises Faults with what is wrong."""
    entries = parsed(content(path), str(path)) if text is None else parsed(text, str(path), most=LONGEST_CARRIED)
    head = _head(entries)
    own = _concepts(entries.tables("concept", CONCEPTS)) if "concept" in entries else {}
    album = Album(path.parent, carried(entries.tables("picture", PICTURES)) if "picture" in entries else {})
    stood_in = _stood_in(path.stem, head.title)
    taken: set[object] = set()

    def item(table: TomlTable) -> Authored:
        entries, name = _named(table, taken)
        if head.imported:
            return imported_item(entries, Loose(own, f"{path.stem}-{name}", stood_in, head.title), album)
        return strict_item(entries, Strict(own), album)

    items = every(item, entries.tables("item", ITEMS))
    return ConceptFile(head, tuple(items), tuple(own.values()), album.used)


def _stood_in(name: str, title: str) -> Concept:
    """What a wrong answer of an imported file gets wrong, where nobody says what that is."""
    meaning = Text("What is right is said in the solution of each question.")
    return Concept(f"imported-{name}", f"answers wrongly in {title}", meaning, "")


def _named(table: TomlTable, taken: set[object]) -> tuple[TomlTable, str]:
    """The item's table as errors call it, and its id, which is ``taken`` from then on."""
    name = one(table, "id", Slug)
    if name in taken:
        raise table.error("id", f"'{name}' is the id of an earlier item too; write another")
    taken.add(name)
    return table.called(f"item '{name}'"), name


def read_head(path: Path, text: str | None = None) -> Head:
    """What stands before the first item; the items are not looked at."""
    whole = content(path) if text is None else text
    first = _FIRST_ITEM.search(whole)
    return _head(parsed(whole[: first.start()] if first else whole, str(path)))


def content(path: Path) -> str:
    """The file's text; raises UsageError where there is none that can be read."""
    if not files.is_regular(path):
        raise UsageError(f"{files.missing(path)}; name {WANTED}")
    if not SLUG.fullmatch(path.stem):
        raise UsageError(f"{path}: a file's name begins its items' ids; write small letters, digits and hyphens")
    try:
        return files.text(path)
    except OSError as error:
        raise UsageError(f"{files.unread(path, error)}; name {WANTED}") from None


def _head(entries: TomlTable) -> Head:
    given = filled(HeadTable, entries)
    return Head(
        given.title, given.topic, _joined(given.description), given.weight, given.language or "", given.imported or ""
    )


def _concepts(tables: Sequence[TomlTable]) -> Mapping[str, Concept]:
    """The concepts that the file brings itself."""
    found = concepts.read(tables)
    for table in tables:
        texts.sentence(table, "meaning", str(table.values["meaning"]))
        if (name := table.values["id"]) in concepts.concepts():
            raise table.error(
                "id", f"'{name}' is a concept that comes with quizgen; name it without a table, or write another"
            )
    return found


def _joined(words: str) -> str:
    """Paragraphs, each on one line."""
    return "\n\n".join(" ".join(part.split()) for part in re.split(r"\n\s*\n", words.strip()))
