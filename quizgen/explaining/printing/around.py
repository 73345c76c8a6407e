"""What documents with a table say: the same rows, sentences and notes in each markup."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from quizgen.explaining.printing.grid import grid
from quizgen.explaining.printing.legend import heading, legend
from quizgen.explaining.printing.shown import shown
from quizgen.explaining.printing.wishes import Wishes
from quizgen.explaining.table import Explanation


def document(explanation: Explanation, wishes: Wishes, usual: Sequence[str]) -> dict[str, Any]:
    """For a template: ``heading``, ``grid``, ``legend`` and ``notes``; the columns are the ``usual`` unless wished."""
    rows = shown(explanation, wishes)
    columns = wishes.columns or usual
    return {
        "heading": heading(explanation),
        "grid": grid(explanation, rows, columns),
        "legend": legend(explanation, rows, columns),
        "notes": explanation.notes,
    }
