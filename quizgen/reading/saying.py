"""Small words of sentences: how many there are of something, and what stands within another sentence."""

from __future__ import annotations


def counted(number: int, noun: str) -> str:
    """``1 item``, ``2,000 items``."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def within(sentence: str) -> str:
    """The sentence as it stands behind a colon: its first word is small, unless it is an abbreviation."""
    word = sentence.partition(" ")[0]
    return sentence if len(word) > 1 and word.isupper() else sentence[:1].lower() + sentence[1:]


def are(number: int, noun: str) -> str:
    """``1 item is``, ``2,000 items are``."""
    return f"{counted(number, noun)} {'is' if number == 1 else 'are'}"
