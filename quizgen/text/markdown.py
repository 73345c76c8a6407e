"""Texts as Markdown that GitHub and pandoc read alike; mathematics as TeX between dollars.

Whatever either of them would take for markup is escaped. A code span around a hole gets its fence when the value is
known: until then a NUL, which no Markdown holds, marks its ends. So does a code block.
"""

from __future__ import annotations

import re
from fractions import Fraction

from quizgen.math import latex
from quizgen.math.printing import grouped
from quizgen.math.tree import Expr
from quizgen.text.filling import Context, Gap, Segment, Segments, joined
from quizgen.text.nodes import Table
from quizgen.text.printer import Printer, mathematics

_ESCAPES = str.maketrans({mark: f"\\{mark}" for mark in "\\`*_[]{}<>#$|~&^@"} | {"\0": "\N{REPLACEMENT CHARACTER}"})
_SPACES = re.compile(r"\s+")
_LEADING = re.compile(r"(?P<before>\s*)(?P<mark>[-+=:%])")
_NUMBERING = re.compile(r"(?P<before>\s*\(?(?:\d+|[A-Za-z]|[ivxlcdm]+|[IVXLCDM]+))(?P<mark>[.)])(?=\s|$)")
_RUN = re.compile(r"`+")
_WORD_JOINER = "&#8288;"


class MarkdownPrinter(Printer):
    """Prints Markdown."""

    def finished(self, shown: str) -> str:
        """Words in which code spans are fenced."""
        if "\0" not in shown:
            return shown
        pieces = shown.split("\0")
        pieces[1::2] = map(_closed, pieces[1::2])
        return "".join(pieces)

    def string(self, text: str) -> str:
        """Words, safe even at the start of a line."""
        if text.isalnum():
            return text
        shown = _SPACES.sub(" ", text).translate(_ESCAPES)
        shown = _LEADING.sub(r"\g<before>\\\g<mark>", shown, count=1) if _LEADING.match(shown) else shown
        return _NUMBERING.sub(r"\g<before>\\\g<mark>", shown, count=1) if _NUMBERING.match(shown) else shown

    def code(self, text: str) -> str:
        """The inside of a code span, where nothing can be escaped."""
        return text if text.isalnum() else _SPACES.sub(" ", self.literal(text))

    def literal(self, text: str) -> str:
        """The inside of a code block."""
        return text.replace("\0", "\N{REPLACEMENT CHARACTER}")

    def number(self, number: int, place: Context) -> str:
        """A whole number."""
        if place == "code":
            return str(number)
        return latex.digits(number) if place == "math" else grouped(number)

    def fraction(self, fraction: Fraction, place: Context) -> str:
        """A number that is not whole."""
        return latex.ratio(fraction) if place == "math" else super().fraction(fraction, place)

    def code_span(self, inner: Segments) -> Segments:
        """A code span."""
        if any(isinstance(part, Gap) for part in inner):
            return ("\0", *inner, "\0")
        return (_fenced("".join(part for part in inner if isinstance(part, str))),)

    def code_block(self, language: str, lines: list[Segments]) -> Segments:
        """A code block between fences."""
        inner = joined(lines)
        if any(isinstance(part, Gap) for part in inner):
            return (f"\0{language}\n", *inner, "\n\0")
        return (_fenced_block("".join((f"{language}\n", *(part for part in inner if isinstance(part, str)), "\n"))),)

    def math(self, expr: Expr) -> Segments:
        """Mathematics within a line."""
        return ("$", *mathematics(latex.printed(expr)), "$")

    def display(self, expr: Expr) -> Segments:
        """Mathematics on a line of its own."""
        return ("$$", *mathematics(latex.printed(expr)), "$$")

    def strong(self, inner: Segments) -> Segments:
        """Words that stand out."""
        return ("**", *inner, "**")

    def emph(self, inner: Segments) -> Segments:
        """Words with emphasis."""
        return ("*", *inner, "*")

    def paragraph(self, inner: Segments) -> Segments:
        """A paragraph."""
        return self.alone(inner)

    def alone(self, inner: Segments) -> Segments:
        """A line that is neither a list nor broken mathematics, whatever the item's numbers are."""
        return _without_numbering(_parted(inner))

    def bullets(self, items: list[Segments]) -> Segments:
        """A list without numbers."""
        return tuple(part for i, item in enumerate(items) for part in ("\n- " if i else "- ", *self.alone(item)))

    def table(self, table: Table) -> str:
        """A pipe table."""
        rows = [table.header, ("---",) * len(table.header), *table.rows]
        return "\n".join(f"| {' | '.join(self._cell(cell) for cell in row)} |" for row in rows)

    def _cell(self, text: str) -> str:
        return text if text == "---" else self.word(text)

    def document(self, printed: list[Segments]) -> Segments:
        """The blocks, with an empty line between them."""
        return tuple(part for number, block in enumerate(printed) for part in ("\n\n" if number else "", *block))


def _closed(inside: str) -> str:
    """A code span, or a code block: only that has broken lines."""
    return _fenced_block(inside) if "\n" in inside else _fenced(inside)


def _fenced_block(inside: str) -> str:
    """A code block, its language on the first line, whose fence is longer than any run of backticks in it."""
    fence = "`" * max(3, _longer_than_runs(inside))
    return f"{fence}{inside}{fence}"


def _longer_than_runs(inside: str) -> int:
    return 1 + max((len(run) for run in _RUN.findall(inside)), default=0)


def _fenced(inside: str) -> str:
    """A code span whose fence is longer than any run of backticks in it."""
    if inside and "`" not in inside and inside[0] != " " != inside[-1]:
        return f"`{inside}`"
    fence = "`" * _longer_than_runs(inside)
    edge = " " if inside.startswith(("`", " ")) or inside.endswith(("`", " ")) or not inside else ""
    return f"{fence}{edge}{inside}{edge}{fence}"


def _parted(inner: Segments) -> Segments:
    """A dollar that closes is not one if a digit or another dollar follows: something invisible parts them."""
    result: list[Segment] = []
    within = False
    for part in inner:
        if result and result[-1] == "$" and not within and _joins(part):
            result.append(_WORD_JOINER)
        within ^= part == "$"
        result.append(part)
    return tuple(result)


def _joins(part: Segment) -> bool:
    return isinstance(part, Gap) or part[:1] == "$" or part[:1].isdigit()


def _without_numbering(inner: Segments) -> Segments:
    """A number from the item at the start of a line, and a point after it, would make a numbered list."""
    for place, part in enumerate(inner):
        if isinstance(part, Gap) or set(part) <= set("(0123456789"):
            continue
        if place and part[0] in ".)":
            return (*inner[:place], f"\\{part}", *inner[place + 1 :])
        break
    return inner


MARKDOWN = MarkdownPrinter()
