"""Texts as plain words with mathematics in Unicode."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from quizgen.answers import Option
from quizgen.text import Text
from quizgen.text.terminal import TERMINAL

_BREAKS = re.compile("[ \t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]+")


def flat(words: str) -> str:
    """Words on one line."""
    return _BREAKS.sub(" ", words).strip()


def title(words: str) -> str:
    """A heading on one line."""
    return flat(TERMINAL.string(words))


def line(text: Text) -> str:
    """A text of one paragraph on one line."""
    return flat(TERMINAL.line(text))


def whole(texts: Iterable[Text]) -> str:
    """Texts of any number of paragraphs on one line; formulas one after the other are parted."""
    blocks = [block for text in texts if text.template for block in TERMINAL.text(text).split("\n\n")]
    said = ""
    for before, block in pairwise(["", *blocks]):
        said += f"{'; ' if _is_set_off(before) and _is_set_off(block) else ' '}{block}"
    return flat(said)


def _is_set_off(block: str) -> bool:
    return block.startswith("    ")


def look_alike(options: Sequence[Option]) -> bool:
    """Whether two options are the same in plain words."""
    return len({line(option.text) for option in options}) < len(options)
