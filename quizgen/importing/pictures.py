"""The pictures that a question's texts show, as files for the folder of an imported file."""

from __future__ import annotations

import re
from base64 import b64decode
from binascii import Error
from pathlib import PurePosixPath
from urllib.parse import unquote, unquote_to_bytes

from msgspec import Struct

from quizgen.errors import FormulaError
from quizgen.figures.picture import picture
from quizgen.foreign.model import Foreign
from quizgen.importing.making import Making
from quizgen.importing.nodes import Image
from quizgen.importing.passages import Dropped
from quizgen.text import Text
from quizgen.text.markdown import MARKDOWN

_DATA = re.compile(r"data:image/[\w.+-]+(?:;[\w=-]+)*?(?P<base64>;base64)?,(?P<data>.*)", re.DOTALL)
_PREFIX = re.compile(r"^(?:@@PLUGINFILE@@/|\$IMS-CC-FILEBASE\$/|\./)+")
SUFFIX = {"image/png": ".png", "image/jpeg": ".jpg"}


class Shown(Struct, frozen=True):
    """A picture as it is written: its bytes, the end of its name, its words in Markdown, where it stands, how wide."""

    content: bytes
    suffix: str
    alt: str
    place: str
    width: int


def pictures(question: Foreign, making: Making) -> tuple[Shown, ...]:
    """The pictures of stem and solution; raises Dropped where one of the stem is missing or cannot be shown."""
    every = {_bare(one.name): one.content for one in question.pictures}
    found: list[Shown] = []
    for image, place in making.passages.images:
        shown = _shown(image, place, every, making)
        if shown and not (making.ours and shown in found):
            found.append(shown)
    used = {_bare(image.name) for image, _ in making.passages.images}
    for one in question.pictures:
        if _bare(one.name) not in used:
            making.remark(
                "picture-unused", f"the file {one.name} is shown by no stem or solution: it is left out", one.line
            )
    return tuple(sorted(found, key=lambda one: one.place == "solution"))


def _shown(image: Image, place: str, every: dict[str, bytes | None], making: Making) -> Shown | None:
    name = image.name if len(image.name) <= 60 else f"{image.name[:59]}…"
    try:
        content = _content(image.name, every)
        figure, dropped = picture(content, Text(""), place, image.width)
    except FormulaError as error:
        if place == "stem":
            raise Dropped("picture-missing", f"its picture '{name}' cannot be shown: {error}") from None
        making.remark("picture-missing", f"the picture '{name}' of the solution is left out: {error}", 0)
        return None
    if dropped:
        making.remark("picture-cleaned", f"the picture '{name}' held {dropped[0]}, which is left out", 0)
    alt = MARKDOWN.string(image.alt) if image.alt else ""
    if "svg" in figure.params:
        return Shown(figure.params["svg"].encode(), ".svg", alt, place, 0)
    return Shown(content, SUFFIX[figure.params["type"]], alt, place, image.width)


def _content(name: str, every: dict[str, bytes | None]) -> bytes:
    """The bytes of a picture; raises FormulaError where there are none."""
    if found := _DATA.fullmatch(name):
        try:
            return b64decode(unquote(found["data"])) if found["base64"] else unquote_to_bytes(found["data"])
        except (Error, ValueError):
            raise FormulaError("its data are no base64") from None
    bare = _bare(name)
    content = every.get(bare) or every.get(PurePosixPath(bare).name)
    if content is None:
        away = name.startswith(("http:", "https:", "//"))
        raise FormulaError("it lies on another server" if away else "the file does not hold it")
    return content


def _bare(name: str) -> str:
    return unquote(_PREFIX.sub("", name.partition("?")[0])).lstrip("/")
