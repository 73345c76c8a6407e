"""A deck of Anki: cards that are answered by choosing or typing, with what each mistake was and the solution behind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO

from msgspec import Struct

from quizgen.formats.anki.note import Note, note
from quizgen.formats.anki.package import package
from quizgen.formats.frames import frame
from quizgen.formats.protocol import File, Format, Options, Spool, file_name
from quizgen.model import KINDS, Form, Item, Kind


class AnkiFormat(Struct, frozen=True):
    """Items for Anki, with their keys."""

    name: str = "anki"
    suffix: str = ".apkg"
    kinds: frozenset[Kind] = frozenset(KINDS)
    title: str = "a deck for Anki, whose cards judge what is chosen or typed"
    untitled: bool = True

    def write(self, forms: Sequence[Form], options: Options) -> Iterator[File]:
        """One package for each form."""
        for form in forms:
            words = frame(form.sitting.language)
            yield from self.joined(form, (note(item, words) for item in form.items), options)

    def piece(self, item: Item, options: Options) -> Note:
        """The note."""
        del options
        return note(item, frame())

    def joined(self, form: Form, pieces: Iterable[Note], options: Options, spool: Spool = BytesIO) -> Iterator[File]:
        """One package; its decks are those of topics and levels, whatever the form is called."""
        yield File(file_name(form, options, self.suffix), package(pieces, spool))


FORMAT: Format = AnkiFormat()
