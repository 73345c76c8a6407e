"""On which line of a TOML text an entry stands: what TOML's readers do not tell."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

_TOKENS = re.compile(
    r'''
      """(?:\\.|[^\\])*?"{3,5}   | \'\'\'.*?\'{3,5}
    | "(?:\\.|[^"\\\n])*"        | \'[^\'\n]*\'
    | \#[^\n]*                   | \n
    | [\[\]{},=.]                | [^\s\[\]{},=.#"\']+
    ''',
    re.VERBOSE | re.DOTALL,
)


def lines(text: str) -> dict[str, int]:
    """The first line of every table, entry and element of a list of a valid TOML text, by its path: ``slots[2].kind``.

    Lines and elements are counted from 1.
    """
    return _Walk(text).found


class _Walk:
    """One walk along a text's tokens."""

    def __init__(self, text: str) -> None:
        self.found: dict[str, int] = {}
        self._tokens = _numbered(text)
        self._tables: Counter[str] = Counter()
        self._word, self._line = "", 0
        self._next()
        self._table = ""
        while self._word:
            self._statement()

    def _next(self) -> None:
        self._word, self._line = next(self._tokens, ("", self._line))

    def _statement(self) -> None:
        if self._word == "\n":
            self._next()
        elif self._word == "[":
            self._table = self._header()
        else:
            self._entry(self._table)

    def _header(self) -> str:
        """The path of the table that begins."""
        line = self._line
        self._next()
        several = self._word == "["
        if several:
            self._next()
        *outer, last = self._keys("]")
        self._next()
        if several:
            self._next()
        path = ""
        for key in outer:
            path = _joined(path, key)
            self.found.setdefault(path, line)
            path = self._latest(path)
        path = _joined(path, last)
        if several:
            self._tables[path] += 1
            self.found.setdefault(path, line)
        path = self._latest(path)
        self.found[path] = line
        return path

    def _latest(self, path: str) -> str:
        """The path, or that of its latest table if it is an array of tables."""
        return f"{path}[{self._tables[path]}]" if path in self._tables else path

    def _keys(self, end: str) -> list[str]:
        """The parts of a dotted key, up to what ends it."""
        keys = []
        while self._word not in (end, ""):
            if self._word != ".":
                keys.append(_unquoted(self._word))
            self._next()
        return keys

    def _entry(self, table: str) -> None:
        line, path = self._line, table
        for key in self._keys("="):
            path = _joined(path, key)
            self.found.setdefault(path, line)
        self._next()
        self._value(path)

    def _value(self, path: str) -> None:
        match self._word:
            case "[":
                self._elements(path)
            case "{":
                self._inline(path)
            case _:
                while self._word not in ("\n", ",", "]", "}", ""):
                    self._next()

    def _elements(self, path: str) -> None:
        self._next()
        number = 0
        while self._word not in ("]", ""):
            if self._word in (",", "\n"):
                self._next()
                continue
            number += 1
            self.found[f"{path}[{number}]"] = self._line
            self._value(f"{path}[{number}]")
        self._next()

    def _inline(self, path: str) -> None:
        self._next()
        while self._word not in ("}", ""):
            if self._word in (",", "\n"):
                self._next()
                continue
            self._entry(path)
        self._next()


def _numbered(text: str) -> Iterator[tuple[str, int]]:
    """Every token but comments, with its line."""
    line, seen = 1, 0
    for token in _TOKENS.finditer(text):
        line += text.count("\n", seen, token.start())
        seen = token.start()
        if not token[0].startswith("#"):
            yield token[0], line


def _joined(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key


def _unquoted(key: str) -> str:
    return key[1:-1] if key[:1] in "\"'" else key
