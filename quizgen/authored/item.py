"""An authored item."""

from __future__ import annotations

from dataclasses import dataclass

from quizgen.answers import Kind, Slip
from quizgen.authored.layouts import Layout, Pairs, TrueOrFalse
from quizgen.model import Level
from quizgen.text import Text


@dataclass(frozen=True, slots=True)
class Authored:
    """An item as its author wrote it; ``covers`` names claims of the tutorial.

    ``enemies`` are items and families that may not stand in one form with it: ids of this file, or whole ones. ``hint``
    says what to think of, and not what is right. Its ``language`` may be another one than its file's.
    """

    id: str
    level: Level
    covers: tuple[str, ...]
    stem: Text
    answer: Layout
    explanation: Text
    source: str
    tags: tuple[str, ...]
    enemies: tuple[str, ...] = ()
    hint: Text | None = None
    language: str = ""

    @property
    def kind(self) -> Kind:
        """How it is asked."""
        return self.answer.kind

    @property
    def texts(self) -> tuple[Text, ...]:
        """Every text that a question about it may show."""
        prompts = self.answer.prompts if isinstance(self.answer, Pairs) else ()
        spoken = (text for option in self.answer.options for text in (option.text, option.feedback))
        hint = () if self.hint is None else (self.hint,)
        return (self.stem, self.explanation, *hint, *prompts, *spoken)

    @property
    def slips(self) -> tuple[Slip, ...]:
        """The misconceptions that its options name, each once."""
        found: list[Slip] = []
        for option in self.answer.options:
            if option.slip and option.slip not in found:
                found.append(option.slip)
        return tuple(found)

    @property
    def two_sided(self) -> bool:
        """Whether it asks for true or false."""
        return isinstance(self.answer, TrueOrFalse)
