"""What a reader sees of a text, as far as two texts can be told apart by it."""

from __future__ import annotations

import re
from functools import lru_cache

from quizgen.foreign.model import Passage
from quizgen.linting.shown.names import BLOCK, MEANT
from quizgen.linting.shown.page import KEPT, Piece, Tag, parts

_SPACE = re.compile(r"[ \t\r\n\f\u00a0\u202f\u2009]+")
_PICTURES = ("img", "video", "audio", "object", "embed", "input", "svg", "iframe", "canvas")
_AT_ENDS = re.compile(r"^(?:\s|<br>)+|(?:\s|<br>)+$")


@lru_cache(maxsize=KEPT)
def seen(passage: Passage) -> str:
    """The words on one line, with the tags that change what they say: of mathematics, of figures, of struck words."""
    if passage.markup in {"plain", "quizgen"}:
        return _SPACE.sub(" ", passage.source).strip()
    told = "".join(_tag(part) if isinstance(part, Tag) else _words(part) for part in parts(passage))
    return re.sub(r" {2,}", " ", told).strip()


def words(passage: Passage) -> str:
    """The words alone, on one line."""
    return _SPACE.sub(
        " ", "".join(part.text if isinstance(part, Piece) else _gap(part) for part in parts(passage))
    ).strip()


def empty(passage: Passage) -> bool:
    """Whether nothing at all is seen of it, no picture either."""
    return not words(passage) and not any(isinstance(part, Tag) and part.name in _PICTURES for part in parts(passage))


def _gap(tag: Tag) -> str:
    return " " if tag.name in BLOCK else ""


def _words(piece: Piece) -> str:
    return piece.text.replace(" ", "\u2007") if piece.verbatim else _SPACE.sub(" ", piece.text)


def _tag(tag: Tag) -> str:
    if tag.foreign or tag.name in MEANT or tag.name in _PICTURES or tag.name == "math":
        told = "".join(
            f" {name}={value}" for name, value in sorted(tag.attributes.items()) if name not in {"alt", "id"}
        )
        return f"<{'/' * tag.end}{tag.name}{told}>"
    return _gap(tag)
