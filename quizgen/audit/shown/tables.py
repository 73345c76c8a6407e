"""Tables of layers in a stem: a row for a layer, with its arguments in columns, as a call, or in words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from quizgen.audit.shown.calls import call, value
from quizgen.audit.shown.layers import Given, Seen
from quizgen.audit.shown.phrases import is_layer, phrase
from quizgen.model import Question
from quizgen.text import Table

_NONE = "–"
_PARTS = re.compile(r", (?=[A-Z])")
"""Between the layers of one cell."""


class Row(Struct, frozen=True):
    """A layer of a table, and its name there, if it has one."""

    name: str
    seen: Seen


def contradictions(question: Question, given: Given) -> Iterator[str]:
    """Whether the rows are the JSON's layers in their order, as many of them as have the arguments that are shown."""
    tables = [table for table in question.stem.values.values() if isinstance(table, Table)]
    rows = [one for table in tables for row in table.rows for one in _rows(table.header, row, given)]
    if not rows:
        return
    common = set.intersection(*(set(row.seen.arguments) for row in rows))
    told = [layer for layer in given.layers if common <= set(layer)] if common else []
    if len(rows) > len(told):
        rows = _named(rows, given)
    yield from given.in_order(row.seen for row in rows)
    if len(told) > len(rows):
        yield f"params have {len(told)} layers with {', '.join(sorted(common))}, the stem's table shows {len(rows)}"


def _named(rows: Sequence[Row], given: Given) -> list[Row]:
    """The rows of the layers that the JSON names; others only say what comes before or after these."""
    names = given.params.get("names")
    return list(rows) if names is None else [row for row in rows if not row.name or row.name in names]


def _rows(header: tuple[str, ...], row: tuple[str, ...], given: Given) -> Iterator[Row]:
    """The layers of a row: several where its cells are words."""
    in_words = [one for cell in row for part in _PARTS.split(cell) if (one := call(part) or phrase(part))]
    if any(one.arguments for one in in_words):
        yield from (Row("", one) for one in in_words)
        return
    cells = dict(zip(header, row, strict=True))
    known = {name for layer in given.layers for name in layer}
    shown = {name: value(cell) for name, cell in cells.items() if name in known and cell != _NONE}
    kind = next((cell for cell in row if is_layer(cell)), "")
    if shown or kind:
        name = cells.get("Layer", "")
        yield Row("" if name == kind else name, Seen(f"a row with {', '.join(row)}", kind, shown))
