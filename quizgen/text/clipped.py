"""Words that are too long for where they stand."""

from __future__ import annotations


def clipped(words: str, longest: int) -> str:
    """The words, or their beginning with an ellipsis, so that there are no more characters than that."""
    return words if len(words) <= longest else f"{words[: longest - 1]}…"
