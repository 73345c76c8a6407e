"""JSON lines: the items of the JSON document, one a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from itertools import islice

from msgspec import Struct

from quizgen import templating
from quizgen.formats.json import item_bytes
from quizgen.formats.protocol import File, Format, Options, Spool, file_name
from quizgen.model import KINDS, Form, Item, Kind

TOGETHER = 8
"""So many lines are written at a time, some ten kilobytes."""


class JsonLinesFormat(Struct, frozen=True):
    """Items for programs that read line by line."""

    name: str = "jsonl"
    suffix: str = ".jsonl"
    kinds: frozenset[Kind] = frozenset(KINDS)
    title: str = "the items of the JSON document, one a line"
    untitled: bool = True

    def write(self, forms: Sequence[Form], options: Options) -> Iterator[File]:
        """One file for each form."""
        for form in forms:
            yield from self.joined(form, (self.piece(item, options) for item in form.items), options)

    def piece(self, item: Item, options: Options) -> bytes:
        """The item's line as UTF-8, which takes half the memory of words with a dash or a cross among them."""
        del options
        return templating.encoded_json(item_bytes(item)) + b"\n"

    def joined(self, form: Form, pieces: Iterable[bytes], options: Options, spool: Spool = BytesIO) -> Iterator[File]:
        """One file, a line for each item as it comes."""
        del spool
        yield File(file_name(form, options, self.suffix), _lines(pieces))


def _lines(pieces: Iterable[bytes]) -> Iterator[bytes]:
    coming = iter(pieces)
    while some := b"".join(islice(coming, TOGETHER)):
        yield some


FORMAT: Format = JsonLinesFormat()
