r"""Escaped characters of GIFT put out of the way: each becomes one character that no file holds, until it is shown.

A backslash frees ``: # = { } ~`` and itself, ``\n`` ends a line within a field; before anything else it stays.
"""

from __future__ import annotations

import re

_FREED = ":#={}~n"
_MASKS = {mark: chr(0xFDD0 + place) for place, mark in enumerate(_FREED)}
_ESCAPE = re.compile(rf"\\([\\{_FREED}])")
_SHOWN = str.maketrans({mask: "\n" if mark == "n" else mark for mark, mask in _MASKS.items()})

ENDED_LINE = _MASKS["n"]
"""What stands for an escaped end of a line."""


def masked(text: str) -> str:
    """The text with one character for each escape."""
    return _ESCAPE.sub(lambda found: _MASKS.get(found[1], "\\"), text)


def shown(text: str) -> str:
    """What a masked text says."""
    return text.translate(_SHOWN)
