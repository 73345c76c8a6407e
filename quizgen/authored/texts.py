"""Texts of authored items: the small Markdown without holes, and how much of it may stand where."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from quizgen.errors import FormulaError
from quizgen.reading.toml import TomlTable
from quizgen.text import Text
from quizgen.text.nodes import Display, Paragraph
from quizgen.text.reader import blocks
from quizgen.text.speech import SPEECH, one_sentence

SENTENCE = 'exactly one sentence is expected, with "." at its end and nowhere before'


def passage(entries: TomlTable, key: str, words: str) -> Text:
    """Paragraphs, bullets and displays; raises UsageError for what does not read."""
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


def lines(entries: TomlTable, key: str, found: Sequence[str], least: int, most: int) -> tuple[Text, ...]:
    """So many paragraphs, of which no two read the same."""
    if not least <= len(found) <= most:
        raise entries.error(key, f"there are {len(found)} texts; write {least} to {most} in a list")
    return distinct(entries, key, [line(entries, key, words) for words in found])


def sentence(entries: TomlTable, key: str, words: str) -> Text:
    """One sentence that ends with a full stop."""
    text = line(entries, key, words)
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


def line(entries: TomlTable, key: str, words: str) -> Text:
    """One paragraph; raises UsageError where it is more, or nothing."""
    text = passage(entries, key, words)
    if len(blocks(text.template)) != 1 or not isinstance(blocks(text.template)[0], Paragraph):
        raise entries.error(key, f"one paragraph without bullets is expected, not '{words.strip()}'")
    return text
