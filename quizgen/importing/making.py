"""What is at hand while a question is made a table: its texts, what is ours in it, what wrong answers are told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any, TypeAlias

from msgspec import Struct, field

from quizgen.answers import CORRECT
from quizgen.foreign.model import Choosable, Passage
from quizgen.importing.ours import SILENT, Ours
from quizgen.importing.passages import Dropped, Passages, spoken
from quizgen.text.markdown import MARKDOWN

Fields: TypeAlias = dict[str, Any]
"""The keys of a table of an imported file."""
CARRIED = "answers that follow from a learner's own earlier ones are kept as numbers alone"
RIGHT = spoken(MARKDOWN.line(CORRECT))


class Making(Struct):
    """The texts of a question, and what quizgen said of it; ``after`` are sentences that belong to the solution."""

    passages: Passages
    ours: Ours | None
    after: list[str] = field(default_factory=list)

    def told(self, feedback: Passage | None, about: str = "") -> Fields:
        """What a table says of a wrong answer; quizgen tells QTI before it what the feedback is ``about``."""
        words = self.passages.line(feedback) if feedback else ""
        return self.sentence(self.bare(words, about))

    def bare(self, words: str, about: str) -> str:
        """Feedback without what it is about in bold letters."""
        if not self.ours or not about or not words.startswith("**"):
            return words
        named, mark, said = words[2:].partition("**: ")
        return said if mark and spoken(named) == spoken(about) else words

    def sentence(self, words: str) -> Fields:
        """The same of a sentence."""
        if not words or spoken(words) == SILENT:
            return {}
        known = self.ours.misconception(words) if self.ours else None
        found: Fields = {"misconception": known[0], "concept": known[1]} if known else {}
        return {**found, "feedback": words}

    def overlooked(self, option: Choosable, about: str) -> Fields:
        """What a table says of a right one of several for whoever leaves it out.

        Where a format has no place for that, quizgen says it to whoever chooses it, after a first word of its own.
        """
        if option.left:
            return self.told(option.left, about)
        words = self.passages.line(option.feedback) if option.feedback and self.ours else ""
        first, _, said = words.partition(" ")
        return self.sentence(said) if said and spoken(first) == RIGHT else {}

    def praised(self, feedback: Passage | None) -> None:
        """Keeps what is said of a right answer for the solution, unless it is what quizgen says anyhow."""
        words = self.passages.line(feedback) if feedback else ""
        if words and spoken(words) not in {RIGHT, SILENT} and words not in self.after:
            self.after.append(words)

    def of_part(self, fields: Fields) -> Fields:
        """A part's keys with what is said of its right answer, which belongs to its own solution."""
        words, self.after = "\n\n".join(self.after), []
        return {**fields, "explanation": words} if words else fields

    def remark(self, rule: str, words: str, line: int) -> None:
        """Notes what is not carried over."""
        self.passages.remark(rule, words, line)


def percent(share: Fraction) -> str:
    """A share as people say it."""
    return f"{float(100 * share):g}%"


def distinct(words: Sequence[str], what: str, line: int) -> None:
    """Raises Dropped where two of them read the same."""
    seen: dict[str, str] = {}
    for one in words:
        said = spoken(one)
        if said in seen:
            raise Dropped("equal-options", f"two {what} read the same: '{said}'", line)
        seen[said] = one


def without(fields: Mapping[str, Any]) -> Fields:
    """The keys that say something."""
    return {key: value for key, value in fields.items() if value not in (None, "", [], ())}
