"""Slips of the pen in what an item prints: markup that is not read as such, a plural after 1, a word twice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from quizgen.audit.alike import Reading, example, reading
from quizgen.audit.equations import texts
from quizgen.model import Question
from quizgen.text.speech import SPEECH

_MANY = "channels|columns|groups|inputs|layers|maps|outputs|pixels|positions|rows|samples|units|values|weights|zeros"
SLIPS: Mapping[str, re.Pattern[str]] = {
    "markup that is printed as it stands": re.compile(r"`|\*\*|\{\w+\}|<\w+>"),
    "a plural after 1": re.compile(
        rf"(?<!minus )(?<!plus )(?<!times )(?<! × )(?<![\d.,=])\b1 (?:feature )?(?:{_MANY})\b"
    ),
    "a word twice": re.compile(r"\b(?!minus)([a-z]{2,}) \1\b"),
    "the question's wish without a subject": re.compile(r"\b[Aa]sked (?:is|are)\b"),
    "a space before a comma": re.compile(r"\w [,;](?:\s|$)"),
}


def misprints(question: Question) -> Iterator[str]:
    """Each slip in the stem, a prompt, an option, a feedback or a solution, with the words around it."""
    for text in texts(question):
        if _slips_in_all(reading(text)):
            yield from _slips(SPEECH.text(text))


@lru_cache(maxsize=1 << 16)
def _slips_in_all(alike: Reading) -> bool:
    """Whether there are any in texts that read so."""
    return bool(_slips(SPEECH.text(example(alike))))


def _slips(said: str) -> list[str]:
    """Those of one text."""
    found = ((name, pattern.search(said)) for name, pattern in SLIPS.items())
    return [
        f"{name}: '...{said[max(0, one.start() - 40) : one.end() + 40]}...'".replace("\n", " ")
        for name, one in found
        if one
    ]
