"""A table as a data frame of pandas."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from quizgen.explaining import Explanation

NUMBERS = (int, float, Fraction)


def frame(explanation: Explanation) -> Any:
    """A ``pandas.DataFrame`` with a row for each line; raises ImportError where pandas is missing."""
    try:
        import pandas as pd
    except ImportError as error:
        raise ImportError("to_pandas() needs pandas: pip install pandas", name="pandas") from error
    from quizgen.explaining import rows
    from quizgen.explaining.printing.rows import CELLS

    columns = [name for name in CELLS if name != "name"]
    index = pd.Index([line.name for line in explanation.lines], name="layer")
    cells = [[_plain(row[place]) for row in rows(explanation, columns)] for place in range(len(columns))]
    found = {
        name: pd.Series(column, index=index, dtype=_dtype(column)) for name, column in zip(columns, cells, strict=True)
    }
    return pd.DataFrame(found, index=index, columns=columns)


def _plain(cell: Any) -> Any:
    """A number that pandas reckons with; of several each."""
    if isinstance(cell, Fraction):
        return int(cell) if cell.denominator == 1 else float(cell)
    return tuple(map(_plain, cell)) if isinstance(cell, tuple) else cell


def _dtype(column: Sequence[Any]) -> str | None:
    """Of numbers one that has room for what cannot be told; otherwise what pandas finds."""
    there = [cell for cell in column if cell is not None]
    if not there or not all(isinstance(cell, NUMBERS) and not isinstance(cell, bool) for cell in there):
        return None
    sort = "float" if any(isinstance(cell, float) for cell in there) else "int"
    return f"{sort}64" if len(there) == len(column) else f"{sort.title()}64"
