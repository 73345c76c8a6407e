"""The pictures that lie beside an exercise."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from quizgen.foreign.model import Passage, Picture
from quizgen.reading import files

_PICTURE = re.compile(r"!\[([^\]]*)\]\(\s*<?([^\s)>]+)>?[^)]*\)")
_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|/|\\")
_LARGEST = 20_000_000
"""Bytes of a picture."""


def pictures(passages: Iterable[Passage], where: str) -> tuple[Picture, ...]:
    """The pictures that the passages name, in their order, each once; without content where there is no such file."""
    found: dict[str, Picture] = {}
    for passage in passages:
        for match in _PICTURE.finditer(passage.source):
            alt, name = match.groups()
            if not _ELSEWHERE.match(name) and name not in found:
                line = passage.line + passage.source.count("\n", 0, match.start())
                found[name] = Picture(name, _content(Path(where).parent, name), line, alt)
    return tuple(found.values())


def _content(folder: Path, name: str) -> bytes | None:
    """The bytes of a file in the folder or below it."""
    path = folder / name
    if ".." in PurePosixPath(name).parts or not files.is_regular(path):
        return None
    try:
        return path.read_bytes() if path.stat().st_size <= _LARGEST else None
    except OSError:
        return None
