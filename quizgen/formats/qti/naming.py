"""Identifiers: NCNames that are also names of files, the same in every package that holds the item."""

from __future__ import annotations

import re

from quizgen.formats.fingerprint import fingerprint
from quizgen.model import Item

LONGEST = 100
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
_OTHER = re.compile(r"[^A-Za-z0-9_-]+")


def identifier(item: Item) -> str:
    """The item's id, kind and a digest of its options: OpenOLAT takes no dot, space or leading digit in it."""
    question = item.question
    options = "\x1f".join([repr(option.value) for option in question.options])
    wanted = f"{question.id}-{question.kind}-{fingerprint(options)}"
    if _PLAIN.fullmatch(wanted) and len(wanted) <= LONGEST:
        return wanted
    return f"item-{fingerprint(wanted, 20)}"


def category(words: str) -> str:
    """A word as an identifier of a category."""
    shown = _OTHER.sub("-", words).strip("-")
    if _PLAIN.fullmatch(shown):
        return shown
    return f"c-{shown}" if shown else f"c-{fingerprint(words)}"
