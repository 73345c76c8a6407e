"""What to write instead of an unknown name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches

CLOSEST = 3
FEW = 8
"""So many names can all be told."""
LIKE, ANY = 0.6, 0.0
"""How much alike two names are: enough to be taken for a slip, or whatever there is."""


def advice(name: str, known: Iterable[str], more: str = "") -> str:
    """What to write instead of an unknown name: the three closest, of few names all where none is like it.

    ``more`` says where all of many names stand.
    """
    every = {one.lower(): one for one in known}
    if near := _closest(name, every, LIKE):
        return f"did you mean {alternatives(near)}?"
    if len(every) <= FEW:
        return f"known are {', '.join(every.values())}"
    said = f"the closest are {alternatives(_closest(name, every, ANY), 'and')}"
    return f"{said}; {more}" if more else said


def _closest(name: str, known: Mapping[str, str], least: float) -> list[str]:
    return [known[one] for one in get_close_matches(name.lower(), known, CLOSEST, least)]


def alternatives(names: Iterable[str], last: str = "or") -> str:
    """``'a', 'b' or 'c'``."""
    *others, end = (f"'{name}'" for name in names)
    return f"{', '.join(others)} {last} {end}" if others else end
