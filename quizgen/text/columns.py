"""How many columns of a terminal a text takes: most characters one, wide ones two, marks on others none."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache

_JAMO = range(0x1160, 0x1200)
"""Vowels and final consonants of Hangul, which are drawn onto the syllable before them."""
SOFT_HYPHEN = "\N{SOFT HYPHEN}"


def columns(text: str) -> int:
    """The columns of a line without control characters."""
    return len(text) if text.isascii() else _counted(text)


@lru_cache(maxsize=1 << 12)
def _counted(text: str) -> int:
    return sum(map(_columns, text))


@cache
def _columns(one: str) -> int:
    if unicodedata.east_asian_width(one) in {"W", "F"}:
        return 2
    drawn_onto = unicodedata.category(one) in {"Mn", "Me", "Cf"} or ord(one) in _JAMO
    return 0 if drawn_onto and one != SOFT_HYPHEN else 1


def left(text: str, width: int) -> str:
    """The text and blanks after it, so many columns in all."""
    return text + " " * (width - columns(text))


def right(text: str, width: int) -> str:
    """Blanks and the text after them, so many columns in all."""
    return " " * (width - columns(text)) + text


def middle(text: str, width: int) -> str:
    """The text between blanks, so many columns in all, as ``str.center`` does."""
    return text.center(width - columns(text) + len(text))


def cut(text: str, width: int) -> tuple[str, str]:
    """As much of the text as so many columns hold, at least one character, and the rest."""
    taken = 0
    for place, one in enumerate(text):
        taken += _columns(one)
        if taken > width and place:
            return text[:place], text[place:]
    return text, ""
