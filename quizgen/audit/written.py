"""What authored items must obey beyond the rules for questions: texts that print, ids of their own, known enemies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress

from quizgen.asking.source import Audited, Testimony
from quizgen.authored import Concepts
from quizgen.catalog.enemies import strangers
from quizgen.errors import QuizgenError
from quizgen.model import LEVELS, Level
from quizgen.text.html import HTML
from quizgen.text.markdown import MARKDOWN
from quizgen.text.terminal import TERMINAL
from quizgen.text.typst import TYPST

PRINTERS = (HTML, MARKDOWN, TYPST, TERMINAL)


def unprintable(testimony: Testimony) -> Iterator[str]:
    """A sentence for each text of the point and each markup that it cannot be printed in."""
    for text in testimony.texts:
        for printer in PRINTERS:
            try:
                printer.text(text)
            except QuizgenError as error:
                yield f"a text cannot be printed: {error}"


def taken(source: Audited, level: Level, others: Iterable[Audited]) -> Iterator[str]:
    """A sentence for each item of the level whose id, as its file has it, stands in another file too."""
    if not source.authored:
        return
    elsewhere = _ids(other for other in others if other.authored and other.id != source.id)
    for name in _names(source, level):
        if name in elsewhere:
            yield f"{name}: this id stands in {elsewhere[name]} too; write another"


def unknown_enemies(source: Audited, level: Level) -> Iterator[str]:
    """A sentence for each enemy that an item of the level names and that there is not."""
    return strangers(source, level) if isinstance(source, Concepts) else iter(())


def _ids(others: Iterable[Audited]) -> Mapping[str, str]:
    """Where each id stands; a file that cannot be read is reported for itself."""
    found: dict[str, str] = {}
    for other in others:
        with suppress(QuizgenError):
            found |= {name: other.id for level in LEVELS for name in _names(other, level)}
    return found


def _names(source: Audited, level: Level) -> Iterator[str]:
    return (source.testify(level, point).where for point in range(source.points(level)))
