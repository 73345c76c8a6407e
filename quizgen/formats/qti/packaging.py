"""A version of QTI as a format: a package for each form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from io import BytesIO

from msgspec import Struct

from quizgen.answers.values import components
from quizgen.formats.names import places
from quizgen.formats.protocol import File, Options, Spool, file_name
from quizgen.formats.qti.item import Wishes
from quizgen.formats.qti.numbers import exact
from quizgen.formats.qti.package import Package
from quizgen.formats.qti.piece import Packed, Shelf, packed
from quizgen.model import KINDS, Form, Item, Kind, Question


class QtiFormat(Struct, frozen=True):
    """Items in a content package with a test; templates of the format's name write them."""

    name: str
    suffix: str
    title: str
    kinds: frozenset[Kind] = frozenset(KINDS)
    heeds: frozenset[str] = frozenset(("wrong", "shuffle", "extra-time"))

    def refusal(self, question: Question) -> str | None:
        """Why nobody can answer it: its key is no decimal."""
        if all(one.tolerance or all(map(exact, components(one.key))) for one in question.numericals):
            return None
        return "its key is a number that no decimal is, and that nobody can type"

    def write(self, forms: Sequence[Form], options: Options) -> Iterator[File]:
        """A package for each form; raises QuizgenError for a key that nobody can type."""
        for form in forms:
            wishes = Wishes(options.wrong, options.shuffle, form.sitting.language)
            placed = zip(form.items, places(form), _shelves(form), strict=True)
            yield from self.joined(form, (packed(self.name, *one, wishes) for one in placed), options)

    def piece(self, item: Item, options: Options) -> Packed:
        """The item's files; raises QuizgenError for a key that nobody can type."""
        return packed(self.name, item, "", None, _wishes(options))

    def joined(self, form: Form, pieces: Iterable[Packed], options: Options, spool: Spool = BytesIO) -> Iterator[File]:
        """One package, in which each item is a file of its own."""
        package = Package(self.name, form, spool)
        for piece in pieces:
            package.add(piece)
        yield File(file_name(form, options, self.suffix), package.archive())


@lru_cache(maxsize=16)
def _wishes(options: Options) -> Wishes:
    return Wishes(options.wrong, options.shuffle)


def _shelves(form: Form) -> Iterator[Shelf | None]:
    """The section of each item: an exam's own, which may have none; outside exams that of topic and level."""
    if form.sections:
        numbered = enumerate(form.sections, start=1)
        yield from (Shelf(f"{no}. {one.title}", one.notes) for no, one in numbered for _ in range(one.size))
    else:
        yield from ([Shelf(form.title)] if form.ordered else [None]) * len(form.items)
