"""What a source is called and says of itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizgen.asking.source import Audited
from quizgen.model import Level

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
WORDS = 8


def named(source: Audited, level: Level) -> Iterator[str]:
    """Slugs for id and topic, a title, a description of some words, a word for what is asked."""
    del level
    for what, word in (("id", source.id), ("topic", source.topic)):
        if not SLUG.fullmatch(word):
            way = "name file and folder in small letters and digits, with _ between words"
            yield f"the {what} '{word}' is no slug: {way}"
    if not source.title:
        yield "the title is empty: write what a table of contents shows"
    if not source.asks:
        yield "asks is empty: write the quantity that is asked, such as output_size"
    count = len(source.description.split())
    if count < WORDS:
        yield f"the description has {count} words of at least {WORDS}: write the docstring of {source.module}"
