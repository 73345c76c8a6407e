"""A network's table as aligned text, Markdown, JSON and SVG. Everywhere digits stand in groups but in JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import TypeAlias

from quizgen.explaining.table import Axes, Explanation, Line, one_or_all
from quizgen.math.printing import grouped
from quizgen.model import Number
from quizgen.text.columns import columns
from quizgen.text.terminal_tables import blocks
from quizgen.text.wrapping import wrap

HEADER = ("layer", "type", "output", "parameters", "MACs", "field", "jump", "start")
WIDEST, NAME, TYPE = 100, 28, 20
NONE = "–"
GAP = "  "
Cells: TypeAlias = tuple[str, ...]


def cells(line: Line) -> Cells:
    """A line in print, in the order of ``HEADER``."""
    shape = NONE if line.output_shape is None else "x".join(map(str, line.output_shape))
    seen = _axes(line.receptive_field, "x"), _axes(line.jump, "x"), _axes(line.start, ", ")
    return line.name, line.type, shape, _count(line.parameters), _count(line.macs), *seen


def total(explanation: Explanation) -> Cells:
    """The last line."""
    return "total", "", "", _count(explanation.parameters), _count(explanation.macs), "", "", ""


def heading(explanation: Explanation) -> str:
    """The network's name and its input."""
    title = explanation.title[:1].upper() + explanation.title[1:]
    return f"{title}, input {'x'.join(map(str, explanation.input))}"


def _count(value: int | None) -> str:
    return NONE if value is None else grouped(value)


def _axes(values: Axes | None, between: str) -> str:
    if values is None:
        return NONE
    found = one_or_all(values)
    return between.join(_short(value) for value in (found if isinstance(found, list) else [found]))


def _short(value: Number) -> str:
    """At most two decimals: jumps after transposed convolutions may be thirds."""
    return f"{float(value):,.2f}".rstrip("0").rstrip(".").replace("-", "−")


def as_table(explanation: Explanation) -> str:
    """Aligned columns; the stages stand on lines of their own where whole names make lines of more than 100."""
    rows = [cells(line) for line in explanation.lines]
    lines = _aligned([HEADER, *rows, total(explanation)])
    if max(map(len, lines)) > WIDEST:
        lines = _aligned([HEADER, *_staged(rows), total(explanation)])
    rule = "─" * max(map(len, lines))
    return "\n".join([heading(explanation), "", lines[0], rule, *lines[1:-1], rule, lines[-1], ""])


def for_terminal(explanation: Explanation, width: int) -> str:
    """The table, or where a terminal has no room for it each layer with its labels and values."""
    table = as_table(explanation)
    if max(map(columns, table.split("\n"))) <= width:
        return table
    rows = [*map(cells, explanation.lines), total(explanation)]
    return "\n".join([*wrap(heading(explanation), width), "", *blocks(HEADER, rows, width), ""])


def _staged(rows: Sequence[Cells]) -> Iterator[Cells]:
    """The rows with each stage on a line of its own before its layers; ``conv1.relu`` is in the stage of ``conv1``."""
    stage, names = "", {row[0] for row in rows}
    for name, kind, *rest in rows:
        own = name.rpartition(".")[0]
        own = own.rpartition(".")[0] if own in names else own
        if own and own != stage:
            yield (own,)
        stage = own
        yield _cut(f"  {name.removeprefix(f'{own}.')}" if own else name, NAME), _cut(kind, TYPE), *rest


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"


def _aligned(rows: Sequence[Cells]) -> list[str]:
    """Rows of cells in columns; a row with one cell is a line of its own."""
    widths = [max(map(len, column)) for column in zip(*(row for row in rows if len(row) > 1), strict=True)]
    return [GAP.join(_padded(row, widths)).rstrip() if len(row) > 1 else row[0] for row in rows]


def _padded(row: Cells, widths: Sequence[int]) -> Iterator[str]:
    for place, (cell, width) in enumerate(zip(row, widths, strict=True)):
        yield cell.ljust(width) if place < 2 else cell.rjust(width)


def as_markdown(explanation: Explanation) -> str:
    """A table with the sums in its last row."""
    rows: list[Cells] = [HEADER, ("---", "---", *("---:",) * 6)]
    for line in explanation.lines:
        name, kind, *rest = cells(line)
        rows.append((f"`{_plain(name)}`", f"`{_plain(kind)}`", *rest))
    last = tuple(f"**{cell}**" if cell else "" for cell in total(explanation))
    table = "\n".join(f"| {' | '.join(row)} |" for row in (*rows, last))
    return f"**{_plain(heading(explanation))}**\n\n{table}\n"


def _plain(text: str) -> str:
    return text.replace("|", "\\|").replace("`", "'").replace("*", "\\*")


def as_json(explanation: Explanation) -> str:
    """The object that docs/explain.md describes."""
    layers = [_object(line) for line in explanation.lines]
    sums = {"parameters": explanation.parameters, "macs": explanation.macs}
    return (
        json.dumps({"input": list(explanation.input), "layers": layers, "total": sums}, indent=2, ensure_ascii=False)
        + "\n"
    )


def _object(line: Line) -> dict[str, object]:
    return {
        "name": line.name,
        "type": line.type,
        "output_shape": None if line.output_shape is None else list(line.output_shape),
        "parameters": line.parameters,
        "macs": line.macs,
        "receptive_field": _numbers(line.receptive_field),
        "jump": _numbers(line.jump),
        "start": _numbers(line.start),
    }


def _numbers(values: Axes | None) -> object:
    if values is None:
        return None
    found = one_or_all(values)
    return [_number(value) for value in found] if isinstance(found, list) else _number(found)


def _number(value: Number) -> int | float:
    """A whole number as such; a half exactly, anything else as the nearest float."""
    return int(value) if Fraction(value).denominator == 1 else float(value)


def as_svg(explanation: Explanation) -> str:
    """The table as a drawing, white behind."""
    from quizgen.templating import XML, Templates

    rows = [cells(line) for line in explanation.lines]
    widths = [max(map(len, column)) for column in zip(HEADER, *rows, total(explanation), strict=True)]
    largest = max((line.parameters for line in explanation.lines), default=0)
    shares = [line.parameters / largest if largest else 0.0 for line in explanation.lines]
    drawn = {"heading": heading(explanation), "header": HEADER, "rows": rows, "total": total(explanation)}
    return Templates(XML).render("explain.svg.j2", **drawn, columns=_columns(widths), shares=shares)


def _columns(widths: Sequence[int]) -> list[tuple[float, bool]]:
    """Where each column's text begins, or ends for numbers, in characters."""
    places, left = [], 0
    for place, width in enumerate(widths):
        places.append((left, False) if place < 2 else (left + width, True))
        left += width + len(GAP)
    return [*places, (left, False)]


FORMATS: Mapping[str, Callable[[Explanation], str]] = {
    "table": as_table,
    "markdown": as_markdown,
    "json": as_json,
    "svg": as_svg,
}
