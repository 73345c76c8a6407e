"""What is known of one wrong number, option or place."""

from __future__ import annotations

from typing import Literal, TypeAlias

from msgspec import Struct

from quizgen.answers import Concept, Slip
from quizgen.text import Text

Certainty: TypeAlias = Literal["step", "mistake", "pair", "slip", "nothing"]
"""A value on the way to the right one, mistakes of one sort, perhaps two, perhaps a slip of the pen, or nothing."""


class Diagnosis(Struct, frozen=True, eq=False):
    """What an answer shows at a ``place``: an option, a prompt, an open cell, or 0 for the only number.

    ``slips`` are the misconceptions that it shows, ``concepts`` what they get wrong, each once. Where it is not
    ``sure`` they are possible, said with “perhaps”, and nobody should be counted as holding them. ``first`` is a
    sentence for whoever tries again, which tells no key, None where there is none to say; ``after`` says it in full
    once the key may be known. ``how`` is the way to the very number that was written: the mistaken formula with the
    question's numbers, or the solution's own line, one for each number of a shape (one for both sides of a square),
    each a display of its own; none where there is no such formula. ``real`` says for which layer the number would be
    right. The last two may tell the key.
    """

    place: int
    certainty: Certainty
    slips: tuple[Slip, ...] = ()
    concepts: tuple[Concept, ...] = ()
    sure: bool = True
    first: Text | None = None
    after: Text | None = None
    how: tuple[Text, ...] = ()
    real: Text | None = None

    @property
    def counted(self) -> tuple[Concept, ...]:
        """The concepts that a learner may be counted as getting wrong."""
        return self.concepts if self.sure else ()
