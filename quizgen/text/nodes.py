"""What a text is made of.

A text is a template in a small Markdown plus the values for its holes. The template is read once and printed once per
markup; an item only puts its values in. The Markdown has paragraphs, ``- `` bullets, ``**strong**``, ``*emphasis*``,
```code```, ``$mathematics$`` (a Python expression, see ``quizgen.math.reader``), ``$$`` display mathematics as a
paragraph of its own, fenced code blocks (three backticks and the language, lines, three backticks), and ``{name}``
holes in all of them. A paragraph that is nothing but a hole takes a Table.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TypeAlias

from quizgen.math.tree import Expr, Hole


@dataclass(frozen=True, slots=True)
class Table:
    """A table of plain cells; ``caption`` tells a listener what it holds."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str


Filling: TypeAlias = int | Fraction | str | Table


@dataclass(frozen=True, slots=True)
class Str:
    """Words."""

    text: str


@dataclass(frozen=True, slots=True)
class Code:
    """A code span: literal text and holes."""

    parts: tuple[str | Hole, ...]


@dataclass(frozen=True, slots=True)
class Math:
    """Mathematics within a line."""

    expr: Expr


@dataclass(frozen=True, slots=True)
class Strong:
    """Words that stand out."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Emph:
    """Words with emphasis."""

    children: tuple[Inline, ...]


Inline: TypeAlias = Str | Code | Math | Strong | Emph | Hole


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list without numbers."""

    items: tuple[tuple[Inline, ...], ...]


@dataclass(frozen=True, slots=True)
class Display:
    """Mathematics on a line of its own."""

    expr: Expr


@dataclass(frozen=True, slots=True)
class CodeBlock:
    """Lines of code as they stand, each of literal text and holes; ``language`` may be empty."""

    language: str
    lines: tuple[tuple[str | Hole, ...], ...]


@dataclass(frozen=True, slots=True)
class BlockHole:
    """A place for a Table."""

    name: str


Block: TypeAlias = Paragraph | Bullets | Display | CodeBlock | BlockHole


@dataclass(frozen=True, slots=True)
class Text:
    """A template and the values of its holes."""

    template: str
    values: Mapping[str, Filling] = field(default_factory=dict)
