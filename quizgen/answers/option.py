"""What is on offer, or foreseen, and what is said about whoever chooses it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cached_property

from msgspec import Struct

from quizgen.answers.values import Number, Value, Values
from quizgen.math.tree import Expr
from quizgen.text import Text
from quizgen.text.joining import joined
from quizgen.text.markdown import MARKDOWN

CORRECT = Text("Correct.")
NOT_RIGHT = Text("This answer is not right.")
"""What is said to whoever gives a wrong answer of which nobody said anything."""


class Concept(Struct, frozen=True):
    """What several misconceptions get wrong alike: a short name of the mistake, and one sentence of what is right.

    ``claim`` is the tutorial's, L and its line.
    """

    id: str
    name: str
    meaning: Text
    claim: str


class Slip(Struct, frozen=True, dict=True):
    """A misconception as an item meets it: an id of one meaning everywhere, its concept, and what is said about it."""

    id: str
    concept: Concept
    feedback: Text

    def __repr__(self) -> str:
        """As of any struct; thousands of items share a slip, and a digest of them asks for it each time."""
        return self._shown

    @cached_property
    def json(self) -> Mapping[str, object]:
        """What JSON says of it beside every option that shows it, in the schema's order."""
        return {"misconception": self.id, "concept": self.concept.id, "feedback": MARKDOWN.line(self.feedback)}

    @property
    def reason(self) -> Text | None:
        """What is said of it where nobody gave that answer; None where nobody said anything."""
        return None if self.feedback == NOT_RIGHT else self.feedback

    @cached_property
    def _shown(self) -> str:
        return f"Slip(id={self.id!r}, concept={self.concept!r}, feedback={self.feedback!r})"


class Origin(Struct, frozen=True):
    """At which point of the level's space a formula, right or mistaken, gives an option's value, or other ``values``.

    ``quantity`` tells the several quantities of a linked question apart.
    """

    point: int
    quantity: str = ""
    values: Values = ()


class Option(Struct, frozen=True):
    """One answer on offer; a distractor carries the misconception it comes from, and so does what can be misplaced.

    ``follows`` gives the same mistake's value from earlier answers of the question, one tree for each component. What
    somebody wrote shows the mistake if it is no further from the value than ``tolerance``. A right option among several
    may have what is ``overlooked`` by whoever leaves it out.
    """

    text: Text
    value: Value
    slip: Slip | None = None
    origin: Origin | None = None
    follows: Collection[Expr] = ()
    tolerance: Number = 0
    overlooked: Slip | None = None

    @property
    def feedback(self) -> Text:
        """What is said to whoever chooses it: of a right one that others overlook why it is right, too."""
        if self.slip:
            return self.slip.feedback
        return joined([CORRECT, self.overlooked.feedback], " ") if self.overlooked else CORRECT

    @property
    def slips(self) -> tuple[Slip, ...]:
        """What is shown by whoever chooses it, or leaves it out."""
        return tuple(slip for slip in (self.slip, self.overlooked) if slip)


class Remark(Struct, frozen=True):
    """A sentence about an answer: about the option with this letter, about a value or place in words, or the whole."""

    letter: str
    about: Text | None
    slip: Slip
    misplaced: bool = False
    """Whether it says where a thing on offer belongs, rather than what is wrong with it."""
