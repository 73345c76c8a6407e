"""A practice page: one file that a browser shows without a network, on a telephone, too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BytesIO

from msgspec import Struct

from quizgen.formats.frames import ENGLISH, frame
from quizgen.formats.html.card import Card, card
from quizgen.formats.html.page import page
from quizgen.formats.html.words import words
from quizgen.formats.protocol import File, Format, Options, Spool, file_name
from quizgen.formats.sections import Heading, headings
from quizgen.model import KINDS, Form, Item, Kind

NO_SECTIONS: Mapping[int, Heading] = {}


class HtmlFormat(Struct, frozen=True):
    """Items as cards of a page that judges them."""

    name: str = "html"
    suffix: str = ".html"
    kinds: frozenset[Kind] = frozenset(KINDS)
    title: str = "one page to practise on, in any browser, offline"
    heeds: frozenset[str] = frozenset(("variants", "extra-time"))

    def write(self, forms: Sequence[Form], options: Options) -> Iterator[File]:
        """A page for each form; in the order of an exam questions have no new numbers, and points are shown."""
        for form in forms:
            language = form.sitting.language
            count = 0 if form.ordered else options.variants
            cards = (card(item, frame(language), words(language), language, count) for item in form.items)
            yield _file(form, cards, options, headings(form))

    def piece(self, item: Item, options: Options) -> Card:
        """The card."""
        language = ENGLISH
        return card(item, frame(language), words(language), language, options.variants)

    def joined(self, form: Form, pieces: Iterable[Card], options: Options, spool: Spool = BytesIO) -> Iterator[File]:
        """The page, card by card."""
        del spool
        yield _file(form, pieces, options, NO_SECTIONS)


def _file(form: Form, cards: Iterable[Card], options: Options, sections: Mapping[int, Heading]) -> File:
    return File(file_name(form, options, FORMAT.suffix), page(form, cards, sections, options.home))


FORMAT: Format = HtmlFormat()
