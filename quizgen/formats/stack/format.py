"""Moodle XML with questions for STACK, in a category for each import."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO

from msgspec import Struct

from quizgen import resources
from quizgen.errors import FormulaError, UsageError
from quizgen.formats.fingerprint import Fingerprint
from quizgen.formats.frames import ENGLISH, frame
from quizgen.formats.moodle import rules
from quizgen.formats.moodle.shelves import Category, Piece, Shelves
from quizgen.formats.names import places
from quizgen.formats.protocol import File, Format, Options, Spool, file_name
from quizgen.formats.stack import variants
from quizgen.formats.stack.question import question
from quizgen.formats.titles import titled
from quizgen.model import Form, Item, Kind, Question
from quizgen.templating import CASTEXT, XML, Templates, encoded_whole

END = b"</quiz>\n"


class StackFormat(Struct, frozen=True):
    """Each item as a question of live variants, of which its own numbers are the first."""

    name: str = "stack"
    suffix: str = ".stack.xml"
    kinds: frozenset[Kind] = frozenset({"choice", "numerical", "grid", "parts"})
    title: str = "live variants for STACK in Moodle, with its tests, where a formula gives the answer"

    def refusal(self, question: Question) -> str | None:
        """Why STACK has no variants of it."""
        return variants.refusal(question)

    def write(self, forms: Sequence[Form], options: Options) -> Iterator[File]:
        """A file for each form; raises UsageError for an item that has no variants."""
        for form in forms:
            placed = zip(form.items, places(form), strict=True)
            pieces = (_piece(item, place, form.sitting.language) for item, place in placed)
            yield from self.joined(form, pieces, options)

    def piece(self, item: Item, options: Options) -> Piece:
        """The question; raises UsageError for an item that has no variants."""
        del options
        return _piece(item, "", ENGLISH)

    def joined(self, form: Form, pieces: Iterable[Piece], options: Options, spool: Spool = BytesIO) -> Iterator[File]:
        """One file, in which the questions of each topic and level stand together."""
        said = Fingerprint()
        said.add(resources.version().encode())
        shelves = Shelves(spool, said)
        for piece in pieces:
            shelves.add(piece)
        yield File(file_name(form, options, self.suffix), _chunks(form, shelves))


def _piece(item: Item, place: str, language: str) -> Piece:
    if reason := variants.refusal(item.question):
        raise UsageError(f"{item.family} has an item that stack cannot hold: {reason}; ask for it in the format moodle")
    try:
        shown = question(item, place, language)
    except FormulaError as error:
        raise UsageError(f"stack cannot say {item.id}: {error}") from None
    content = encoded_whole(Templates(CASTEXT).render("stack/question.xml.j2", q=shown))
    return Piece((titled(item.topic), frame(language).level(item.level)), content, gaps=False)


def _chunks(form: Form, shelves: Shelves) -> Iterator[bytes]:
    words, templates = frame(form.sitting.language), Templates(XML)
    top = rules.import_name(form, shelves.fingerprint)
    imported = words.imported.format(version=resources.version())
    yield from templates.stream("moodle/head.xml.j2", top=rules.path(top), imported=imported, of_gaps="")
    for stretch in shelves.stretches(0, len(shelves)):
        category: Category = stretch.category
        yield from templates.stream("moodle/category.xml.j2", path=rules.path(top, *category))
        yield from stretch.content
    yield END


FORMAT: Format = StackFormat()
