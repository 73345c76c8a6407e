"""An authored item."""

from __future__ import annotations

from fractions import Fraction

from msgspec import Struct

from quizgen.answers import Kind, Option, Slip
from quizgen.authored.layouts import Layout, TrueOrFalse
from quizgen.model import NO_PROMPT, Figure, Level
from quizgen.text import Text


class Piece(Struct, frozen=True):
    """One of several things that an item asks, what is said before it, and how it is worked, where somebody says so."""

    answer: Layout
    explanation: Text | None
    prompt: Text = NO_PROMPT
    points: Fraction = Fraction(1)

    @property
    def texts(self) -> tuple[Text, ...]:
        """Every text that a question about it may show."""
        prompt = (self.prompt,) if self.prompt.template else ()
        spoken = (text for option in self.answer.options for text in (option.text, option.feedback))
        worked = () if self.explanation is None else (self.explanation,)
        return (*prompt, *self.answer.texts, *spoken, *worked)


class Authored(Struct, frozen=True):
    """An item as its author wrote it; ``covers`` names claims of the tutorial.

    ``enemies`` are items and families that may not stand in one form with it: ids of this file, or whole ones. ``hint``
    says what to think of, and not what is right. Its ``language`` may be another one than its file's. Without ``more``
    it asks for one thing, else for several, ``answer`` being the first. ``hints`` are all there are, where they are not
    to be found from explanation and misconceptions. Numbers are above zero unless it is ``signed``.
    """

    id: str
    level: Level
    covers: tuple[str, ...]
    stem: Text
    answer: Layout
    explanation: Text | None
    source: str
    tags: tuple[str, ...]
    enemies: tuple[str, ...] = ()
    hint: Text | None = None
    language: str = ""
    prompt: Text = NO_PROMPT
    points: Fraction = Fraction(1)
    more: tuple[Piece, ...] = ()
    figures: tuple[Figure, ...] = ()
    hints: tuple[Text, ...] | None = None
    signed: bool = False
    topic: str = ""

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """All that it asks."""
        return (Piece(self.answer, self.explanation, self.prompt, self.points), *self.more)

    @property
    def kind(self) -> Kind:
        """How it is asked."""
        return "parts" if self.more else self.answer.kind

    @property
    def options(self) -> tuple[Option, ...]:
        """All that is on offer or foreseen."""
        return tuple(option for piece in self.pieces for option in piece.answer.options)

    @property
    def texts(self) -> tuple[Text, ...]:
        """Every text that a question about it may show."""
        said = (self.stem, *(() if self.hint is None else (self.hint,)), *(self.hints or ()))
        drawn = (figure.alt for figure in self.figures)
        return (*said, *drawn, *(text for piece in self.pieces for text in piece.texts))

    @property
    def slips(self) -> tuple[Slip, ...]:
        """The misconceptions that its options name, each once."""
        found: list[Slip] = []
        for option in self.options:
            found += (slip for slip in option.slips if slip not in found)
        return tuple(found)

    @property
    def two_sided(self) -> bool:
        """Whether it asks for true or false."""
        return isinstance(self.answer, TrueOrFalse) and not self.more
