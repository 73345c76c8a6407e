"""Files that stand in a question of Moodle as base64, and what its texts call them."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from html import escape, unescape
from urllib.parse import quote, unquote

from msgspec.structs import replace

from quizgen.foreign.model import Passage, Picture
from quizgen.foreign.remarks import Remarks, shown
from quizgen.foreign.xml.tree import Element

_CALLED = re.compile(r"@@PLUGINFILE@@/([^\"'<>?#)\n]*)")
_IMAGE = re.compile(r"<img\b[^>]{0,4000}>", re.IGNORECASE | re.DOTALL)
_ALT = re.compile(r"\balt\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)
_SPACE = re.compile(r"\s+")


def files(element: Element, passage: Passage, remarks: Remarks) -> Iterator[Picture]:
    """The files beside a text, then those that it calls and that are not there."""
    found: set[str] = set()
    for one in element.all("file"):
        name = f"{one.get('path', '/').strip('/')}/{one.get('name')}".strip("/")
        found.add(name)
        yield Picture(name, _content(one, name, remarks), one.line, alt(passage.source, name))
    for name, line in called(passage):
        if name not in found:
            found.add(name)
            words = f"{shown(name)} is called here, and no <file> beside this text brings it: put it there"
            remarks.add("file-missing", words, line)
            yield Picture(name, None, line, alt(passage.source, name))


def called(passage: Passage) -> Iterator[tuple[str, int]]:
    """The names of files that a text calls, and on which line."""
    for found in _CALLED.finditer(passage.source):
        yield unquote(unescape(found[1])).strip(), passage.line + passage.source.count("\n", 0, found.start())


def alt(source: str, name: str) -> str:
    """What the text says a picture shows."""
    for image in _IMAGE.finditer(source):
        if any(unquote(unescape(one[1])).strip() == name for one in _CALLED.finditer(image[0])):
            found = _ALT.search(image[0])
            return unescape(found[1] or found[2] or "") if found else ""
    return ""


def _content(element: Element, name: str, remarks: Remarks) -> bytes | None:
    try:
        return base64.b64decode(_SPACE.sub("", element.text).encode("ascii"), validate=True)
    except (binascii.Error, ValueError):
        remarks.add("file-damaged", f"the content of {shown(name)} is no base64: write the file anew", element.line)
        return None


def old_image(question: Element, remarks: Remarks) -> Picture | None:
    """The picture of a question of Moodle 1.9, which stood beside its texts, not in them."""
    path, content = question.first("image"), question.first("image_base64")
    if path is None or not path.text.strip():
        return None
    name = path.text.strip().rpartition("/")[2]
    if content is None or not content.text.strip():
        words = f"the picture {shown(path.text)} is named here and not in the file: put it in as base64"
        remarks.add("file-missing", words, path.line)
        return Picture(name, None, path.line)
    return Picture(name, _content(content, name, remarks), path.line)


def with_image(text: Passage, name: str) -> Passage:
    """A text with a picture below it, in its own markup; plain words become HTML."""
    call = f"@@PLUGINFILE@@/{quote(name)}"
    if text.markup == "markdown":
        return replace(text, source=f"{text.source}\n\n![]({call})".strip())
    plain = text.markup == "plain"
    before = escape(text.source).replace("\n", "<br/>") if plain else text.source
    return replace(text, source=f'{before} <img src="{call}" alt=""/>'.strip(), markup="html" if plain else text.markup)
