"""How a file is read: by the strict rules for authors, or as it came from elsewhere, where nobody kept them.

Authors write the small Markdown of ``quizgen.text``. What was imported is in the Markdown that quizgen's JSON has: any
mark may stand there behind a backslash, mathematics is TeX between dollars, and tables are rows between bars.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol, TypeAlias

from msgspec import Struct

from quizgen.answers import NOT_RIGHT, Concept, Slip
from quizgen.authored import texts
from quizgen.errors import FormulaError
from quizgen.misconceptions import concepts
from quizgen.reading.toml import TomlTable
from quizgen.sets import markdown
from quizgen.text import Text

Own: TypeAlias = Mapping[str, Concept]
"""The concepts that an author's file brings itself, by id."""


class Manner(Protocol):
    """A way to read texts and misconceptions."""

    def passage(self, entries: TomlTable, key: str, words: str) -> Text:
        """Paragraphs; raises UsageError for what does not read."""

    def line(self, entries: TomlTable, key: str, words: str) -> Text:
        """One paragraph; raises UsageError for what does not read."""

    def slip(self, name: str | None, concept: str | None, feedback: str | None, entries: TomlTable, place: str) -> Slip:
        """A misconception; ``place`` tells it from others of its item. Raises UsageError."""


class Strict(Struct, frozen=True):
    """For authors."""

    own: Own

    def passage(self, entries: TomlTable, key: str, words: str) -> Text:
        """See ``Manner``."""
        return texts.passage(entries, key, words)

    def line(self, entries: TomlTable, key: str, words: str) -> Text:
        """See ``Manner``."""
        return texts.line(entries, key, words)

    def slip(self, name: str | None, concept: str | None, feedback: str | None, entries: TomlTable, place: str) -> Slip:
        """See ``Manner``; nothing may be missing."""
        del place
        for key, value in (("misconception", name), ("concept", concept), ("feedback", feedback)):
            if value is None:
                raise entries.error(key, "this key is missing; write a text in quotes")
        said = texts.sentence(entries, "feedback", feedback or "")
        return Slip(name or "", _concept(concept or "", entries, self.own), said)


class Loose(Struct, frozen=True):
    """For an item of a file that was imported: what it does not say of a wrong answer is stood in for.

    ``name`` begins the ids of misconceptions, ``concept`` is the file's own; ``source`` is told where an item has none.
    """

    own: Own
    name: str
    concept: Concept
    source: str = ""

    def passage(self, entries: TomlTable, key: str, words: str) -> Text:
        """See ``Manner``."""
        return _read(entries, key, markdown.text(words.strip()))

    def line(self, entries: TomlTable, key: str, words: str) -> Text:
        """See ``Manner``."""
        return _read(entries, key, markdown.line(words.strip()))

    def slip(self, name: str | None, concept: str | None, feedback: str | None, entries: TomlTable, place: str) -> Slip:
        """See ``Manner``."""
        found = self.concept if concept is None else _concept(concept, entries, self.own)
        said = NOT_RIGHT if feedback is None else self.line(entries, "feedback", feedback)
        return Slip(name or "-".join(filter(None, (self.name, place))), found, said)


def _concept(name: str, entries: TomlTable, own: Own) -> Concept:
    try:
        return concepts.concept(name, own)
    except FormulaError as error:
        raise entries.error("concept", str(error)) from None


def _read(entries: TomlTable, key: str, text: Text) -> Text:
    """The text; raises UsageError where it says nothing."""
    if not text.template.strip():
        raise entries.error(key, "the text has no words; write some")
    return text
