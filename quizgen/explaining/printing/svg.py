"""The table as a drawing, white behind."""

from __future__ import annotations

from collections.abc import Sequence

from quizgen.explaining.printing.around import document
from quizgen.explaining.printing.layout import GAP
from quizgen.explaining.printing.layout import USUAL as COLUMNS
from quizgen.explaining.printing.shown import shown
from quizgen.explaining.printing.wishes import USUAL, Wishes
from quizgen.explaining.table import Explanation


def as_svg(explanation: Explanation, wishes: Wishes = USUAL) -> str:
    """The bar under a layer is its share of the parameters, against the largest."""
    from quizgen.templating import XML, Templates

    found = document(explanation, wishes, COLUMNS)
    grid = found["grid"]
    widths = [max(map(len, column)) for column in zip(grid.head, *grid.rows, grid.total, strict=True)]
    counts = [row.parameters for row in shown(explanation, wishes)]
    largest = max(counts, default=0)
    return Templates(XML).render(
        "explain.svg.j2",
        heading=found["heading"],
        header=grid.head,
        rows=grid.rows,
        total=grid.total,
        columns=_columns(widths, grid.words),
        shares=[count / largest if largest else 0.0 for count in counts],
    )


def _columns(widths: Sequence[int], words: Sequence[bool]) -> list[tuple[float, bool]]:
    """Where each column's text begins, or ends for numbers, in characters."""
    places, left = [], 0
    for width, word in zip(widths, words, strict=True):
        places.append((left, False) if word else (left + width, True))
        left += width + GAP
    return [*places, (left, False)]
