"""Code in an exercise: what R would have to run, and what only fetches pictures and is left out."""

from __future__ import annotations

import re

_CHUNK = re.compile(r"^[ ]{0,3}(`{3,})[ ]*\{[^}\n]*\}[^\n]*\n(.*?)(?:^[ ]{0,3}\1[ \t]*$|\Z)", re.MULTILINE | re.DOTALL)
_INLINE = re.compile(r"(?<!`)`r [^`]+`(?!`)")
_FETCHES = re.compile(
    r"(?:\s|#[^\n]*|(?:exams::)?include_supplement\((?:[^()]|\([^()]*\))*\)|(?:knitr::)?opts_chunk\$set\([^()]*\)"
    r"|library\([^()]*\))*"
)


def static(text: str) -> tuple[str, int | None]:
    """The text with blanks for code that changes nothing, and the place of the first that R would have to run."""
    places = [found.start() for found in _CHUNK.finditer(text) if not _FETCHES.fullmatch(found[2])]
    inline = _INLINE.search(text)
    places += [inline.start()] if inline else []
    blank = _CHUNK.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)
    return blank, min(places, default=None)
