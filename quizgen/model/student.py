"""Whose exam it is."""

from __future__ import annotations

from fractions import Fraction

from msgspec import Struct


class Student(Struct, frozen=True):
    """A line of a roster: ``number`` as the university writes it, unlike any other's.

    ``large`` print and ``extra`` time, in percent, are a student's own.
    """

    number: str
    name: str
    email: str = ""
    large: bool = False
    extra: Fraction = Fraction(0)
