"""JSON lines: the items of the JSON document, one a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO

from quizgen import templating
from quizgen.formats.json import item_line
from quizgen.formats.protocol import File, Format, Options, Spool, file_name
from quizgen.model import KINDS, Form, Item, Kind


@dataclass(frozen=True, slots=True)
class JsonLinesFormat:
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

    def piece(self, item: Item, options: Options) -> str:
        """The item's line."""
        del options
        return f"{item_line(item)}\n"

    def joined(self, form: Form, pieces: Iterable[str], options: Options, spool: Spool = BytesIO) -> Iterator[File]:
        """One file, a line for each item as it comes."""
        del spool
        yield File(file_name(form, options, self.suffix), templating.encoded(pieces))


FORMAT: Format = JsonLinesFormat()
