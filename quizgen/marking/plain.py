"""Texts as they are compared after they were shown by a program and copied from there: letters, digits, few signs."""

from __future__ import annotations

import re
from functools import lru_cache

_FENCE = re.compile(r"^```\w*$", re.MULTILINE)
_ENTITY = re.compile(r"&#\d+;")
_SAME = str.maketrans({"−": "-", "–": "-", "×": "x", "‹": "<", "›": ">"})
_DROPPED = frozenset("`'\"*_\\$()[]{},;:|#~ ’“”")


@lru_cache(maxsize=1 << 14)
def plain(text: str) -> str:
    """The text without markup, spaces and marks, in small letters; a point at its end is none of it."""
    shown = _ENTITY.sub("", text).translate(_SAME)
    return "".join(one for one in shown if one not in _DROPPED and not one.isspace()).casefold().rstrip(".")


@lru_cache(maxsize=1 << 12)
def rough(text: str) -> str:
    """Letters and digits alone: the same of a long text however its lists, tables and code are set."""
    return "".join(filter(str.isalnum, _ENTITY.sub("", _FENCE.sub("", text)))).casefold()
