"""Names that come in any order and are given back in ascending order, of which few are ever held."""

from __future__ import annotations

from collections.abc import Iterator
from heapq import merge
from typing import IO

from quizgen.formats.protocol import Spool

HELD = 4096
"""So many are sorted at a time."""


class Ascending:
    """Names, each with where something of its own begins and how long it is; no name comes twice."""

    def __init__(self, spool: Spool) -> None:
        self._spool = spool
        self._latest: list[tuple[str, int, int]] = []
        self._sorted: list[IO[bytes]] = []

    def add(self, name: str, start: int, size: int) -> None:
        """One more; a name is one line."""
        self._latest.append((name, start, size))
        if len(self._latest) == HELD:
            aside = self._spool()
            aside.writelines(f"{start} {size} {name}\n".encode() for name, start, size in sorted(self._latest))
            self._sorted.append(aside)
            self._latest.clear()

    def __iter__(self) -> Iterator[tuple[str, int, int]]:
        """All of them by name."""
        return merge(sorted(self._latest), *map(_read, self._sorted))


def _read(aside: IO[bytes]) -> Iterator[tuple[str, int, int]]:
    aside.seek(0)
    for line in aside:
        start, size, name = line.decode().rstrip("\n").split(" ", 2)
        yield name, int(start), int(size)
