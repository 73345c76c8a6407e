"""QTI 1.2 in Canvas's dialect: a content package for each form, for classic quizzes and for New Quizzes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO

from msgspec import Struct

from quizgen.errors import QuizgenError, UsageError
from quizgen.formats.drawings import DOTS, as_png
from quizgen.formats.fingerprint import fingerprint
from quizgen.formats.frames import ENGLISH
from quizgen.formats.names import places
from quizgen.formats.protocol import File, Format, Options, Spool, file_name
from quizgen.formats.qti12.package import Piece, package
from quizgen.formats.qti12.question import Setting, figures_mark, questions, refusal
from quizgen.formats.sections import Heading, headings
from quizgen.model import KINDS, Form, Item, Kind, Question
from quizgen.templating import PLAIN, Templates, encoded_whole

SCREEN = 96
"""Pixels of an inch on a screen."""


class Qti12Format(Struct, frozen=True):
    """Items for Canvas."""

    name: str = "qti12"
    suffix: str = ".qti12.zip"
    kinds: frozenset[Kind] = frozenset(KINDS)
    heeds: frozenset[str] = frozenset(("shuffle", "extra-time"))
    title: str = "QTI 1.2 for Canvas, classic quizzes and New Quizzes"

    def write(self, forms: Sequence[Form], options: Options) -> Iterator[File]:
        """For each form a package; raises QuizgenError for what Canvas cannot mark."""
        for form in forms:
            above = {number: _opened(form, heading) for number, heading in headings(form).items()}
            pieces = (
                _piece(item, place, form.sitting.language, options, above.get(number, b""))
                for number, (item, place) in enumerate(zip(form.items, places(form), strict=True))
            )
            yield from self.joined(form, pieces, options)

    def piece(self, item: Item, options: Options) -> Piece:
        """The item's questions; raises QuizgenError for what Canvas cannot mark."""
        return _piece(item, "", ENGLISH, options)

    def joined(self, form: Form, pieces: Iterable[Piece], options: Options, spool: Spool = BytesIO) -> Iterator[File]:
        """The package, whose figures, manifest and questions are never held together."""
        yield File(file_name(form, options, self.suffix), package(form, pieces, spool))

    def refusal(self, question: Question) -> str | None:
        """A number that Canvas cannot keep."""
        return refusal(question)


def _piece(item: Item, place: str, language: str, options: Options, section: bytes = b"") -> Piece:
    if options.wrong:
        way_out = "leave out --wrong, or what the blueprint says of it, or write moodle or qti21"
        raise UsageError(f"Canvas takes off no points for wrong answers: {way_out}")
    if reason := refusal(item.question):
        raise QuizgenError(f"{item.id}: {reason}; ask it as choice")
    figures = tuple(map(as_png, item.question.figures))
    setting = Setting(place, language, options.shuffle, tuple(map(_width, figures)))
    page = Templates(PLAIN)
    content = "".join(page.render("qti12/question.xml.j2", q=question) for question in questions(item, setting))
    return Piece(encoded_whole(content), figures_mark(item).encode(), figures, section)


def _opened(form: Form, above: Heading) -> bytes:
    """How a section begins; its words have an id that no other exam's have, for Canvas would take them for these."""
    ident = fingerprint(repr((form.title, form.name, form.seed, above)), 15)
    return encoded_whole(Templates(PLAIN).render("qti12/section.xml.j2", above=above, ident=ident))


def _width(png: bytes) -> int:
    """How wide a PNG is on a screen: in its head stand its dots, several for a pixel."""
    return int.from_bytes(png[16:20]) * SCREEN // DOTS


FORMAT: Format = Qti12Format()
