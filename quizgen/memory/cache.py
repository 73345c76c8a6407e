"""What was found before: in this process, in the bank, and in the user's folder where the command line names one.

A file that is damaged, or cannot be read or written, changes no count and no item: they are then found again.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from quizgen import resources
from quizgen.keeping import keep
from quizgen.memory.files import Files, of_files
from quizgen.memory.held import Remembered, inputs_of, is_held
from quizgen.memory.stored import Entry, Stored, read, text
from quizgen.memory.syntax import digest
from quizgen.model import LEVELS, Level

if TYPE_CHECKING:
    from quizgen.memory.decks import Decks

BANK = "spaces.json"


class Memory:
    """Counts, files and decks that are known: the bank's, and those in ``folder``, where ``save`` keeps new ones.

    Each checkout has its own in the folder.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._path = self.place("counts", ".json")
        self._new = False
        self._inputs: dict[str, Mapping[Level, str]] = {}

    def place(self, what: str, ending: str = "") -> Path | None:
        """Where this checkout keeps something in the folder; None without one."""
        checkout = digest(os.fsencode(Path(__file__).parent))
        return self._folder / f"{what}-{checkout}{ending}" if self._folder else None

    @cached_property
    def decks(self) -> Decks:
        """What items are drawn from; whoever draws none does not import it."""
        from quizgen.memory.decks import Decks

        return Decks(self._laid_out_from, self.place("decks"))

    def faults(self) -> Iterator[str]:
        """What is wrong with files of decks that were to be used."""
        return self.decks.faults() if "decks" in self.__dict__ else iter(())

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

    def code(self, module: str) -> str:
        """The fingerprint of all code that a module depends on; nothing where it has no files."""
        files = self.files.behind(module)
        return of_files(files) if files else ""

    def inputs(self, source: Remembered) -> Mapping[Level, str]:
        """Of each level a fingerprint of what its items follow from: as it is known for this code, or found now.

        Nothing for a source that no module holds, because no code tells when it changes.
        """
        code = self.code(source.module) if is_held(source) else ""
        if code and code not in self._inputs:
            entry = next((entry for entry in self.entries(source.id) if entry.code == code), None)
            found = {
                level: entry.levels[level].table if entry else inputs_of(source, level) or code for level in LEVELS
            }
            self._inputs[code] = found
        return self._inputs.get(code, {})

    def _laid_out_from(self, source: Remembered) -> str:
        inputs = self.inputs(source)
        return digest(self.by.encode(), *(inputs[level].encode() for level in LEVELS)) if inputs else ""

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
            keep(self._path, text(self.kept).encode())
        if "decks" in self.__dict__:
            self.decks.save()


_memories = [Memory()]


def memory() -> Memory:
    """The one that is in use."""
    return _memories[-1]


def read_from(folder: Path | None) -> None:
    """From now on the folder is read in this process, and never written."""
    _memories.append(Memory(folder))


@contextmanager
def kept_in(folder: Path | None) -> Iterator[Memory]:
    """Within the block the folder is read too, and at its end written."""
    _memories.append(Memory(folder))
    try:
        yield memory()
    finally:
        _memories.pop().save()
