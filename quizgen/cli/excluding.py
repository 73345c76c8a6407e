"""Items that earlier exams had, by the files that tell of them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from quizgen.errors import UsageError
from quizgen.reading import files
from quizgen.reading.files import missing

ENDS = (".json", ".jsonl")
ADVICE = "give files of earlier exams that --format json wrote, or exam.json"
MOST = 1 << 30
"""Bytes of a file that quizgen itself may have written."""
KEYS = ("id", "item")
"""Under these an exam's JSON, a line of JSONL, exam.json and a report have the ids of items."""


def excluded(named: Iterable[str]) -> frozenset[str]:
    """The ids of all items in files of earlier exams, or in all such files of folders.

    Raises UsageError for a path that is not there, that holds no such file, or that tells of no item.
    """
    return frozenset(name for path in named for name in _of(Path(path)))


def _of(path: Path) -> list[str]:
    if path.is_dir():
        every = sorted(one for one in path.rglob("*") if one.suffix in ENDS and not one.name.startswith("."))
        found = [name for one in every for name in _ids(one)]
    elif files.is_there(path):
        found = list(_ids(path))
    else:
        raise UsageError(f"{missing(path)}; --exclude takes folders and JSON files of earlier exams")
    if not found:
        raise UsageError(f"{path} tells of no items: {ADVICE}")
    return found


def _ids(path: Path) -> Iterator[str]:
    text = files.text(path, MOST)
    try:
        every = [json.loads(line) for line in text.splitlines()] if path.suffix == ".jsonl" else [json.loads(text)]
    except ValueError:
        raise UsageError(f"{path} is not JSON: {ADVICE}") from None
    for one in every:
        yield from _within(one)


def _within(value: Any) -> Iterator[str]:
    """The ids of items anywhere in it: tables that name their family, too."""
    if isinstance(value, dict):
        if "family" in value:
            yield from (value[key] for key in KEYS if isinstance(value.get(key), str))
        else:
            yield from (name for one in value.values() for name in _within(one))
    elif isinstance(value, list):
        yield from (name for one in value for name in _within(one))
