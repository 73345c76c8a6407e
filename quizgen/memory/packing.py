"""Arrays of whole numbers as bytes, the same on every machine: what ``banks/decks/*.deck`` and the user's cache hold.

A file is, in this order, all numbers little-endian and unsigned unless said otherwise:

- the eight bytes ``QUIZDECK`` and one byte for the version of this form;
- a fingerprint of sixteen hexadecimal digits: of the code that the arrays follow from;
- four bytes: how many arrays there are; then for each two bytes with the length of its name, the name in UTF-8, two
  letters for the kind of number (``u`` unsigned or ``i`` signed, and 1, 2, 4 or 8 bytes), one byte with the number of
  its axes and four bytes for the length of each;
- the numbers of each array, the last axis running fastest, after as many zeros as it takes to start at a multiple of 8;
- a BLAKE2b digest of sixteen bytes, of all that stands before.
"""

from __future__ import annotations

import struct
import sys
from collections.abc import Iterator, Mapping
from hashlib import blake2b
from math import prod
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

Array: TypeAlias = npt.NDArray[np.integer[Any]]
Arrays: TypeAlias = Mapping[str, Array]
Place: TypeAlias = tuple[str, tuple[int, ...], int]
"""The kind of an array's numbers, its shape, and where its numbers begin."""
MAGIC, VERSION = b"QUIZDECK", 1
PRINT, DIGEST, ALIGNED = 16, 16, 8
_KINDS = ("u1", "u2", "u4", "i1", "i2", "i4", "i8")
"""The narrowest first; unsigned numbers of eight bytes are not needed."""


class DamagedError(Exception):
    """The bytes are not what was once packed; the message says in a few words what is wrong with them."""


def packed(fingerprint: str, arrays: Arrays) -> bytes:
    """The file that holds these arrays, each in the narrowest numbers that it fits in, by name."""
    named = [(name, _narrow(arrays[name])) for name in sorted(arrays)]
    body = bytearray(MAGIC + bytes([VERSION]) + fingerprint.encode() + struct.pack("<I", len(named)))
    for name, array in named:
        raw = name.encode()
        body += struct.pack("<H", len(raw)) + raw + array.dtype.str[1:].encode()
        body += struct.pack(f"<B{array.ndim}I", array.ndim, *array.shape)
    for _, array in named:
        body += bytes(-len(body) % ALIGNED) + array.tobytes()
    return bytes(body) + _digest(body)


def _narrow(array: Array) -> Array:
    least, most = (int(array.min()), int(array.max())) if array.size else (0, 0)
    kind = next(kind for kind in _KINDS if np.iinfo(kind).min <= least and most <= np.iinfo(kind).max)
    return np.ascontiguousarray(array, dtype=f"<{kind}")


def _digest(data: bytes | bytearray | memoryview) -> bytes:
    return blake2b(data, digest_size=DIGEST).digest()


def fingerprint_of(data: bytes) -> str:
    """The fingerprint that stands in a file, whatever has become of the rest; raises DamagedError for another form."""
    if not data.startswith(MAGIC) or len(data) < len(MAGIC) + 1 + PRINT:
        raise DamagedError("it is no deck file")
    if data[len(MAGIC)] != VERSION:
        raise DamagedError(f"it has the form of version {data[len(MAGIC)]}, not {VERSION}")
    return data[len(MAGIC) + 1 :][:PRINT].decode("ascii", "replace")


class Section(Mapping[str, Array]):
    """Arrays in a file's bytes, which cannot be written to: each is made when it is first asked for.

    Where it lies is forgotten then: there are twenty thousand of them in all.
    """

    def __init__(self, data: bytes = b"", found: dict[str, Place | Array] | None = None) -> None:
        self._data, self._found = data, found or {}

    def __getitem__(self, name: str) -> Array:
        one = self._found[name]
        if isinstance(one, tuple):
            kind, shape, at = one
            one = self._found[name] = np.frombuffer(self._data, f"<{kind}", prod(shape), at).reshape(shape)
        return one

    def __iter__(self) -> Iterator[str]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)


class Packed(Mapping[str, Array]):
    """The arrays of a file, in sections: of each name, all up to its second stroke is that of the section."""

    def __init__(self, sections: Mapping[str, Section] | None = None) -> None:
        self._sections = sections or {}

    def __getitem__(self, name: str) -> Array:
        start, rest = _parted(name)
        return self._sections[start][rest]

    def __iter__(self) -> Iterator[str]:
        return (start + rest for start, section in self._sections.items() for rest in section)

    def __len__(self) -> int:
        return sum(map(len, self._sections.values()))

    def below(self, start: str) -> Section:
        """The section whose names begin with ``start``, by the rest of their names; it may be empty."""
        return self._sections.get(start) or Section()


def _parted(name: str) -> tuple[str, str]:
    """The name of a section, which is nothing for an array in none, and that of an array in it."""
    level, _, rest = name.partition("/")
    what, stroke, rest = rest.partition("/")
    return (f"{level}/{what}/", rest) if stroke else ("", name)


def unpacked(data: bytes) -> Packed:
    """The arrays; raises DamagedError for bytes that are not as they were packed."""
    fingerprint_of(data)
    body = memoryview(data)[:-DIGEST]
    if _digest(body) != data[-DIGEST:]:
        raise DamagedError("its digest does not fit")
    sections: dict[str, dict[str, Place | Array]] = {}
    for name, place in _places(data, len(MAGIC) + 1 + PRINT):
        start, rest = _parted(name)
        sections.setdefault(start, {})[sys.intern(rest)] = place
    return Packed({start: Section(data, found) for start, found in sections.items()})


def _places(data: bytes, at: int) -> Iterator[tuple[str, Place]]:
    (count,) = struct.unpack_from("<I", data, at)
    at += 4
    heads: list[tuple[str, str, tuple[int, ...]]] = []
    for _ in range(count):
        middle = at + 2 + int.from_bytes(data[at : at + 2], "little")
        shape = struct.unpack_from(f"<{data[middle + 2]}I", data, middle + 3)
        heads.append((data[at + 2 : middle].decode(), data[middle : middle + 2].decode(), shape))
        at = middle + 3 + 4 * len(shape)
    for name, kind, shape in heads:
        at += -at % ALIGNED
        yield name, (kind, shape, at)
        at += prod(shape) * int(kind[1])
