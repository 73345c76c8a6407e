"""What is typed in an exam that is no answer: where to go."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Literal, TypeAlias

Move: TypeAlias = Literal["on", "next", "back", "flag", "overview", "hand in"]
SHORT = "npfo"
"""Moves of one letter, which may be an option's, too."""
BACK = "-"
"""Takes an answer back."""
_MOVES: Mapping[str, Move] = {
    "": "on",
    "n": "next",
    "next": "next",
    "p": "back",
    "back": "back",
    "f": "flag",
    "flag": "flag",
    "o": "overview",
    "overview": "overview",
    "done": "hand in",
    "hand in": "hand in",
}
_JUMP = re.compile(r"(?:#|/|go )\s*(\d{1,4})")


def move(typed: str, letters: Collection[str] = (), *, number: bool = False) -> Move | int | None:
    """A move, or the number of a question; None for what may be an answer.

    ``letters`` are those of options: they are answers, unless a ``/`` stands before them. Where a ``number`` is asked
    for, that of a question stands behind a ``#``.
    """
    said = typed.strip().casefold()
    if said in {*letters}:
        return None
    if (found := _MOVES.get(said.removeprefix("/"))) is not None:
        return found
    if jump := _JUMP.fullmatch(said):
        return int(jump[1])
    return int(said) if not number and said.isascii() and said.isdigit() and len(said) <= 4 else None
