"""The question that a form shows is the one whose key has the letter."""

from __future__ import annotations

from quizgen.blueprint.forms import drafts
from quizgen.blueprint.reader import parse

FAMILIES = ("conv-output-size", "conv-parameters", "stack-receptive-field", "dilated-conv-output-size")
SLOTS = "".join(f'[[slots]]\nfamily = "{name}"\nlevel = "medium"\nkind = "choice"\n' for name in FAMILIES)
MANY = 24


def test_numbers_ascend_in_every_form_however_many_there_are() -> None:
    """Of many forms some have letters improved in their last order, and other options with them."""
    exam = parse(f'title = "T"\nrepeat = true\n{SLOTS}', "x.toml")
    for draft in drafts(exam, MANY, "2"):
        for seat in draft.seats:
            assert list(seat.question.parts[0].answer.faults()) == [], (draft.name, seat.question.id)
