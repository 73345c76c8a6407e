"""A part of an exam under a heading of its own."""

from __future__ import annotations

from msgspec import Struct


class Section(Struct, frozen=True):
    """Its heading, its own instructions in paragraphs, and how many of the items that follow belong to it."""

    title: str
    notes: tuple[str, ...]
    size: int
