"""Texts of authored items: the small Markdown without holes, and how much of it may stand where."""

from __future__ import annotations

import re
from collections.abc import Iterable

from quizgen.errors import FormulaError
from quizgen.reading.toml import TomlTable
from quizgen.text import Text
from quizgen.text.nodes import Display, Paragraph
from quizgen.text.reader import blocks
from quizgen.text.speech import SPEECH, one_sentence

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
SENTENCE = 'exactly one sentence is expected, with "." at its end and nowhere before'


def slug(entries: TomlTable, key: str) -> str:
    """A name in small letters, digits and hyphens."""
    name = entries.text(key)
    if not SLUG.fullmatch(name):
        raise entries.error(key, f"'{name}' is not a slug; write small letters and digits with hyphens between words")
    return name


def passage(entries: TomlTable, key: str) -> Text:
    """Paragraphs, bullets and displays; raises UsageError for what does not read."""
    return _read(entries, key, entries.text(key))


def line(entries: TomlTable, key: str) -> Text:
    """One paragraph."""
    return one_line(entries, key, entries.text(key))


def lines(entries: TomlTable, key: str, least: int, most: int) -> tuple[Text, ...]:
    """A list of so many paragraphs, of which no two read the same."""
    found = entries.texts(key)
    if not least <= len(found) <= most:
        raise entries.error(key, f"there are {len(found)} texts; write {least} to {most} in a list")
    return distinct(entries, key, [one_line(entries, key, words) for words in found])


def sentence(entries: TomlTable, key: str) -> Text:
    """One sentence that ends with a full stop."""
    text = line(entries, key)
    if not one_sentence(text):
        raise entries.error(key, f"{SENTENCE}, not '{SPEECH.line(text)}'")
    return text


def distinct(entries: TomlTable, key: str, texts: Iterable[Text]) -> tuple[Text, ...]:
    """The texts; raises UsageError where two read the same."""
    found: dict[str, Text] = {}
    for text in texts:
        spoken = SPEECH.line(text)
        if spoken in found:
            raise entries.error(key, f"'{spoken}' stands here twice; every text must differ from the others")
        found[spoken] = text
    return tuple(found.values())


def one_line(entries: TomlTable, key: str, words: str) -> Text:
    """Words as one paragraph; raises UsageError where they are more, or nothing."""
    text = _read(entries, key, words)
    if len(blocks(text.template)) != 1 or not isinstance(blocks(text.template)[0], Paragraph):
        raise entries.error(key, f"one paragraph without bullets is expected, not '{words.strip()}'")
    return text


def _read(entries: TomlTable, key: str, words: str) -> Text:
    if "{" in words or "}" in words:
        raise entries.error(key, "a brace would be a hole for a number; write shapes as `(N, C, H, W)`")
    text = Text(words.strip())
    try:
        found = blocks(text.template)
        spoken = SPEECH.text(text)
    except FormulaError as error:
        raise entries.error(key, f"{error}; mend the text or the formula between dollars") from None
    if not spoken.strip() or all(isinstance(block, Display) for block in found):
        raise entries.error(key, "the text has no words; write some")
    return text
