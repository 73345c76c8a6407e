"""What a person sees of the files of a format: each text as the reader of that format decodes it, and none twice."""

from __future__ import annotations

import csv
import json
import re
import sqlite3
from base64 import b64decode
from collections.abc import Callable, Iterator, Mapping
from io import BytesIO, StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeAlias
from zipfile import ZipFile

from gift_file import imported
from lxml import etree, html
from markdown_it import MarkdownIt
from openpyxl import load_workbook

from quizgen.formats.html.veil import unveiled

Texts: TypeAlias = Iterator[str]
_QUIZ = re.compile(r"[A-Za-z0-9+/]{80,}={0,2}")
_MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable("table")


def seen(name: str, files: Mapping[str, bytes]) -> set[str]:
    """The texts of a format of that name, with one space between words."""
    every = (text for file, content in files.items() for text in READERS[name](file, content))
    return {" ".join(text.split()) for text in every}


def _html(markup: str) -> Texts:
    """The words of HTML, and of the attributes that a listener hears."""
    if markup.strip():
        tree = html.fragment_fromstring(markup, create_parent="div")
        yield str(tree.text_content())
        yield from (str(value) for value in tree.xpath("//@alt | //@aria-label | //@title"))


def _every_html(texts: Texts) -> Texts:
    return (shown for text in texts for shown in _html(text))


def _xml(_: str, content: bytes) -> Texts:
    """The words of each element and attribute."""
    for element in etree.fromstring(content).iter("*"):
        yield "".join(element.itertext())
        yield from map(str, element.attrib.values())


def _strings(value: Any) -> Texts:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        yield from (text for one in (value.values() if isinstance(value, dict) else value) for text in _strings(one))


def _items(name: str, content: bytes) -> Texts:
    """JSON, or a line of it for each item, whose texts are Markdown and its titles words."""
    lines = [content.decode()] if name.endswith(".json") else content.decode().splitlines()
    for told in map(json.loads, lines):
        items = told.get("items", [told])
        yield from _strings([told.get("title"), told.get("sections"), *(one["figures"] for one in items)])
        yield from _read_markdown(_strings(items))


def _json(_: str, content: bytes) -> Texts:
    return _strings(json.loads(content))


def _lines(_: str, content: bytes) -> Texts:
    yield from content.decode().splitlines()


def _zipped(read: Callable[[str, bytes], Texts], end: str) -> Callable[[str, bytes], Texts]:
    """A reader of the files in an archive whose names end so."""

    def reader(_: str, content: bytes) -> Texts:
        with ZipFile(BytesIO(content)) as packed:
            for name in packed.namelist():
                if name.endswith(end):
                    yield from read(name, packed.read(name))

    return reader


def _moodle(_: str, content: bytes) -> Texts:
    """Names and paths are words, all else HTML."""
    root = etree.fromstring(content)
    yield from root.xpath("//name/text/text() | //tag/text/text() | //answer/text/text()")
    yield from (path.replace("//", "/") for path in root.xpath("//category/text/text()"))
    yield from _every_html(root.xpath("//*[@format='html']/text/text()"))


def _gift(_: str, content: bytes) -> Texts:
    for one in imported(content.decode()):
        yield from (one.name, one.category.replace("//", "/"), *one.tags, *(each.beside for each in one.replies))
        yield from _html(one.stem)
        yield from _html(one.general)
        for each in one.replies:
            yield from _html(each.words)
            yield from _html(each.feedback)


def _h5p(name: str, content: bytes) -> Texts:
    """Fields are HTML, but for what describes a picture or a piece of content."""
    told = json.loads(content)
    if name == "h5p.json":
        yield from _strings(told)
        return
    shown = {**told, "questions": [{**one["params"], "media": ""} for one in told["questions"]]}
    yield from _every_html(_strings(shown))
    yield from (text for one in told["questions"] for text in _strings([one["metadata"], one["params"]["media"]]))


def _anki(_: str, content: bytes) -> Texts:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "deck"
        path.write_bytes(content)
        with sqlite3.connect(path) as deck:
            notes = [fields for (fields,) in deck.execute("select flds from notes")]
            decks = [told for (told,) in deck.execute("select decks from col")]
    yield from (shown for fields in notes for field in fields.split("\x1f") for shown in _html(field))
    yield from (text for told in decks for text in _strings(json.loads(told)))


def _markdown(source: str) -> Texts:
    """The words of each block of Markdown in which HTML may stand."""
    tree = html.fragment_fromstring(_MARKDOWN.render(source), create_parent="div")
    yield from (str(element.text_content()) for element in tree.iter())
    yield from map(str, tree.xpath("//@alt"))


def _read_markdown(texts: Texts) -> Texts:
    return (shown for text in texts for shown in _markdown(text))


def _notebook(_: str, content: bytes) -> Texts:
    for cell in json.loads(content)["cells"]:
        source = "".join(cell["source"])
        if cell["cell_type"] == "markdown":
            yield from _markdown(source)
        for hidden in _QUIZ.findall(source):
            content = b64decode(hidden)
            for text in _strings(json.loads(content)) if content[:1] in b"[{" else ():
                yield from _markdown(text)


def _workbook(_: str, content: bytes) -> Texts:
    for row in load_workbook(BytesIO(content)).active.iter_rows(values_only=True):
        yield from (cell for cell in row if isinstance(cell, str))


def _csv(name: str, content: bytes) -> Texts:
    """Cells, of which those before the word HTML are HTML."""
    if name.endswith(".csv"):
        for row in csv.reader(StringIO(content.decode("utf-8-sig"))):
            for cell, after in zip(row, [*row[1:], ""], strict=True):
                yield from _html(cell) if after == "HTML" else (cell,)


def _tabs(_: str, content: bytes) -> Texts:
    return _every_html(cell for line in content.decode().split("\r\n") for cell in line.split("\t"))


def _printed_markdown(name: str, content: bytes) -> Texts:
    if name.endswith(".md"):
        yield from _markdown(content.decode())


def _page(_: str, content: bytes) -> Texts:
    """What a page shows, and what it veils: texts of HTML, but for ids."""
    tree = html.fromstring(content)
    for veiled in tree.xpath("//script[@class='veiled']"):
        told = unveiled(json.loads(veiled.text))
        yield from _every_html(text for text in _strings(told) if text.strip())
    for own in tree.xpath("//script | //style"):
        own.drop_tree()
    yield from (str(element.text_content()) for element in tree.iter("*"))
    yield from (str(value) for value in tree.xpath("//@alt | //@aria-label"))


def _canvas(name: str, content: bytes) -> Texts:
    """Words, but for the texts that say that they are HTML."""
    root = etree.fromstring(content)
    yield from _xml(name, content)
    yield from _every_html(root.xpath("//*[local-name() = 'mattext'][@texttype = 'text/html']/text()"))


def _course(name: str, content: bytes) -> Texts:
    if name.endswith(".json"):
        yield from _json(name, content)


READERS: Mapping[str, Callable[[str, bytes], Texts]] = {
    "aiken": _lines,
    "anki": _zipped(_anki, ".anki2"),
    "blackboard": _tabs,
    "brightspace": _csv,
    "docx": _zipped(_xml, ".xml"),
    "gift": _gift,
    "google-forms": _json,
    "h5p": _zipped(_h5p, ".json"),
    "html": _page,
    "ipynb": _notebook,
    "json": _items,
    "jsonl": _items,
    "kahoot": _workbook,
    "markdown": _printed_markdown,
    "moodle": _moodle,
    "prairielearn": _course,
    "qti12": _zipped(_canvas, ".xml"),
    "qti21": _zipped(_xml, ".xml"),
    "qti30": _zipped(_xml, ".xml"),
}
