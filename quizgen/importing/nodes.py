"""What a passage is made of, whatever its markup was, before it becomes the Markdown of an imported file."""

from __future__ import annotations

from typing import TypeAlias

from msgspec import Struct


class Words(Struct, frozen=True):
    """Letters that stand for themselves."""

    text: str


class Coded(Struct, frozen=True):
    """A code span."""

    text: str


class Tex(Struct, frozen=True):
    """Mathematics as TeX; ``display`` on a line of its own."""

    source: str
    display: bool = False


class Stressed(Struct, frozen=True):
    """Words that stand out, ``strong`` or not."""

    children: tuple[Inline, ...]
    strong: bool


class Image(Struct, frozen=True):
    """A picture by its name, with its alternative text, and how wide it is shown, 0 where nobody says so."""

    name: str
    alt: str
    width: int = 0


class Gap(Struct, frozen=True):
    """The place of a gap, from 1."""

    number: int


class Break(Struct, frozen=True):
    """The end of a line."""


Inline: TypeAlias = Words | Coded | Tex | Stressed | Image | Gap | Break
Line: TypeAlias = tuple[Inline, ...]


class Paragraph(Struct, frozen=True):
    """A paragraph."""

    children: Line


class Items(Struct, frozen=True):
    """A list; ``numbered`` items begin with their numbers."""

    items: tuple[Line, ...]
    numbered: bool = False


class Code(Struct, frozen=True):
    """Lines of code."""

    text: str
    language: str = ""


class Cells(Struct, frozen=True):
    """A table, whose first row heads its columns."""

    rows: tuple[tuple[Line, ...], ...]
    caption: Line = ()


Block: TypeAlias = Paragraph | Items | Code | Cells


class Loss(Struct, frozen=True):
    """Something that a passage had and its text has not: the rule's id, and one sentence."""

    rule: str
    words: str
