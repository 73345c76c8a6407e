"""What a text is made of.

A text is a template in a small Markdown plus the values for its holes. The template is read once and printed once per
markup; an item only puts its values in. The Markdown has paragraphs, ``- `` bullets, ``**strong**``, ``*emphasis*``,
```code```, ``$mathematics$`` (a Python expression, see ``quizgen.math.reader``), ``$$`` display mathematics as a
paragraph of its own, fenced code blocks (three backticks and the language, lines, three backticks), and ``{name}``
holes in all of them. A paragraph that is nothing but a hole takes a Table.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TypeAlias

from msgspec import Struct, field

from quizgen.math.tree import Expr, Hole


class Table(Struct, frozen=True):
    """A table of plain cells; ``caption`` tells a listener what it holds."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str


Filling: TypeAlias = int | Fraction | str | Table


class Str(Struct, frozen=True):
    """Words."""

    text: str


class Code(Struct, frozen=True):
    """A code span: literal text and holes."""

    parts: tuple[str | Hole, ...]


class Math(Struct, frozen=True):
    """Mathematics within a line."""

    expr: Expr


class Strong(Struct, frozen=True):
    """Words that stand out."""

    children: tuple[Inline, ...]


class Emph(Struct, frozen=True):
    """Words with emphasis."""

    children: tuple[Inline, ...]


Inline: TypeAlias = Str | Code | Math | Strong | Emph | Hole


class Paragraph(Struct, frozen=True):
    """A paragraph."""

    children: tuple[Inline, ...]


class Bullets(Struct, frozen=True):
    """A list without numbers."""

    items: tuple[tuple[Inline, ...], ...]


class Display(Struct, frozen=True):
    """Mathematics on a line of its own."""

    expr: Expr


class CodeBlock(Struct, frozen=True):
    """Lines of code as they stand, each of literal text and holes; ``language`` may be empty."""

    language: str
    lines: tuple[tuple[str | Hole, ...], ...]


class BlockHole(Struct, frozen=True):
    """A place for a Table."""

    name: str


Block: TypeAlias = Paragraph | Bullets | Display | CodeBlock | BlockHole


class Text(Struct, frozen=True):
    """A template and the values of its holes."""

    template: str
    values: Mapping[str, Filling] = field(default_factory=dict)
