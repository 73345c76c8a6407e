"""What a question's comments say of it: its idnumber and tags, as Moodle 3.7 and newer read them, and its points."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from msgspec import Struct

from quizgen.foreign.numbers import number

_ID = re.compile(r"\[id:((?:\\]|[^\]\n]){1,300})]")
_TAG = re.compile(r"\[tag:((?:\\]|[^\]<>`\n]){1,300})]")
_POINTS = re.compile(r"\[points:([^\]\n]{1,300})]")


class Said(Struct, frozen=True):
    """Its idnumber, empty where there is none, its tags, and its points."""

    id: str
    tags: tuple[str, ...]
    points: Fraction


def said(comments: Sequence[str]) -> Said:
    """What the comments say."""
    text = "\n".join(comments)
    marked, points = _ID.search(text), _POINTS.search(text)
    worth = number(points[1]) if points else None
    return Said(
        _plain(marked[1]) if marked else "",
        tuple(tag for tag in map(_plain, _TAG.findall(text)) if tag),
        Fraction(1) if worth is None else worth,
    )


def _plain(words: str) -> str:
    return words.replace("\\]", "]").strip()
