"""Zip archives without a trace of the machine: sorted names, one date.

The same files give the same bytes wherever Python has the same zlib; what is in them is the same everywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from struct import Struct
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from quizgen.errors import QuizgenError
from quizgen.formats.protocol import Spool

LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The earliest date that an archive can hold."""
READABLE = 0o644 << 16
BLOCK = 1 << 16
"""Bytes that are read at a time."""
STORED = (".png", ".zip", ".jpg")
"""Ends of files that are compressed already."""
_LINE = Struct("<HIQQQ")
"""What waits for the end of an archive: the length of a name, checksum, both sizes, and where the file begins."""


def archive(files: Iterable[tuple[str, Iterable[bytes]]], spool: Spool = BytesIO) -> Iterator[bytes]:
    """An archive of files, which come by name in ascending order and are never held together.

    Raises QuizgenError where they come in another order.
    """
    whole = spool()
    with ZipFile(whole, "w") as packed:
        packed.filelist, packed.NameToInfo = _Listed(spool()), _Unnamed()
        before = ""
        for name, chunks in files:
            if name <= before:
                raise QuizgenError(f"the file {name} of an archive comes after {before}: give them in ascending order")
            before = name
            with packed.open(_entry(name), "w") as entry:
                for chunk in chunks:
                    entry.write(chunk)
    yield from from_begin(whole)


def from_begin(file: IO[bytes]) -> Iterator[bytes]:
    """What was put aside in a spool, in pieces."""
    file.seek(0)
    while block := file.read(BLOCK):
        yield block


def small_archive(files: Mapping[str, bytes]) -> bytes:
    """An archive of a few files."""
    return b"".join(archive((name, [files[name]]) for name in sorted(files)))


class _Listed(list[ZipInfo]):
    """What is in an archive, as its end says it: put aside one by one, and read once."""

    def __init__(self, aside: IO[bytes]) -> None:
        super().__init__()
        self._aside = aside
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def append(self, entry: ZipInfo, /) -> None:
        """Puts one more aside."""
        name = entry.filename.encode()
        sizes = (entry.compress_size, entry.file_size, entry.header_offset)
        self._aside.write(_LINE.pack(len(name), entry.CRC, *sizes) + name)
        self._count += 1

    def __iter__(self) -> Iterator[ZipInfo]:
        self._aside.seek(0)
        while line := self._aside.read(_LINE.size):
            length, checksum, *sizes = _LINE.unpack(line)
            entry = _entry(self._aside.read(length).decode())
            entry.CRC = checksum
            entry.compress_size, entry.file_size, entry.header_offset = sizes
            yield entry


class _Unnamed(dict[str, ZipInfo]):
    """Files by their names, which nobody asks for: they come in ascending order, and so none twice."""

    def __setitem__(self, name: str, entry: ZipInfo, /) -> None:
        """Keeps nothing."""


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, LONG_AGO)
    entry.create_system = 3
    entry.external_attr = READABLE
    entry.compress_type = ZIP_STORED if name.endswith(STORED) else ZIP_DEFLATED
    return entry
