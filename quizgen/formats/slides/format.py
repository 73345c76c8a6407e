"""A deck for a lecture hall, as a PDF in 16:9: each question, then the vote on it, then its solution.

It is printed as papers are: tagged, by the rules of PDF/UA-1, and with the same bytes for the same form.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from quizgen.formats.pdf.format import printed
from quizgen.formats.protocol import File, Options, file_name
from quizgen.formats.slides.deck import deck
from quizgen.formats.slides.measuring import plans
from quizgen.formats.typesetting import forget
from quizgen.model import KINDS, Form, Kind


class SlidesFormat(Struct, frozen=True):
    """A PDF a form; its end tells it from the paper in the same folder."""

    name: str = "slides"
    suffix: str = ".slides.pdf"
    kinds: frozenset[Kind] = frozenset(KINDS)
    title: str = "a deck for a lecture: each question, the vote on it, its solution (PDF, 16:9)"
    without_evidence: bool = True

    def write(self, forms: Sequence[Form], options: Options) -> Iterator[File]:
        """A deck for each form; raises QuizgenError for a character that no font has."""
        for form in forms:
            yield File(file_name(form, options, self.suffix), [printed(deck(form, plans(form)), form)])
            forget(form.sitting.fonts)


FORMAT = SlidesFormat()
