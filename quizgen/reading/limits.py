"""What is too much of anything: looked for before a file is read key by key, so that nobody behind has to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

LONGEST_FILE, LONGEST_TEXT = 2_000_000, 20_000
"""Characters."""
DEEPEST = 40
DIGITS = 18


_LONG = re.compile(r"\d[\d_]{999,}")
_EXPONENT = re.compile(r"(?<=[\d.][eE])([+-]?)\d[\d_]{6,}")


def readable(text: str) -> str:
    """A text whose numbers are so large that Python refuses to read them, with others that are too large, too."""
    return _LONG.sub("9" * (DIGITS + 2), _EXPONENT.sub(r"\g<1>999999", text))


_CONTROL = re.compile(r"[^\n\t\x20-\x7e\xa0-\ufffd\U00010000-\U0010ffff]|[\ud800-\udfff]")


def control(text: str) -> str:
    """The first character that stands for nothing to be read, as ``U+001B``; nothing where there is none."""
    found = _CONTROL.search(text)
    return f"U+{ord(found[0]):04X}" if found else ""


def excess(values: Mapping[str, object]) -> tuple[str, str] | None:
    """The path of the first entry that is nested too deeply, too large or unreadable, and what is wrong with it."""
    waiting: list[tuple[str, object, int]] = [("", values, 0)]
    while waiting:
        path, table, depth = waiting.pop()
        if depth > DEEPEST:
            return _cut(path), f"tables and lists are nested more than {DEEPEST} deep; write fewer"
        for place, value in _entries(path, table):
            if isinstance(value, dict | list):
                waiting.append((place, value, depth + 1))
            elif fault := _fault(value):
                return _cut(place), fault
    return None


def _fault(value: object) -> str:
    """Why nobody means such a number or can read such a text; nothing of others."""
    if _huge(value):
        return f"numbers have at most {DIGITS} digits before the point and after it; write another"
    if isinstance(value, str) and len(value) > LONGEST_TEXT:
        return f"the text has {len(value):,} characters; write at most {LONGEST_TEXT:,}"
    if isinstance(value, str) and (found := control(value)):
        return f"the text holds the character {found}; leave it out"
    return ""


def _entries(path: str, table: object) -> Iterator[tuple[str, object]]:
    if isinstance(table, dict):
        yield from ((f"{path}.{key}" if path else key, value) for key, value in table.items())
    elif isinstance(table, list):
        yield from ((f"{path}[{number}]", value) for number, value in enumerate(table, start=1))


def _huge(value: object) -> bool:
    """Whether a number is so large, so small or so exact that nobody means it."""
    if isinstance(value, Decimal) and value.is_finite():
        _, digits, exponent = value.as_tuple()
        return value.adjusted() >= DIGITS or not int(exponent) >= -DIGITS or len(digits) > 2 * DIGITS
    return isinstance(value, int) and abs(value) >= 10**DIGITS


def _cut(path: str) -> str:
    return path if len(path) <= 60 else f"{path[:59]}…"
