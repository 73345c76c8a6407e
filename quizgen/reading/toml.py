"""A TOML table that is read key by key; what does not fit is one sentence with the file and the key's path."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TypeVar

from quizgen.errors import UsageError
from quizgen.reading.advice import advice
from quizgen.reading.limits import DEEPEST, LONGEST_FILE, LONGEST_TEXT, control, excess, readable

T = TypeVar("T", bound=str)
_DEEP = re.compile(rf"""(?<![\w"'.-])(?:[\w"'-]++[ \t]*+\.[ \t]*+){{{2 * DEEPEST}}}""")
"""A key of so many parts, which is read more slowly than it is long."""
_TYPES = {
    bool: "true or false",
    int: "a whole number",
    Decimal: "a number",
    str: "a text",
    list: "a list",
    dict: "a table",
}


def _called(value: object) -> str:
    return _TYPES.get(type(value), "a date or time")


def parsed(text: str, where: str) -> TomlTable:
    """The entries of a TOML text; ``where`` names the file in errors. Raises UsageError where it is not TOML."""
    if len(text) > LONGEST_FILE:
        raise UsageError(f"{where}: the file has {len(text):,} characters, and {LONGEST_FILE:,} are enough; part it")
    try:
        values = _values(text, where)
    except (ArithmeticError, ValueError):
        values = _values(readable(text), where)
    table = TomlTable(where, "", values)
    if found := excess(values):
        raise table.error(*found)
    return table


def _values(text: str, where: str) -> dict[str, object]:
    """The entries; raises ArithmeticError or ValueError where a number is too large for Python."""
    nested = f"{where}: tables and lists are nested more than {DEEPEST} deep; write fewer"
    if _DEEP.search(text):
        raise UsageError(nested)
    try:
        return tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        reason = str(error)
        raise UsageError(f"{where}: this is not TOML: {reason[:1].lower()}{reason[1:]}") from None
    except RecursionError:
        raise UsageError(nested) from None


@dataclass(frozen=True, slots=True)
class TomlTable:
    """The entries of one table; ``where`` names the file, ``path`` the table in it (empty for the whole file)."""

    where: str
    path: str
    values: Mapping[str, object]

    def __contains__(self, key: str) -> bool:
        return key in self.values

    def error(self, key: str, reason: str) -> UsageError:
        """What is wrong with an entry, or with the table itself where ``key`` is empty."""
        place = ".".join(part for part in (self.path, key) if part)
        return UsageError(f"{self.where}: {place}: {reason}" if place else f"{self.where}: {reason}")

    def only(self, *known: str) -> None:
        """Raises UsageError for a key that is none of the known ones."""
        for key in self.values:
            if key not in known:
                raise self.error(key, f"there is no such key; {advice(key, known)}")

    def text(self, key: str, default: str | None = None) -> str:
        """A text; without a default it must be there and not be blank."""
        value = self._value(key, default, "a text in quotes")
        if not isinstance(value, str):
            raise self._mismatch(key, "a text in quotes")
        if default is None and not value.strip():
            raise self.error(key, "the text is empty; write one")
        return self._short(key, value)

    def texts(self, key: str) -> tuple[str, ...]:
        """A text or a list of texts; none where the key is missing."""
        value = self.values.get(key, [])
        found = [value] if isinstance(value, str) else value
        if not isinstance(found, list) or not all(isinstance(line, str) for line in found):
            raise self._mismatch(key, "a text or a list of texts")
        return tuple(self._short(key, line) for line in found)

    def _short(self, key: str, text: str) -> str:
        """The text; raises UsageError where nobody can read it."""
        if len(text) > LONGEST_TEXT:
            raise self.error(key, f"the text has {len(text):,} characters; write at most {LONGEST_TEXT:,}")
        if found := control(text):
            raise self.error(key, f"the text holds the character {found}; leave it out")
        return text

    def date(self, key: str) -> str:
        """A date, or words for it."""
        value = self.values.get(key, "")
        if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
            return value.isoformat()
        if not isinstance(value, str):
            raise self._mismatch(key, "a date such as 2026-03-18, or a text in quotes")
        return self._short(key, value)

    def boolean(self, key: str, *, default: bool) -> bool:
        """True or false."""
        value = self.values.get(key, default)
        if not isinstance(value, bool):
            raise self._mismatch(key, "true or false")
        return value

    def integer(self, key: str, default: int, most: int) -> int:
        """A whole number from 1 to ``most``."""
        value = self.values.get(key, default)
        wanted = f"a whole number from 1 to {most}"
        if isinstance(value, bool) or not isinstance(value, int):
            raise self._mismatch(key, wanted)
        if not 1 <= value <= most:
            raise self.error(key, f"{value} is not {wanted}")
        return value

    def positive(self, key: str, most: int) -> Fraction:
        """A number from a thousandth to ``most``; it must be there."""
        wanted = f"a number above zero, from 0.001 to {most:,}"
        value = self._value(key, None, wanted)
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            raise self._mismatch(key, wanted)
        if not Decimal(value).is_finite() or not Decimal("0.001") <= value <= most:
            raise self.error(key, f"{value} is not {wanted}")
        return Fraction(value)

    def one_of(self, key: str, known: tuple[T, ...]) -> T:
        """One of the known words; it must be there."""
        wanted = "one of " + ", ".join(f'"{word}"' for word in known)
        value = self._value(key, None, wanted)
        for word in known:
            if value == word:
                return word
        if isinstance(value, str):
            raise self.error(key, f"'{value}' is not {wanted}; {advice(value, known)}")
        raise self._mismatch(key, wanted)

    def some_of(self, key: str, known: tuple[T, ...]) -> tuple[T, ...]:
        """Known words, each once: in a list, or in a text with commas."""
        wanted = f"one or several of {', '.join(known)}"
        given = self.texts(key)
        words = [word.strip() for text in given for word in text.split(",")]
        for word in words or [""]:
            if word not in known:
                raise self.error(key, f"'{word}' stands where {wanted} is expected; {advice(word, known)}")
        return tuple(dict.fromkeys(one for word in words for one in known if one == word))

    def tables(self, key: str, wanted: str) -> tuple[TomlTable, ...]:
        """The tables of an array of tables, counted from 1; raises UsageError, saying what is wanted, without any."""
        value = self.values.get(key)
        if not isinstance(value, list) or not value or not all(isinstance(table, dict) for table in value):
            raise self.error(key, wanted)
        path = ".".join(part for part in (self.path, key) if part)
        return tuple(TomlTable(self.where, f"{path}[{number}]", table) for number, table in enumerate(value, start=1))

    def given(self, key: str, wanted: str) -> object:
        """Whatever stands under a key that must be there."""
        return self._value(key, None, wanted)

    def _value(self, key: str, default: object, wanted: str) -> object:
        value = self.values.get(key, default)
        if value is None:
            raise self.error(key, f"this key is missing; write {wanted}")
        return value

    def _mismatch(self, key: str, wanted: str) -> UsageError:
        return self.error(key, f"{_called(self.values[key])} stands where {wanted} is expected")
