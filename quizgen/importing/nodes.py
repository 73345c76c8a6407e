"""What a passage is made of, whatever its markup was, before it becomes the Markdown of an imported file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Words:
    """Letters that stand for themselves."""

    text: str


@dataclass(frozen=True, slots=True)
class Coded:
    """A code span."""

    text: str


@dataclass(frozen=True, slots=True)
class Tex:
    """Mathematics as TeX; ``display`` on a line of its own."""

    source: str
    display: bool = False


@dataclass(frozen=True, slots=True)
class Stressed:
    """Words that stand out, ``strong`` or not."""

    children: tuple[Inline, ...]
    strong: bool


@dataclass(frozen=True, slots=True)
class Image:
    """A picture by its name, with its alternative text, and how wide it is shown, 0 where nobody says so."""

    name: str
    alt: str
    width: int = 0


@dataclass(frozen=True, slots=True)
class Gap:
    """The place of a gap, from 1."""

    number: int


@dataclass(frozen=True, slots=True)
class Break:
    """The end of a line."""


Inline: TypeAlias = Words | Coded | Tex | Stressed | Image | Gap | Break
Line: TypeAlias = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    children: Line


@dataclass(frozen=True, slots=True)
class Items:
    """A list; ``numbered`` items begin with their numbers."""

    items: tuple[Line, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Code:
    """Lines of code."""

    text: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Cells:
    """A table, whose first row heads its columns."""

    rows: tuple[tuple[Line, ...], ...]
    caption: Line = ()


Block: TypeAlias = Paragraph | Items | Code | Cells


@dataclass(frozen=True, slots=True)
class Loss:
    """Something that a passage had and its text has not: the rule's id, and one sentence."""

    rule: str
    words: str
