"""What stands in a cell of results.csv, as an answer to a part of a question."""

from __future__ import annotations

import re
from string import ascii_uppercase

from quizgen.answers.typed import Reading, readings
from quizgen.answers.values import Values
from quizgen.marking.plain import plain
from quizgen.marking.records import OptionKept, PartKept
from quizgen.marking.values import values

DOUBTFUL = "?"
"""Stands for what was not read for sure and is not yet settled."""
BETWEEN = ";"
_LETTERS = re.compile(r"[A-Za-z](?:[\s,;]*[A-Za-z])*")
_QUOTED = re.compile(r"'(?=[=+\-@])")
"""What keeps a spreadsheet from working out what stands behind it."""


def is_doubtful(text: str) -> bool:
    """Whether something in it is not settled."""
    return DOUBTFUL in text


def chosen(part: PartKept, text: str) -> frozenset[int] | None:
    """The places of the options that are ticked; None for what is on offer nowhere.

    Options are told by their letters, or one by its number or its text.
    """
    if (one := _told(part, text)) is not None:
        return frozenset([one])
    if not _LETTERS.fullmatch(text):
        return None
    found = frozenset(ascii_uppercase.index(letter) for letter in text.upper() if letter.isalpha())
    return found if found <= set(range(len(part.options))) else None


def placed(part: PartKept, text: str) -> tuple[int | None, ...] | None:
    """The place of the option beside each prompt, or of each step; None where there is none.

    Letters stand one behind the other, or parted by ``;`` where some may be left out. None for what is no such answer.
    """
    count = len(part.prompts or part.options)
    cells = text.split(BETWEEN) if BETWEEN in text else [letter for letter in text if letter.isalpha()]
    cells = [cell.strip().upper() for cell in cells]
    known = {option.letter: place for place, option in enumerate(part.options)}
    if len(cells) != count or not all(cell in known or not cell for cell in cells):
        return None
    return tuple(known.get(cell) for cell in cells)


def filled(part: PartKept, text: str) -> tuple[str, ...] | None:
    """What is written in each empty cell of a table; None where it is another number of cells."""
    cells = tuple(cell.strip() for cell in text.split(BETWEEN))
    return cells if len(cells) == len(part.cells) else None


def numbers(text: str, key: Values) -> tuple[Values, ...]:
    """Every way in which a number, or so many numbers of a shape as the key has, can be read; the likeliest first."""
    return tuple(one.values for one in _readings(text, len(key)))


def _readings(text: str, count: int) -> tuple[Reading, ...]:
    return readings(_QUOTED.sub("", text, count=1), count)


def _told(part: PartKept, text: str) -> int | None:
    """The place of the one option that has that text or number."""
    named = [place for place, option in enumerate(part.options) if plain(option.text) == plain(text)]
    if not named:
        named = [place for place, option in enumerate(part.options) if _is_number(option, text)]
    return named[0] if len(named) == 1 else None


def _is_number(option: OptionKept, text: str) -> bool:
    value = values(option.value)
    return bool(value) and any(one.values == value for one in _readings(text, len(value)))
