"""A misconception as items meet it."""

from __future__ import annotations

import pytest
from msgspec.structs import fields

from quizgen.answers import Concept, Slip
from quizgen.text import Text

SLIP = Slip(
    "ignores-stride", Concept("stride", "the stride", Text("It *divides*."), "L12"), Text("Mind {n}.", {"n": 2})
)


def test_a_slip_in_words_has_all_its_fields_each_time() -> None:
    shown = ", ".join(f"{field.name}={getattr(SLIP, field.name)!r}" for field in fields(SLIP))
    assert [repr(SLIP), repr(SLIP)] == [f"Slip({shown})"] * 2


def test_what_was_put_into_words_is_equal_to_what_was_not() -> None:
    fresh = Slip(SLIP.id, SLIP.concept, SLIP.feedback)
    assert repr(SLIP) == repr(fresh)
    assert fresh == SLIP
    with pytest.raises(AttributeError):
        fresh.id = "other"  # type: ignore[misc]
