"""A foreign file as a file of authored items with its pictures; each item is read back before anything is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path, PurePath
from typing import Any

from msgspec import Struct

from quizgen.answers import Concept
from quizgen.authored.manners import Loose
from quizgen.authored.one_item import imported_item
from quizgen.authored.pictures import Album
from quizgen.errors import QuizgenError, UsageError
from quizgen.foreign.model import Foreign, ForeignFile, Remark, Sort
from quizgen.importing import toml
from quizgen.importing.making import Fields
from quizgen.importing.naming import slug, unique
from quizgen.importing.of_items import made_of
from quizgen.importing.pictures import Shown
from quizgen.importing.question import Made, made
from quizgen.misconceptions.concepts import concepts
from quizgen.reading.limits import LONGEST_FILE
from quizgen.reading.toml import parsed
from quizgen.sets import asked, reader
from quizgen.text import Text

CALLED: Mapping[Sort, str] = {
    "moodle": "Moodle XML",
    "gift": "GIFT",
    "aiken": "Aiken",
    "qti12": "QTI 1.2",
    "qti21": "QTI 2.1",
    "qti30": "QTI 3.0",
    "rmd": "R/exams",
    "json": "quizgen's JSON",
}
_NOBODY = Concept("nobody", "nobody", Text(""), "")
_HEAD = ("id", "kind", "topic", "level", "stem", "explanation", "hints", "source", "tags", "points", "signed")


class Imported(Struct, frozen=True):
    """The text of the file, its pictures by their names beside it, how many items it holds, and what was lost."""

    text: str
    pictures: Mapping[str, bytes]
    items: int
    remarks: tuple[Remark, ...]


def imported(file: ForeignFile, name: str, content: bytes = b"") -> Imported:
    """The file of that ``name``, without its end; where nothing can be carried over it has no items.

    Items that quizgen wrote as JSON are read from the file's ``content``, where it is known.
    """
    taken: set[str] = set()
    pictures: dict[str, bytes] = {}
    tables: list[Fields] = []
    remarks: list[Remark] = []
    for question, found in _made(file, content):
        table, shown, lost = _one(question, found, name, taken)
        remarks += lost
        if table is not None:
            tables.append(table)
            pictures |= shown
    text = _text(file, name, tables, remarks) if tables else ""
    if len(text) > LONGEST_FILE:
        raise UsageError(
            f"{file.where}: its items have {len(text):,} characters, a file of items {LONGEST_FILE:,} at most; part it"
        )
    return Imported(text, pictures, len(tables), tuple(remarks))


def _made(file: ForeignFile, content: bytes) -> Iterator[tuple[Foreign, Made]]:
    """Each question with what it becomes."""
    if file.sort != "json" or not content:
        yield from ((question, made(question)) for question in file.questions)
        return
    known = {question.idnumber: question for question in file.questions}
    bundle = reader.decoded(content, file.where)
    items = (item for form in range(len(bundle.forms)) for item in asked.items(bundle.taken(form), concepts().get))
    for item in {item.id: item for item in items}.values():
        question = known.get(item.id)
        if question is not None:
            yield question, made_of(item, question.tags, question.line)


def _one(
    question: Foreign, found: Made, name: str, taken: set[str]
) -> tuple[Fields | None, dict[str, bytes], list[Remark]]:
    """A question's table, its pictures, and what was lost."""
    remarks = [*found.remarks]
    if found.table is None:
        return None, {}, remarks
    own = unique(slug(found.table["id"]) if len(found.table["id"]) > 90 else found.table["id"], taken)
    pictures = {
        f"{name}-pictures/{own}-{number}{one.suffix}": one for number, one in enumerate(found.pictures, start=1)
    }
    table = {**_ordered(found.table | {"id": own}), **({"picture": [*_told(pictures)]} if pictures else {})}
    contents = {file: one.content for file, one in pictures.items()}
    if fault := _fault(table, contents):
        taken.discard(own)
        within = question.own.get("member", "")
        words = f"the question is not carried over: {fault}"
        return None, {}, [*remarks, Remark("not-askable", "error", words, question.line, question.name, within)]
    return table, contents, remarks


def _ordered(table: Fields) -> Fields:
    return {key: table[key] for key in (*_HEAD, *table) if key in table}


def _told(pictures: Mapping[str, Shown]) -> Iterator[dict[str, Any]]:
    for file, one in pictures.items():
        place = {"place": one.place} if one.place != "stem" else {}
        yield {"file": file, "alt": one.alt, **place, **({"width": one.width} if one.width else {})}


def _fault(table: Fields, pictures: Mapping[str, bytes]) -> str:
    """Why the item cannot be read back and asked; nothing where it can."""
    try:
        entries = parsed(toml.text({"item": [table]}), "").tables("item", "")[0].called("")
        imported_item(entries, Loose({}, "item", _NOBODY), Album(Path(), pictures))
    except QuizgenError as error:
        return str(error).removeprefix(": ").partition(" (line ")[0]
    return ""


def _text(file: ForeignFile, name: str, tables: Sequence[Fields], remarks: Sequence[Remark]) -> str:
    topics = {table.get("topic", "") for table in tables}
    topic = topics.pop() if len(topics) == 1 else ""
    title = " ".join(file.title.split()) or name.replace("-", " ").capitalize()
    count = f"{len(tables)} {'item' if len(tables) == 1 else 'items'}"
    head: dict[str, Any] = {
        "title": title[:200],
        "topic": topic or slug(title),
        "description": f"{count} imported from {name_of(file)}, {CALLED[file.sort]}; the keys are those of that file.",
        "imported": file.sort,
        "item": [_without_topic(table) if topic else table for table in tables],
    }
    return toml.text(head, _comment(file, remarks))


def name_of(file: ForeignFile) -> str:
    """What the file is called, without its folder."""
    return PurePath(file.where).name


def _without_topic(table: Fields) -> Fields:
    return {key: value for key, value in table.items() if key != "topic"}


def _comment(file: ForeignFile, remarks: Sequence[Remark]) -> list[str]:
    name = name_of(file)
    if not remarks:
        return [f"Imported from {name}; everything was carried over."]
    return [f"Imported from {name}. What was not carried over as it stood:", *(f"  {one}" for one in told(remarks))]


def told(remarks: Iterable[Remark]) -> list[str]:
    """A line for each remark; those that say the same are one."""
    found: dict[tuple[str, str], list[Remark]] = {}
    for one in remarks:
        found.setdefault((one.rule, one.words), []).append(one)
    return [_line(same[0], len(same) - 1) for same in found.values()]


def _line(one: Remark, more: int) -> str:
    where = f"{one.within}, line {one.line}" if one.within else f"line {one.line}"
    about = f", '{_short(one.question)}'" if one.question else ""
    again = f" (and {more} more)" if more else ""
    return f"{where}{about}: {' '.join(one.words.split())} [{one.rule}]{again}"


def _short(name: str) -> str:
    line = " ".join(name.split())
    return line if len(line) <= 50 else f"{line[:49]}…"
