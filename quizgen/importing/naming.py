"""Ids of imported items, their level, and names of their pictures' files."""

from __future__ import annotations

import re
import unicodedata
from hashlib import blake2b

from quizgen.foreign.model import Foreign
from quizgen.model import LEVELS, Level

_OTHER = re.compile(r"[^a-z0-9]+")
LONGEST = 60
_EASY = {"leicht": "easy", "mittel": "medium", "schwer": "hard", "difficult": "hard", "simple": "easy", "basic": "easy"}


def slug(name: str, words: str = "") -> str:
    """Small letters and digits with hyphens; of a name that has none, a digest of the ``words``."""
    plain = unicodedata.normalize("NFKD", name.replace("ß", "ss")).encode("ascii", "ignore").decode()
    found = _OTHER.sub("-", plain.lower()).strip("-")[:LONGEST].strip("-")
    return found or f"q-{blake2b((name + words).encode(), digest_size=4).hexdigest()}"


def level(question: Foreign) -> Level:
    """The level that a tag or the category's last part names; medium where neither does."""
    named = (
        *question.tags,
        question.category.replace("\\", "/").rpartition("/")[2],
        question.own.get("qmd_levelofdifficulty", ""),
    )
    for one in named:
        word = one.strip().lower()
        found = _EASY.get(word, word)
        if found in LEVELS:
            return found
    return "medium"


def unique(name: str, taken: set[str]) -> str:
    """The name, or with a number behind it where it is taken; it is taken from then on."""
    found, number = name, 1
    while found in taken:
        number += 1
        found = f"{name}-{number}"
    taken.add(found)
    return found
