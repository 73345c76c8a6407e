"""What items are drawn from, found again in the bank or the user's cache as long as the code is the same, else made."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeAlias

import numpy as np
from msgspec import Struct, field

from quizgen import resources
from quizgen.keeping import keep
from quizgen.memory.held import Remembered, is_held
from quizgen.memory.packing import Array, Arrays, packed
from quizgen.memory.shelf import DECKS, ENDING, STALE, Shelf

Print: TypeAlias = Callable[[Remembered], str]
"""The fingerprint of what a family's items follow from; "" where nothing tells when that changes."""


class _Family(Struct):
    """What is known of a family: its fingerprint, its files, where it is kept, and what was made in this process."""

    fingerprint: str
    shelves: tuple[Shelf, ...]
    kept: Path | None
    made: dict[str, Array] = field(default_factory=dict)

    def section(self, name: str) -> Arrays | None:
        found = (shelf.section(name) for shelf in self.shelves)
        return next((one for one in found if one is not None), None)

    @property
    def every(self) -> dict[str, Array]:
        """All arrays by their whole names."""
        known: dict[str, Array] = {}
        for shelf in self.shelves:
            known |= shelf.arrays
        return known | self.made


class Decks:
    """The arrays of families by section; what is made is kept in ``folder``, if there is one, by ``save``."""

    def __init__(self, fingerprint: Print, folder: Path | None) -> None:
        self._fingerprint, self._folder = fingerprint, folder
        self._families: dict[str, _Family] = {}
        self._heard: dict[str, None] = {}

    def recalled(self, source: Remembered, name: str, make: Callable[[], Arrays], *, anew: bool = False) -> Arrays:
        """The family's section of that name: as it is stored, or made now, ``anew`` in any case.

        A family that no module holds is always made: nothing says when it changes.
        """
        family = self._opened(source)
        if family is None:
            return make()
        found = None if anew else family.section(name)
        if found is None:
            found = make()
            family.made |= {f"{name}/{key}": array for key, array in found.items()}
            family.made[name] = _NOTHING
        return found

    def file(self, source: Remembered) -> bytes:
        """All that is known of a family that a module holds, as a file."""
        family = self._opened(source)
        return packed(family.fingerprint, family.every) if family else b""

    def faults(self) -> Iterator[str]:
        """What is wrong with each file that was of no use; one of the cache is made anew whenever the code changed."""
        for shelf in (shelf for family in tuple(self._families.values()) for shelf in family.shelves):
            if shelf.fault and (shelf.fault != STALE or shelf.path.is_relative_to(resources.banks())):
                self._heard[f"{shelf.path} {shelf.fault}"] = None
        yield from self._heard

    def hear(self, faults: Iterable[str]) -> None:
        """Takes note of what another process found wrong."""
        self._heard |= dict.fromkeys(faults)

    def save(self) -> None:
        """Keeps what was made; a thread may still make more."""
        for family in tuple(self._families.values()):
            if family.kept and family.made:
                keep(family.kept, packed(family.fingerprint, family.every))

    def _opened(self, source: Remembered) -> _Family | None:
        if not is_held(source):
            return None
        if source.module not in self._families:
            self._families[source.module] = self._found(source.id, self._fingerprint(source))
        family = self._families[source.module]
        return family if family.fingerprint else None

    def _found(self, family: str, by: str) -> _Family:
        """What is stored of the family; nobody's cache is read where the bank fits."""
        kept = self._folder / f"{family}{ENDING}" if self._folder else None
        shelves = [Shelf.opened(resources.banks() / DECKS, family, by)] if by else []
        if shelves and not shelves[0].arrays and self._folder:
            shelves.append(Shelf.opened(self._folder, family, by))
        return _Family(by, tuple(shelves), kept)


_NOTHING: Array = np.zeros(0, dtype=np.int64)
"""Stands for a section, which may be empty."""
