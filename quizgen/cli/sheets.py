"""What an exam whose answers stand on a sheet needs besides: keys that fit there, and a format that prints it."""

from __future__ import annotations

from collections.abc import Collection

from quizgen.blueprint.forms import Draft
from quizgen.cli.errors import remark
from quizgen.errors import QuizgenError
from quizgen.formats.sheet_fields import too_long
from quizgen.model import Sitting
from quizgen.sheets.asked import WIDTH
from quizgen.text.spreadsheet import decimal

PRINT = frozenset(("pdf", "typst", "amc"))
"""Formats that print the sheet, or have one of their own."""


def require_room(draft: Draft) -> None:
    """Raises QuizgenError for a key that nobody could write into a sheet's boxes."""
    for seat in draft.seats:
        for part in seat.question.parts:
            if (number := too_long(part.answer)) is not None:
                asked = f"the slot '{seat.slot}' ({part.answer.kind})"
                raise QuizgenError(
                    f"{asked}: the key {decimal(number)} of '{seat.question.id}' has more than the {WIDTH} characters "
                    "of an answer sheet; ask it as a choice, or redraw the slot"
                )


def tell_unprinted(sitting: Sitting, formats: Collection[str]) -> None:
    """Says so where nothing prints the sheet that a blueprint wants."""
    if sitting.sheet is not None and not PRINT & set(formats):
        remark("Note: only the formats pdf and typst print the answer sheet that the blueprint wants")
