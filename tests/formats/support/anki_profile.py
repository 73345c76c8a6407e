"""Packages as Anki itself imports and shows them."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quizgen.formats.anki.format import FORMAT
from quizgen.formats.anki.note import note
from quizgen.formats.frames import frame
from quizgen.formats.protocol import Options
from quizgen.model import Form, Item


def package(form: Form) -> bytes:
    (file,) = FORMAT.write([form], Options("exam"))
    assert file.name.endswith(".apkg")
    return b"".join(file.chunks)


@dataclass(frozen=True)
class Imported:
    """How many notes an import found new, took over, or knew already."""

    new: int
    updated: int
    known: int


class Profile:
    """A collection of Anki's in a folder."""

    def __init__(self, folder: Path) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Anki's own
            from anki.collection import Collection

            self.collection: Any = Collection(str(folder / "collection.anki2"))
        self._folder = folder

    def take(self, content: bytes) -> Imported:
        from anki.collection import ImportAnkiPackageOptions, ImportAnkiPackageRequest

        path = self._folder / "import.apkg"
        path.write_bytes(content)
        request = ImportAnkiPackageRequest(package_path=str(path), options=ImportAnkiPackageOptions())
        log = self.collection.import_anki_package(request).log
        assert not [*log.missing_notetype, *log.missing_deck, *log.empty_first_field, *log.conflicting]
        return Imported(len(log.new), len(log.updated), len(log.duplicate))

    def of(self, item: Item) -> Any:
        """The note of an item."""
        known = note(item, frame()).guid
        return self.collection.get_note(self.collection.db.scalar("select id from notes where guid = ?", known))

    def sides(self, item: Item) -> tuple[str, str]:
        """What Anki shows of the only card of a note."""
        (card,) = self.of(item).cards()
        return card.question(), card.answer()

    def deck(self, item: Item) -> str:
        (card,) = self.of(item).cards()
        return str(self.collection.decks.name(card.did))

    @property
    def media(self) -> Path:
        return Path(self.collection.media.dir())
