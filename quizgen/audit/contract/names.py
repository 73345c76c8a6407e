"""What a source is called and says of itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizgen.asking.source import Audited
from quizgen.model import Level

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
WORDS = 8


def _written(what: str, given: str, wanted: str) -> Iterator[str]:
    """Whether a text says something."""
    if not given.strip():
        yield f"{what} is empty: write {wanted}"


def named(source: Audited, level: Level) -> Iterator[str]:
    """Slugs for id and topic, a title, a description of some words, a word for what is asked."""
    del level
    for what, word in (("id", source.id), ("topic", source.topic)):
        if not SLUG.fullmatch(word):
            way = "name file and folder in small letters and digits, with _ between words"
            yield f"the {what} '{word}' is no slug: {way}"
    yield from _written("the title", source.title, "what a table of contents shows")
    yield from _written("asks", source.asks, "the quantity that is asked, such as output_size")
    count = len(source.description.split())
    if count < WORDS:
        place = "the file's description" if source.authored else f"the docstring of {source.module}"
        yield f"the description has {count} words of at least {WORDS}: write {place}"
