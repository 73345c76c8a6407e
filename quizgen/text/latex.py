r"""Texts as LaTeX for pdflatex; mathematics between ``\(`` and ``\)``, on a line of its own in ``\formula``.

Every character that TeX takes for markup, alone or as a ligature with the next, is a command or parted. The others
stand as they are, in Unicode: ``latex_characters`` says which a preamble has to declare.
"""

from __future__ import annotations

import re
from fractions import Fraction
from unicodedata import normalize

from quizgen.math import latex
from quizgen.math.printing import grouped
from quizgen.math.tree import Expr
from quizgen.text.filling import Context, Segments, joined
from quizgen.text.nodes import Table
from quizgen.text.printer import Printer, mathematics
from quizgen.text.unbroken import unbroken

_MARKS = {
    "\\": "\\textbackslash{}",
    "{": "\\{",
    "}": "\\}",
    "$": "\\$",
    "&": "\\&",
    "#": "\\#",
    "%": "\\%",
    "_": "\\_",
    "^": "\\textasciicircum{}",
    "~": "\\textasciitilde{}",
    "<": "\\textless{}",
    ">": "\\textgreater{}",
    '"': "\\textquotedbl{}",
    "`": "\\textasciigrave{}",
    # after an item or the end of a row these would begin an argument
    "[": "{[}",
    "]": "{]}",
    "*": "{*}",
}
_PARTED = "\0"
_ESCAPES = str.maketrans(_MARKS | {_PARTED: "{}"})
CODE = _MARKS | {_PARTED: "{}", "'": "\\textquotesingle{}", "*": "*"}
"""What stands for each character of code that means something to TeX; a null parts what fonts set as one."""
_CODE = str.maketrans(CODE)
_VERBATIM = str.maketrans({"\\": "\\textbackslash{}", "{": "\\{", "}": "\\}"})
LIGATURES = re.compile(r"(?<=-)(?=-)|(?<=')(?=')|(?<=,)(?=,)")
"""Between characters that fonts set as one."""
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x9f]")
# Spaces that are wider or narrower on purpose stay.
_ODD_SPACES = re.compile(r"[^\S\n\u00a0\u202f\u2009]")
_SPACES = re.compile(r"[^\S\u00a0\u202f\u2009]+")


class LatexPrinter(Printer):
    """Prints LaTeX."""

    def string(self, text: str) -> str:
        """Words."""
        return text if text.isascii() and text.isalnum() else _shown(unbroken(text)).translate(_ESCAPES)

    def code(self, text: str) -> str:
        r"""The inside of ``\texttt``, whose quotes are straight."""
        return _shown(text).translate(_CODE)

    def literal(self, text: str) -> str:
        r"""The inside of a ``Verbatim``, in which a backslash and braces alone mean something."""
        return program_lines(text).translate(_VERBATIM)

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
        return ("\\texttt{", *inner, "}")

    def code_block(self, language: str, lines: list[Segments]) -> Segments:
        """A listing, which no word in it can end."""
        del language
        return ("\\begin{listing}\n", *joined(lines), "\n\\end{listing}")

    def math(self, expr: Expr) -> Segments:
        """Mathematics within a line."""
        return ("\\(", *mathematics(latex.printed(expr)), "\\)")

    def display(self, expr: Expr) -> Segments:
        """Mathematics on a line of its own."""
        return ("\\formula{", *mathematics(latex.printed(expr)), "}")

    def strong(self, inner: Segments) -> Segments:
        """Words that stand out."""
        return ("\\textbf{", *inner, "}")

    def emph(self, inner: Segments) -> Segments:
        """Words with emphasis."""
        return ("\\emph{", *inner, "}")

    def paragraph(self, inner: Segments) -> Segments:
        """A paragraph."""
        return inner

    def bullets(self, items: list[Segments]) -> Segments:
        """A list without numbers."""
        inner = (part for item in items for part in ("\n\\item ", *item))
        return ("\\begin{itemize}", *inner, "\n\\end{itemize}")

    def table(self, table: Table) -> str:
        """A table of the environment ``layers``, which the template defines; its first column is words."""
        head = " & ".join(f"\\textbf{{{self.string(cell)}}}" for cell in table.header)
        rows = [" & ".join(self.string(cell) for cell in row) for row in table.rows]
        columns = "l" + "c" * (len(table.header) - 1)
        return "\n".join([f"\\begin{{layers}}{{{columns}}}", head + " \\\\ \\midrule", *_ended(rows), "\\end{layers}"])

    def document(self, printed: list[Segments]) -> Segments:
        """The blocks, with an empty line between them."""
        return tuple(part for number, block in enumerate(printed) for part in ("\n\n" if number else "", *block))


def program_lines(text: str) -> str:
    """Lines of a program, without tabs, odd spaces and control characters."""
    return _CONTROLS.sub("?", _ODD_SPACES.sub(" ", normalize("NFC", text).replace("\r\n", "\n").expandtabs(4)))


def _shown(text: str) -> str:
    """Words on one line, accents on their letters, without control characters and ligatures of marks."""
    line = _CONTROLS.sub("?", _SPACES.sub(" ", normalize("NFC", text)))
    return LIGATURES.sub(_PARTED, line)


def _ended(rows: list[str]) -> list[str]:
    return [f"{row} \\\\" for row in rows]


LATEX = LatexPrinter()
