"""Counts as they are stored, in ``banks/spaces.json`` and in a user's cache: a line a level, and a line a file.

A level's counts stand on one line with the fingerprint of its table, so that no merge of two versions parts them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct, field
from msgspec.structs import asdict

from quizgen.memory.files import SourceFile
from quizgen.model import LEVELS, Kind, Level


class Counted(Struct, frozen=True):
    """Items of a level by kind, and the fingerprint of the table that they were counted from."""

    table: str
    items: Mapping[Kind, int]


class Entry(Struct, frozen=True):
    """A family's counts, and the fingerprint of the files that its tables follow from."""

    code: str
    levels: Mapping[Level, Counted]


class Stored(Struct, frozen=True):
    """Families by id, and files by name; ``by`` is the fingerprint of the code that found them."""

    by: str = ""
    families: dict[str, Entry] = field(default_factory=dict)
    files: dict[str, SourceFile] = field(default_factory=dict)


def read(path: Path) -> Stored:
    """What a file holds; nothing where there is none or where it is damaged, since counts can always be found again."""
    try:
        found: Any = json.loads(path.read_text(encoding="utf-8"))
        by = _text(found["by"])
        families = {str(name): _entry(entry) for name, entry in found["families"].items()}
        files = {str(name): _file(file) for name, file in found["files"].items()}
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return Stored()
    return Stored(by, families, files)


def _entry(raw: Any) -> Entry:
    return Entry(_text(raw["code"]), {level: _counted(raw[level]) for level in LEVELS})


def _counted(raw: Any) -> Counted:
    items = {name: _number(count) for name, count in raw.items() if name != "table"}
    return Counted(_text(raw["table"]), items)


def _file(raw: Any) -> SourceFile:
    return SourceFile(_text(raw["bytes"]), _text(raw["code"]), tuple(_text(name) for name in raw["imports"]))


def _text(raw: Any) -> str:
    if not isinstance(raw, str):
        raise TypeError(raw)
    return raw


def _number(raw: Any) -> int:
    if not isinstance(raw, int) or isinstance(raw, bool) or raw < 0:
        raise TypeError(raw)
    return raw


def text(stored: Stored) -> str:
    """The JSON of what is stored, the same for the same counts and files."""
    families = (f" {json.dumps(name)}: {{\n{_levels(entry)}\n }}" for name, entry in sorted(stored.families.items()))
    files = (f" {json.dumps(name)}: {json.dumps(asdict(file))}" for name, file in sorted(stored.files.items()))
    named = {"families": families, "files": files}
    parts = [f'"by": {json.dumps(stored.by)}', *(f'"{name}": {{\n{_lines(part)}\n}}' for name, part in named.items())]
    return f"{{\n{_lines(parts)}\n}}\n"


def _levels(entry: Entry) -> str:
    parts = [("code", json.dumps(entry.code)), *((level, _counts(entry.levels[level])) for level in LEVELS)]
    return _lines(f'  "{name}": {value}' for name, value in parts)


def _counts(counted: Counted) -> str:
    return json.dumps({"table": counted.table} | dict(sorted(counted.items.items())))


def _lines(parts: Iterable[str]) -> str:
    return ",\n".join(parts)
