"""Values of JSON with the line on which each begins: what JSON's readers do not tell."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

DEEPEST = 80
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+', re.DOTALL)


class Located:
    """Lines of values by their paths, ``items[0].options[1].text``; where all stand on one line, that one."""

    def __init__(self, text: str, line: int) -> None:
        self._first = line
        self._lines = dict(_walked(text, line)) if "\n" in text.strip() else {}

    def line(self, path: str = "") -> int:
        """The line of a value, or of what it stands in."""
        while path not in self._lines and path:
            path = path[: max(path.rfind("."), path.rfind("["), 0)]
        return self._lines.get(path, self._first)


def listed(text: str, key: str) -> Iterator[tuple[Any, str, int]]:
    """The elements of the list under a key of the outermost object: each value, as it stands, and its line.

    Raises ValueError, with what is wrong and where, for what is no JSON.
    """
    found = re.search(rf'"{key}"\s*:\s*\[', text)
    if not found:
        return
    decoder = json.JSONDecoder()
    place, line, counted = found.end(), 1, 0
    while True:
        while place < len(text) and text[place] in " \t\r\n,":
            place += 1
        if place >= len(text) or text[place] == "]":
            return
        value, end = decoder.raw_decode(text, place)
        line, counted = line + text.count("\n", counted, place), place
        yield value, text[place:end], line
        place = end


def _walked(text: str, line: int) -> Iterator[tuple[str, int]]:
    """Paths of values and their lines, of valid JSON."""
    paths: list[tuple[str, bool, int]] = []
    path, key, counted = "", "", 0
    for token in _TOKEN.finditer(text):
        word = token[0]
        line, counted = line + text.count("\n", counted, token.start()), token.start()
        if paths and not paths[-1][1] and word[0] == '"' and not key:
            key = word[1:-1]
        elif word == ":":
            continue
        elif word == ",":
            key = ""
        elif word in "}]":
            paths.pop()
            key = "done"
        elif len(paths) < DEEPEST:
            above, many, count = paths[-1] if paths else ("", False, 0)
            path = f"{above}[{count}]" if many else f"{above}.{key}".strip(".")
            yield path, line
            if paths and many:
                paths[-1] = (above, many, count + 1)
            if word in "{[":
                paths.append((path, word == "[", 0))
                key = ""
