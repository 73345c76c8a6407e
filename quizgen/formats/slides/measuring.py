"""How a deck's slides are laid out, found a few questions at a time.

Typst keeps all that it measured until a source is compiled: of 200 questions more than two gigabytes. So it measures
portions, whose layouts it may forget, and is then given what it found.
"""

from __future__ import annotations

from msgspec.structs import replace

from quizgen.formats.pdf.format import explained
from quizgen.formats.slides.deck import Plan, deck
from quizgen.formats.typesetting import forget, labelled
from quizgen.model import Form

PORTION = 10
"""Questions; of more at a time memory grows, of fewer it stays as it is."""


def plans(form: Form) -> list[Plan]:
    """The plans of all slides in their order; raises QuizgenError for what Typst refuses."""
    given, found = form.sitting.fonts, list[Plan]()
    for begin in range(0, len(form.items), PORTION):
        portion = replace(form, items=form.items[begin : begin + PORTION], sections=())
        with explained(form):
            found += labelled(deck(portion, measuring=True), "plan", given)
        forget(given)
    return found
