"""Numbers of pixels in words."""

from __future__ import annotations

from functools import lru_cache


def pixels(number: float) -> str:
    """A number with two digits after the point at most."""
    if type(number) is int:
        return str(number)
    if type(number) is float and number:  # zeros of both signs are equal, and so not to be remembered
        return _pixels(number)
    return str(round(number, 2))


@lru_cache(maxsize=1 << 12)
def _pixels(number: float) -> str:
    """Drawings use few places, and use them often."""
    return str(round(number, 2))
