"""What was counted before: in this process, and in a file of the user's where the command line names a folder.

A file that is damaged, or cannot be read or written, changes no count: items are then counted again.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cached_property
from pathlib import Path

from quizgen import resources
from quizgen.counting.files import Files, of_files
from quizgen.counting.stored import Entry, Stored, read, text
from quizgen.counting.syntax import digest
from quizgen.staging import Staging

BANK = "spaces.json"


class Memory:
    """Counts and files that are known: the bank's, and those of the file at ``path``, which ``save`` rewrites."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._new = False

    @cached_property
    def _read(self) -> tuple[Stored, Stored]:
        return read(resources.banks() / BANK), read(self._path) if self._path else Stored()

    @cached_property
    def by(self) -> str:
        """The fingerprint of the code that counts; digests that other code made are not believed."""
        by = of_files(Files([stored.files for stored in self._read]).counting())
        return by if by in {stored.by for stored in self._read} else of_files(Files(()).counting())

    @cached_property
    def bank(self) -> Stored:
        """What ships with the code."""
        return self._trusted(self._read[0])

    @cached_property
    def kept(self) -> Stored:
        """What was counted later."""
        return self._trusted(self._read[1])

    def _trusted(self, stored: Stored) -> Stored:
        """What is stored, if the code that found it is still the same."""
        return stored if stored.by == self.by else Stored(self.by)

    @cached_property
    def files(self) -> Files:
        """The files as they are in this process."""
        files = Files([self.bank.files, self.kept.files])
        files.counting()
        return files

    def entries(self, family: str) -> list[Entry]:
        """What is known of a family, of this version or another."""
        return [stored.families[family] for stored in (self.kept, self.bank) if family in stored.families]

    def keep(self, family: str, entry: Entry) -> None:
        """Remembers what was counted."""
        self.kept.families[family] = entry
        self._new = True

    def save(self) -> None:
        """Writes what is new."""
        found = self.files.found if "files" in self.__dict__ else {}
        if self._path and (self._new or found):
            self.kept.files.update(found)
            with suppress(OSError):
                _replace(self._path, text(self.kept))


def _replace(path: Path, content: str) -> None:
    """Writes the file at once, so that nobody reads half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    staging = Staging()
    try:
        part = staging.place(path.parent)
        part.write_text(content, encoding="utf-8")
        part.replace(path)
    finally:
        staging.close()


_memories = [Memory()]


def memory() -> Memory:
    """The one that is in use."""
    return _memories[-1]


@contextmanager
def kept_in(folder: Path | None) -> Iterator[None]:
    """Within the block counts are read from this folder too, and at its end written; each checkout has a file."""
    checkout = digest(os.fsencode(Path(__file__).parent))
    _memories.append(Memory(folder / f"counts-{checkout}.json" if folder else None))
    try:
        yield
    finally:
        _memories.pop().save()
