"""A TOML text and its tables; what does not fit is one sentence with the file, the line and the key's path."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from decimal import Decimal
from functools import cached_property
from typing import cast

from msgspec import Struct
from msgspec.structs import replace

from quizgen.errors import UsageError
from quizgen.reading import lines
from quizgen.reading.limits import DEEPEST, LONGEST_FILE, excess, readable
from quizgen.reading.saying import within

_DEEP = re.compile(rf"""(?<![\w"'.-])(?:[\w"'-]++[ \t]*+\.[ \t]*+){{{2 * DEEPEST}}}""")
"""A key of so many parts, which is read more slowly than it is long."""


def parsed(text: str, where: str, most: int = LONGEST_FILE) -> TomlTable:
    """The entries of a TOML text; ``where`` names the file in errors. Raises UsageError where it is not TOML."""
    if len(text) > most:
        raise UsageError(f"{where}: the file has {len(text):,} characters, and {most:,} are enough; part it")
    try:
        values = _values(text, where)
    except (ArithmeticError, ValueError):
        values = _values(readable(text), where)
    table = TomlTable(Document(where, text), "", values)
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
        raise UsageError(f"{where}: this is not TOML: {within(reason)}") from None
    except RecursionError:
        raise UsageError(nested) from None


class Document(Struct, frozen=True, dict=True):
    """A file's name in errors, and its text, in which the lines of errors are found."""

    where: str
    text: str

    @cached_property
    def lines(self) -> Mapping[str, int]:
        """The line of each path."""
        return lines.lines(self.text)

    def error(self, place: str, path: str, reason: str) -> UsageError:
        """What is wrong at a place, with the line of its path or of the innermost table around that stands there."""
        return self.told(f"{self.where}: {place}: {reason}" if place else f"{self.where}: {reason}", path)

    def told(self, sentence: str, path: str, marked: str = "") -> UsageError:
        """The sentence with the line."""
        while path and path not in self.lines:
            path = _around(path)
        return Located(f"{sentence} (line {self.lines[path]})", marked) if path else UsageError(sentence)

    def located(self, error: UsageError, path: str) -> UsageError:
        """An error with the line, and with the mark that it has."""
        return self.told(str(error), path, error.marked)


class Located(UsageError):  # noqa: N818 - it says what is known of it
    """An error that names its line; ``marked`` shows what stands there, with a mark under the place, if known."""

    def __init__(self, sentence: str, marked: str = "") -> None:
        super().__init__(sentence)
        self.marked = marked


def _around(path: str) -> str:
    """The path of what holds that of a path: ``slots[2]`` holds ``slots[2].kind``."""
    return path[: max(path.rfind("."), path.rfind("["), 0)]


class TomlTable(Struct, frozen=True):
    """The entries of one table, and its ``path`` in the file, empty for the whole; ``name`` is what errors call it."""

    document: Document
    path: str
    values: Mapping[str, object]
    name: str = ""

    def __contains__(self, key: str) -> bool:
        return key in self.values

    def error(self, key: str, reason: str) -> UsageError:
        """What is wrong with an entry, or with the table itself where ``key`` is empty."""
        return self.document.error(_joined(self.name or self.path, key), _joined(self.path, key), reason)

    def called(self, name: str) -> TomlTable:
        """The table as errors shall call it."""
        return replace(self, name=name)

    def table(self, key: str) -> TomlTable:
        """The table under a key that holds one."""
        return self._inner(key, cast(Mapping[str, object], self.values[key]))

    def tables(self, key: str, wanted: str) -> tuple[TomlTable, ...]:
        """The tables of an array of tables, counted from 1; raises UsageError, saying what is wanted, without any."""
        value = self.values.get(key)
        if not isinstance(value, list) or not value or not all(isinstance(table, dict) for table in value):
            raise self.error(key, wanted)
        return tuple(self._inner(f"{key}[{number}]", table) for number, table in enumerate(value, start=1))

    def _inner(self, key: str, values: Mapping[str, object]) -> TomlTable:
        name = _joined(self.name, key) if self.name else ""
        return TomlTable(self.document, _joined(self.path, key), values, name)


def _joined(path: str, key: str) -> str:
    return f"{path}.{key}" if path and key else path or key
