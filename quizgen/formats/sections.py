"""Where the sections of an exam begin, and what stands above their questions."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from msgspec import Struct

from quizgen.model import Form


class Heading(Struct, frozen=True):
    """A section's title, its instructions in paragraphs, and what its items are worth together.

    ``number`` is its own among all, from 1.
    """

    number: int
    title: str
    notes: tuple[str, ...]
    points: Fraction


def headings(form: Form) -> Mapping[int, Heading]:
    """Each section by the number of its first item, from 0; nothing where there are none."""
    found: dict[int, Heading] = {}
    start = 0
    for number, section in enumerate(form.sections, start=1):
        own = form.items[start : start + section.size]
        points = sum((item.points for item in own), Fraction(0))
        found[start] = Heading(number, section.title, section.notes, points)
        start += section.size
    return found
