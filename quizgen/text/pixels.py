"""Numbers of pixels in words."""

from __future__ import annotations

from functools import lru_cache


def pixels(number: float) -> str:
    """A number with two digits after the point at most."""
    if type(number) is int:
        return str(number)
    return _pixels(number) if number else str(round(number, 2))  # zeros of both signs are equal, and never remembered


@lru_cache(maxsize=1 << 12)
def _pixels(number: float) -> str:
    """Drawings use few places, and use them often."""
    return str(round(number, 2))
