"""Texts as WordprocessingML: runs within a line, paragraphs and tables as blocks; mathematics as equations.

Words that stand out are runs with properties of their own. What is in them is known only when an item's values are, so
that until then two characters, which no XML holds, mark where they begin and end.
"""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cache
from html import escape

from quizgen.math import omml
from quizgen.math.printing import grouped
from quizgen.math.tree import Expr
from quizgen.text.filling import Context, Pattern, Segments, joined
from quizgen.text.nodes import Table, Text
from quizgen.text.printer import Printer, mathematics
from quizgen.text.unbroken import unbroken

PARAGRAPH = "BodyText"
"""The style of paragraphs."""
_OPENING = '<w:r><w:rPr>{}</w:rPr><w:t xml:space="preserve">'
_CLOSING = "</w:t></w:r>"
_PLAIN = _OPENING.format("")
_CODE = _OPENING.format('<w:rStyle w:val="Code"/>')
_BREAK = '</w:t><w:br/><w:t xml:space="preserve">'
_LETTER, _MARGINS = 140, 320
"""Twentieths of a point that a letter of code and the margins of a cell take."""
_MARKS = {"\x01": "strong", "\x02": "strong", "\x03": "emph", "\x04": "emph"}
_MARK = re.compile("([\x01-\x04])")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class WordPrinter(Printer):
    """Prints WordprocessingML with the prefixes ``w`` and ``m``."""

    def asked(self, text: Text) -> str:
        """A text whose paragraphs stay on the page of what comes after them."""
        return self.text(text).replace(_styled(PARAGRAPH), _styled("Asked"))

    def bold(self, text: Text) -> str:
        """A text of one paragraph, all of which stands out."""
        return self.fill(self._bold_pattern(text.template), text)

    @cache  # noqa: B019 - printers live as long as the process
    def _bold_pattern(self, template: str) -> Pattern:
        return self._pattern(self.strong(self._paragraph(template)))

    def finished(self, shown: str) -> str:
        """Words in which those that stand out have their properties."""
        return shown if _MARK.search(shown) is None else _stood_out(shown)

    def string(self, text: str) -> str:
        """Words."""
        return f"{_PLAIN}{self.code(unbroken(text))}{_CLOSING}"

    def code(self, text: str) -> str:
        """The inside of a run."""
        return escape(_CONTROLS.sub("?", text), quote=False)

    def literal(self, text: str) -> str:
        """The inside of a run of code, whose lines are broken."""
        return self.code(text.replace("\r\n", "\n")).replace("\n", _BREAK)

    def number(self, number: int, place: Context) -> str:
        """A whole number."""
        if place == "code":
            return str(number)
        return omml.digits(number) if place == "math" else self.string(grouped(number))

    def fraction(self, fraction: Fraction, place: Context) -> str:
        """A number that is not whole."""
        if place == "math":
            return omml.ratio(fraction)
        if place == "code":
            return str(fraction)
        return self.string(f"{grouped(fraction.numerator)}/{grouped(fraction.denominator)}")

    def decimal(self, value: Fraction, digits: str, place: Context) -> str:
        """A number with a point."""
        shown = super().decimal(abs(value), digits, "code")
        if place == "code":
            return f"-{shown}" if value < 0 else shown
        signed = f"\N{MINUS SIGN}{shown}" if value < 0 else shown
        return omml.run(signed) if place == "math" else self.string(signed)

    def guarded(self, shown: str) -> str:
        """A negative number after a sign."""
        return omml.in_parens(shown)

    def code_span(self, inner: Segments) -> Segments:
        """A run in the style ``Code``."""
        return (_CODE, *inner, _CLOSING)

    def code_block(self, language: str, lines: list[Segments]) -> Segments:
        """A paragraph in the style ``CodeBlock``."""
        del language
        return _paragraph((_PLAIN, *joined(lines, _BREAK), _CLOSING), "CodeBlock")

    def math(self, expr: Expr) -> Segments:
        """An equation within a line."""
        return ("<m:oMath>", *mathematics(omml.printed(expr)), "</m:oMath>")

    def display(self, expr: Expr) -> Segments:
        """An equation on a line of its own."""
        left = '<m:oMathParaPr><m:jc m:val="left"/></m:oMathParaPr>'
        return _paragraph((f"<m:oMathPara>{left}", *self.math(expr), "</m:oMathPara>"), "Formula")

    def strong(self, inner: Segments) -> Segments:
        """Words that stand out."""
        return ("\x01", *inner, "\x02")

    def emph(self, inner: Segments) -> Segments:
        """Words with emphasis."""
        return ("\x03", *inner, "\x04")

    def paragraph(self, inner: Segments) -> Segments:
        """A paragraph."""
        return _paragraph(inner, PARAGRAPH)

    def bullets(self, items: list[Segments]) -> Segments:
        """A list without numbers."""
        return tuple(part for item in items for part in _paragraph(item, "ListBullet"))

    def table(self, table: Table) -> str:
        """A table, its head again on each page, and an empty paragraph, for Word joins tables that touch."""
        head = self._row(table.header, "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>", "<w:b/>")
        rows = "".join(self._row(row, "<w:trPr><w:cantSplit/></w:trPr>", "") for row in table.rows)
        widths = (max(map(len, column)) for column in zip(table.header, *table.rows, strict=True))
        columns = "".join(f'<w:gridCol w:w="{_MARGINS + _LETTER * width}"/>' for width in widths)
        about = f'<w:tblDescription w:val="{escape(_CONTROLS.sub("?", table.caption))}"/>'
        look = f'<w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="0" w:type="auto"/>{about}</w:tblPr>'
        return f"<w:tbl>{look}<w:tblGrid>{columns}</w:tblGrid>{head}{rows}</w:tbl>{_GAP}"

    def _row(self, cells: tuple[str, ...], row: str, look: str) -> str:
        opening = _OPENING.format(f'<w:rStyle w:val="CellCode"/>{look}')
        shown = "".join(f"<w:tc>{_CELL}{opening}{self.code(cell)}{_CLOSING}</w:p></w:tc>" for cell in cells)
        return f"<w:tr>{row}{shown}</w:tr>"

    def document(self, printed: list[Segments]) -> Segments:
        """The blocks, one after the other."""
        return tuple(part for block in printed for part in block)


def _paragraph(inner: Segments, style: str) -> Segments:
    return (_styled(style), *inner, "</w:p>")


def _styled(style: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>'


_CELL = _styled("Cell")
_GAP = _styled("Gap") + "</w:p>"


def _stood_out(shown: str) -> str:
    """The marks taken out; runs between them are bold or italic."""
    depth = {"strong": 0, "emph": 0}
    result = []
    for piece in _MARK.split(shown):
        if piece in _MARKS:
            depth[_MARKS[piece]] += 1 if piece in "\x01\x03" else -1
            continue
        look = ("<w:b/>" if depth["strong"] else "") + ("<w:i/>" if depth["emph"] else "")
        result.append(piece.replace("</w:rPr>", f"{look}</w:rPr>") if look else piece)
    return "".join(result)


WORD = WordPrinter()
