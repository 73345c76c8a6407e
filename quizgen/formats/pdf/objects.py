"""A PDF that is written object by object: none stays in memory, but for where each one stands.

Libraries hold a whole document until it is saved, some 1.5 MB for each exam of five tagged pages.
"""

from __future__ import annotations

import zlib
from array import array
from hashlib import blake2b
from typing import IO

TOGETHER = 200
"""So many objects without data are compressed at a time."""
_DIRECT, _WITHIN = 1, 2
"""Kinds of entries of a cross-reference stream: a place in the file, and one in a stream of objects."""


class Objects:
    """The objects of a PDF in the order in which they are added, each by its number from 1 (ISO 32000-1, 7.5.7, 7.5.8).

    What is written first is object 1, the catalog, as far as numbers go: ``reserved`` are taken by who begins.
    """

    def __init__(self, file: IO[bytes], reserved: int) -> None:
        self._file = file
        self._kinds, self._first, self._second = array("B"), array("Q"), array("L")
        self._waiting: list[tuple[int, bytes]] = []
        self._seen = blake2b(digest_size=16)
        self._put(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
        self._place = 15
        self.next = 1
        self.take(reserved)

    def take(self, count: int) -> int:
        """The first of so many new numbers."""
        first = self.next
        self.next += count
        room = self.next + 1 - len(self._kinds)
        for every in (self._kinds, self._first, self._second):
            every.extend([0] * room)
        return first

    def add(self, number: int, value: bytes) -> None:
        """An object without data, as PDF writes it."""
        self._waiting.append((number, value))
        if len(self._waiting) == TOGETHER:
            self._flush()

    def stream(self, number: int, entries: bytes, data: bytes) -> None:
        """An object with data; ``entries`` are those of its dictionary without the length."""
        self._kinds[number], self._first[number] = _DIRECT, self._place
        head = b"%d 0 obj\n<< %s /Length %d >>\nstream\n" % (number, entries, len(data))
        self._place += len(head) + len(data) + 18
        self._put(head, data, b"\nendstream\nendobj\n")

    def close(self, trailer: bytes) -> None:
        """The end of the file; ``trailer`` are entries such as the catalog's."""
        self._flush()
        here, number = self._place, self.take(1)
        self._kinds[number], self._first[number] = _DIRECT, here
        rows = zip(self._kinds[: self.next], self._first, self._second, strict=False)
        table = b"".join(kind.to_bytes(1) + first.to_bytes(5) + second.to_bytes(2) for kind, first, second in rows)
        name = self._seen.hexdigest().encode()
        entries = b"/Type /XRef /W [ 1 5 2 ] /Size %d /ID [ <%s> <%s> ] %s" % (self.next, name, name, trailer)
        self.stream(number, entries + b" /Filter /FlateDecode", zlib.compress(table))
        self._put(b"startxref\n%d\n%%%%EOF\n" % here)

    def _flush(self) -> None:
        """Writes those that wait, as one stream of objects."""
        if not self._waiting:
            return
        number = self.take(1)
        heads, bodies, place = [], [], 0
        for at, (one, value) in enumerate(self._waiting):
            self._kinds[one], self._first[one], self._second[one] = _WITHIN, number, at
            heads.append(b"%d %d" % (one, place))
            bodies.append(value)
            place += len(value) + 1
        head = b" ".join(heads) + b"\n"
        entries = b"/Type /ObjStm /N %d /First %d /Filter /FlateDecode" % (len(heads), len(head))
        self._waiting = []
        self.stream(number, entries, zlib.compress(head + b"\n".join(bodies)))

    def _put(self, *pieces: bytes) -> None:
        for piece in pieces:
            self._seen.update(piece)
            self._file.write(piece)
