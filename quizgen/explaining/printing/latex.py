"""The table in LaTeX, to be put into somebody's own document: booktabs' rules, on several pages where it is long."""

from __future__ import annotations

from unicodedata import name as unicode_name

from msgspec.structs import replace

from quizgen.errors import QuizgenError
from quizgen.explaining.printing.layout import CHOICES, Stage, laid_out, shortened
from quizgen.explaining.printing.legend import heading, legend
from quizgen.explaining.printing.shown import shown
from quizgen.explaining.printing.wishes import USUAL, Wishes
from quizgen.explaining.table import Explanation
from quizgen.templating import GUEST, Templates
from quizgen.text.latex_characters import unknown

WIDTH = 84
"""Characters of footnotesize that a line of the class article holds, about."""
LONG = 40
"""Rows from which on a page may not hold the table."""


def as_latex(explanation: Explanation, wishes: Wishes = USUAL) -> str:
    """The source; its first line says which packages it needs, the next one where columns that are wished are too many.

    Raises QuizgenError where a name holds a character that pdflatex cannot set.
    """
    rows = shown(explanation, wishes)
    layout = laid_out(explanation, rows, replace(wishes, width=WIDTH), CHOICES[2:])
    lines = [(shortened(row.name, WIDTH), ()) if isinstance(row, Stage) else ("", row) for row in layout.rows]
    source = Templates(GUEST).render(
        "tables/table.tex.j2",
        heading=heading(explanation),
        grid=layout.grid,
        rows=lines,
        spec="".join("l" if word else "r" for word in layout.grid.words),
        long=len(lines) > LONG,
        wide=layout.width > WIDTH,
        legend=legend(explanation, rows, layout.grid.columns),
        notes=explanation.notes,
    )
    if strange := unknown(source):
        called = unicode_name(strange, f"U+{ord(strange):04X}")
        raise QuizgenError(
            f"the table cannot be printed: pdflatex has no character '{strange}' ({called}), which a name holds; "
            "take another format"
        )
    return source
