"""The members of a zip archive, with limits: nothing is unpacked to a disk, and nobody is drowned."""

from __future__ import annotations

import zlib
from io import BytesIO
from zipfile import BadZipFile, LargeZipFile, ZipFile, ZipInfo

from quizgen.errors import UsageError
from quizgen.foreign.remarks import Remarks, shown

MOST_MEMBERS = 20_000
LARGEST, LARGEST_OF_ALL = 100_000_000, 400_000_000
"""Bytes of a member, and of all that are read, when they are unpacked."""
RATIO, HARMLESS = 300, 1_000_000
"""How many times its size a member may become, once it is larger than so many bytes."""
BROKEN = (BadZipFile, LargeZipFile, zlib.error, OSError, EOFError, ValueError, RuntimeError, NotImplementedError)


class Archive:
    """An archive; raises UsageError for what is none, or is too large."""

    def __init__(self, content: bytes, where: str, remarks: Remarks) -> None:
        self._remarks, self._read = remarks, 0
        self._kept: dict[str, bytes | None] = {}
        try:
            self._file = ZipFile(BytesIO(content))
            every = self._file.infolist()
        except BROKEN as error:
            raise UsageError(f"{where} is no whole zip archive: write the package anew") from error
        if len(every) > MOST_MEMBERS:
            raise UsageError(f"{where} holds {len(every):,} files, more than {MOST_MEMBERS:,}; part it")
        self._members: dict[str, ZipInfo] = {}
        for one in every:
            self._add(one)

    @property
    def names(self) -> list[str]:
        """The names of the files, in the archive's order."""
        return [*self._members]

    def __contains__(self, name: str) -> bool:
        return name in self._members

    def content(self, name: str) -> bytes | None:
        """The content of a file, None where there is none, or where it is damaged or too large."""
        if name not in self._kept:
            member = self._members.get(name)
            self._kept[name] = self._content(member) if member else None
        return self._kept[name]

    def _add(self, member: ZipInfo) -> None:
        if member.is_dir():
            return
        name = member.filename.replace("\\", "/")
        if name.startswith("/") or ".." in name.split("/") or ":" in name[:2]:
            words = f"the package has a file {shown(name)}, whose path leads out of it: it is not read"
            self._remarks.add("path-unsafe", words, 1)
            return
        self._members.setdefault(name, member)

    def _content(self, member: ZipInfo) -> bytes | None:
        if fault := self._excess(member):
            self._remarks.add("file-too-large", f"{shown(member.filename)} {fault}: it is not read", 1)
            return None
        try:
            with self._file.open(member) as file:
                found = file.read(member.file_size + 1)
        except BROKEN:
            self._remarks.add("file-damaged", f"{shown(member.filename)} cannot be unpacked: write the package anew", 1)
            return None
        self._read += len(found)
        return found

    def _excess(self, member: ZipInfo) -> str:
        if member.file_size > LARGEST or self._read + member.file_size > LARGEST_OF_ALL:
            return f"has {member.file_size:,} bytes when it is unpacked"
        if member.file_size > HARMLESS and member.file_size > RATIO * max(member.compress_size, 1):
            return "unpacks to more than hundreds of times its size"
        return ""
