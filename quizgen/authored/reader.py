"""Reads and checks a file of authored items; every error is one sentence with file, item, key and what to write."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISDIR, S_ISREG

from quizgen.answers import Concept
from quizgen.asking.source import SHARES, Weight
from quizgen.authored import texts
from quizgen.authored.answers import READERS, ItemForm
from quizgen.authored.item import Authored
from quizgen.errors import UsageError
from quizgen.misconceptions import concepts
from quizgen.model import LEVELS
from quizgen.reading import files
from quizgen.reading.toml import TomlTable, parsed
from quizgen.text import Text
from quizgen.text.speech import SPEECH

COMMON = ("id", "kind", "level", "covers", "stem", "explanation", "hint", "source", "tags", "enemies")
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


@dataclass(frozen=True, slots=True)
class ConceptFile:
    """A file's head, its items in their order, and the concepts that it brings."""

    head: Head
    items: tuple[Authored, ...]
    concepts: tuple[Concept, ...] = ()


def read(path: Path, text: str | None = None) -> ConceptFile:
    """The file's items, of its ``text`` where that is known; raises UsageError at the first thing that is wrong."""
    entries = parsed(content(path) if text is None else text, str(path))
    entries.only("title", "topic", "description", "weight", "item", "concept")
    head = _head(entries)
    own = _concepts(entries.tables("concept", CONCEPTS)) if "concept" in entries else {}
    found: dict[str, Authored] = {}
    for table in entries.tables("item", ITEMS):
        item = _item(table, own)
        if item.id in found:
            raise table.error("id", f"'{item.id}' is the id of an earlier item too; write another")
        found[item.id] = item
    return ConceptFile(head, tuple(found.values()), tuple(own.values()))


def read_head(path: Path, text: str | None = None) -> Head:
    """What stands before the first item; the items are not looked at."""
    whole = content(path) if text is None else text
    first = _FIRST_ITEM.search(whole)
    return _head(parsed(whole[: first.start()] if first else whole, str(path)))


def content(path: Path) -> str:
    """The file's text; raises UsageError where there is none that can be read."""
    try:
        mode = path.stat().st_mode
        if not S_ISREG(mode):
            raise UsageError(f"{path} is {'a folder' if S_ISDIR(mode) else 'no file'}; name {WANTED}")
        if not texts.SLUG.fullmatch(path.stem):
            raise UsageError(f"{path}: a file's name begins its items' ids; write small letters, digits and hyphens")
        return files.text(path)
    except FileNotFoundError:
        raise UsageError(f"there is no file {path}; name {WANTED}") from None
    except OSError as error:
        raise UsageError(f"{path}: it cannot be read ({error.strerror}); name {WANTED}") from None


def _head(entries: TomlTable) -> Head:
    return Head(
        entries.text("title"),
        texts.slug(entries, "topic"),
        _joined(entries.text("description")),
        entries.one_of("weight", tuple(SHARES)) if "weight" in entries else "common",
    )


def _concepts(tables: Sequence[TomlTable]) -> Mapping[str, Concept]:
    """The concepts that the file brings itself."""
    found = concepts.read(tables)
    for table in tables:
        texts.sentence(table, "meaning")
        if (name := table.text("id")) in concepts.concepts():
            raise table.error(
                "id", f"'{name}' is a concept that comes with quizgen; name it without a table, or write another"
            )
    return found


def _joined(words: str) -> str:
    """Paragraphs, each on one line."""
    return "\n\n".join(" ".join(part.split()) for part in re.split(r"\n\s*\n", words.strip()))


def _item(table: TomlTable, own: Mapping[str, Concept]) -> Authored:
    name = texts.slug(table, "id")
    entries = TomlTable(table.where, f"item '{name}'", table.values)
    form = entries.one_of("kind", tuple(READERS))
    keys, answer = READERS[form]
    entries.only(*COMMON, *keys)
    return Authored(
        id=name,
        level=entries.one_of("level", LEVELS),
        covers=_covers(entries),
        stem=_stem(entries, form),
        answer=answer(entries, own),
        explanation=texts.passage(entries, "explanation"),
        source=entries.text("source"),
        tags=entries.texts("tags"),
        enemies=_enemies(entries, name),
        hint=texts.passage(entries, "hint") if "hint" in entries else None,
    )


def _covers(entries: TomlTable) -> tuple[str, ...]:
    """The tutorial's claims; an author's own file may be about something else."""
    claims = entries.texts("covers")
    for claim in claims:
        if not _CLAIM.fullmatch(claim):
            raise entries.error("covers", f"'{claim}' is no claim of the tutorial; write L and a line, such as L733")
    return claims


def _enemies(entries: TomlTable, item: str) -> tuple[str, ...]:
    """Names of others, each once; who they are is known where all files are."""
    names = entries.texts("enemies")
    for name in names:
        if name == item:
            raise entries.error("enemies", f"'{name}' is this item itself; name others")
        if names.count(name) > 1:
            raise entries.error("enemies", f"'{name}' stands here twice; write it once")
    return names


def _stem(entries: TomlTable, form: ItemForm) -> Text:
    stem = texts.passage(entries, "stem")
    spoken = SPEECH.text(stem)
    if form == "true-false" and not _STATEMENT.fullmatch(spoken):
        raise entries.error("stem", 'it begins with "True or false:" and states something that ends with ".", not "?"')
    if "?" not in spoken and form in ("choice", "multiple"):
        raise entries.error("stem", f"the stem asks nothing; write a question with '?', not '{spoken}'")
    return stem
