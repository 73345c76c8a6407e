"""Numbers with what they count, in English."""

from __future__ import annotations


def many(number: int, what: str, several: str = "") -> str:
    """``1 page``, ``1,200 pages``; ``several`` is the plural where it is not made with an s."""
    return f"{number:,} {what if number == 1 else several or f'{what}s'}"


def are(number: int, what: str) -> str:
    """``1 page is``, ``1,200 pages are``."""
    return many(number, f"{what} is", f"{what}s are")
