"""The bare words of texts, to be compared with what readers find: no marks, no spaces, mathematics as TeX."""

from __future__ import annotations

from quizgen.text import Table, Text
from quizgen.text.filling import Segments, joined
from quizgen.text.html import HtmlPrinter


class PlainPrinter(HtmlPrinter):
    """Prints words alone."""

    def string(self, text: str) -> str:
        return text

    def code(self, text: str) -> str:
        return text

    def code_span(self, inner: Segments) -> Segments:
        return inner

    def code_block(self, language: str, lines: list[Segments]) -> Segments:
        del language
        return joined(lines)

    def strong(self, inner: Segments) -> Segments:
        return inner

    def emph(self, inner: Segments) -> Segments:
        return inner

    def paragraph(self, inner: Segments) -> Segments:
        return inner

    def display(self, expr: object) -> Segments:
        return tuple(part for part in super().display(expr) if part not in {"<p>\\[", "\\]</p>"})  # type: ignore[arg-type]  # a tree

    def math(self, expr: object) -> Segments:
        return super().math(expr)[1:-1]  # type: ignore[arg-type]  # a tree

    def bullets(self, items: list[Segments]) -> Segments:
        return tuple(part for item in items for part in item)

    def table(self, table: Table) -> str:
        return "".join("".join(row) for row in (table.header, *table.rows))


PLAIN = PlainPrinter()


def bare(words: str) -> str:
    """Words without spaces and the marks around mathematics, which readers keep or not."""
    for mark in ("\\(", "\\)", "\\[", "\\]"):
        words = words.replace(mark, "")
    return "".join(words.split())


def said(text: Text) -> str:
    """The bare words of a text."""
    return bare(PLAIN.text(text))
