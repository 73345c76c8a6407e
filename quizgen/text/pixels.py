"""Numbers of pixels in words."""

from __future__ import annotations

from quizgen.text.remembered import Remembered


def pixels(number: float) -> str:
    """A number with two digits after the point at most."""
    if type(number) is int:
        return str(number)
    if type(number) is float and number:  # zeros of both signs are equal, and so not to be remembered
        return _PIXELS[number]
    return str(round(number, 2))


def _rounded(number: float) -> str:
    return str(round(number, 2))


_PIXELS = Remembered(_rounded, 1 << 12)
"""Drawings use few places, and use them often."""
