"""The table in Markdown that GitHub and pandoc read alike, with the sums in its last row."""

from __future__ import annotations

from quizgen.explaining.printing.around import document
from quizgen.explaining.printing.layout import USUAL as COLUMNS
from quizgen.explaining.printing.wishes import USUAL, Wishes
from quizgen.explaining.table import Explanation
from quizgen.templating import MARKDOWN, Templates


def as_markdown(explanation: Explanation, wishes: Wishes = USUAL) -> str:
    """The table below its heading, then what its marks mean and what the numbers leave open."""
    return Templates(MARKDOWN).render("tables/table.md.j2", **document(explanation, wishes, COLUMNS))
