r"""Texts as LaTeX in AMC-TXT, the plain text that auto-multiple-choice reads, with its option ``LaTeX: 1``.

Two things differ from LaTeX's own files. A line that begins with ``*``, ``+``, ``-``, ``#`` or a word and a colon means
something to AMC, so every line of ours begins with a brace or a command. And AMC hands each question to a macro as an
argument, in which nothing can be verbatim: a program is set line by line.
"""

from __future__ import annotations

from quizgen.text.filling import Segments, joined
from quizgen.text.latex import CODE, LIGATURES, LatexPrinter, program_lines
from quizgen.text.nodes import Table

GUARD = "{}"
"""Begins a line, and says nothing to LaTeX."""
NEXT_LINE = f"\\codeline\n{GUARD}"
_IN_CODE = str.maketrans({**CODE, " ": "~", "\n": NEXT_LINE})


class AmcPrinter(LatexPrinter):
    """Prints LaTeX for AMC-TXT."""

    def literal(self, text: str) -> str:
        """The inside of a program, whose lines and spaces are kept."""
        return LIGATURES.sub("\0", program_lines(text)).translate(_IN_CODE)

    def code_block(self, language: str, lines: list[Segments]) -> Segments:
        """A program in the command ``program``, which the preamble defines."""
        del language
        return ("\\program{", *joined(lines, NEXT_LINE), "}")

    def document(self, printed: list[Segments]) -> Segments:
        """The blocks, with an empty line between them."""
        return super().document([(GUARD, *block) for block in printed])

    def table(self, table: Table) -> str:
        """A table, whose rows begin with words."""
        return super().table(table).replace("\n", f"\n{GUARD}").replace(f"{GUARD}\\end", "\\end")


AMC = AmcPrinter()
