"""What forms are called."""

from __future__ import annotations

from string import ascii_uppercase


def form_name(place: int) -> str:
    """A, B ... Z, AA, AB ...: the name of the form with that number, from 0."""
    before, last = divmod(place, len(ascii_uppercase))
    return (form_name(before - 1) if before else "") + ascii_uppercase[last]
