"""Small words of sentences: what stands within another sentence."""

from __future__ import annotations


def within(sentence: str) -> str:
    """The sentence as it stands behind a colon: its first word is small, unless it is an abbreviation."""
    word = sentence.partition(" ")[0]
    return sentence if len(word) > 1 and word.isupper() else sentence[:1].lower() + sentence[1:]
