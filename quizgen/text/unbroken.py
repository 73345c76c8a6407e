"""A cross and what stands on both sides of it, as in 3 × 3, which no line that is printed parts."""

from __future__ import annotations

import re

CROSS = "×"
_BETWEEN = re.compile(rf"(?<![^\W\d_]{{2}}) {CROSS} (?![^\W\d_]{{2}})")
"""Between numbers, letters or formulas; words, as in height × width, are too long to stay together."""


def unbroken(words: str) -> str:
    """Words with no-break spaces around such crosses, for what breaks its lines itself."""
    return _BETWEEN.sub(f"\N{NO-BREAK SPACE}{CROSS}\N{NO-BREAK SPACE}", words) if CROSS in words else words
