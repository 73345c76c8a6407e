"""Reads and checks a file of authored items; every error is one sentence with file, item, key and what to write."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from quizgen.answers import Concept
from quizgen.asking.source import Weight
from quizgen.authored import texts
from quizgen.authored.answers import layout
from quizgen.authored.item import Authored
from quizgen.authored.tables import TABLES, HeadTable, ItemForm, ItemTable
from quizgen.errors import UsageError
from quizgen.misconceptions import concepts
from quizgen.reading import files
from quizgen.reading.records import every, filled, one
from quizgen.reading.shapes import SLUG, Slug
from quizgen.reading.toml import TomlTable, parsed
from quizgen.text import Text
from quizgen.text.speech import SPEECH

CONCEPTS = "an author's own concepts need a table [[concept]] for each of them"
ITEMS = "a file of authored items needs a table [[item]] for each of them"
WANTED = "a TOML file of authored items"
_CLAIM = re.compile(r"L[1-9][0-9]*")
_STATEMENT = re.compile(r"True or false: [^?]+\.")
_FIRST_ITEM = re.compile(r"^\s*\[\[", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Head:
    """What a file says of itself."""

    title: str
    topic: str
    description: str
    weight: Weight
    language: str = ""


@dataclass(frozen=True, slots=True)
class ConceptFile:
    """A file's head, its items in their order, and the concepts that it brings."""

    head: Head
    items: tuple[Authored, ...]
    concepts: tuple[Concept, ...] = ()


def read(path: Path, text: str | None = None) -> ConceptFile:
    """The file's items, of its ``text`` where that is known; raises Faults with what is wrong."""
    entries = parsed(content(path) if text is None else text, str(path))
    head = _head(entries)
    own = _concepts(entries.tables("concept", CONCEPTS)) if "concept" in entries else {}
    taken: set[object] = set()
    items = every(partial(_item, own=own, taken=taken), entries.tables("item", ITEMS))
    return ConceptFile(head, tuple(items), tuple(own.values()))


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
    return Head(given.title, given.topic, _joined(given.description), given.weight, given.language or "")


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


def _item(table: TomlTable, own: Mapping[str, Concept], taken: set[object]) -> Authored:
    """The item; its id is ``taken`` from then on."""
    name = one(table, "id", Slug)
    if name in taken:
        raise table.error("id", f"'{name}' is the id of an earlier item too; write another")
    taken.add(name)
    entries = table.called(f"item '{name}'")
    given = filled(TABLES[one(entries, "kind", ItemForm)], entries)
    return Authored(
        id=given.id,
        level=given.level,
        covers=_covers(entries, given.covers),
        stem=_stem(entries, given),
        answer=layout(given, entries, own),
        explanation=texts.passage(entries, "explanation", given.explanation),
        source=given.source,
        tags=given.tags,
        enemies=_enemies(entries, given),
        hint=texts.passage(entries, "hint", given.hint) if given.hint else None,
        language=given.language or "",
    )


def _covers(entries: TomlTable, claims: tuple[str, ...]) -> tuple[str, ...]:
    """The tutorial's claims; an author's own file may be about something else."""
    for claim in claims:
        if not _CLAIM.fullmatch(claim):
            raise entries.error("covers", f"'{claim}' is no claim of the tutorial; write L and a line, such as L733")
    return claims


def _enemies(entries: TomlTable, item: ItemTable) -> tuple[str, ...]:
    """Names of others, each once; who they are is known where all files are."""
    names = item.enemies
    for name in names:
        if name == item.id:
            raise entries.error("enemies", f"'{name}' is this item itself; name others")
        if names.count(name) > 1:
            raise entries.error("enemies", f"'{name}' stands here twice; write it once")
    return names


def _stem(entries: TomlTable, item: ItemTable) -> Text:
    stem = texts.passage(entries, "stem", item.stem)
    spoken = SPEECH.text(stem)
    if item.kind == "true-false" and not _STATEMENT.fullmatch(spoken):
        raise entries.error("stem", 'it begins with "True or false:" and states something that ends with ".", not "?"')
    if "?" not in spoken and item.kind in ("choice", "multiple"):
        raise entries.error("stem", f"the stem asks nothing; write a question with '?', not '{spoken}'")
    return stem
