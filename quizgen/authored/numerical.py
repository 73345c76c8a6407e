"""Numbers and tables to be filled in, of authored items."""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.answers import Grid, Numerical, Option
from quizgen.answers.grid import GridCell
from quizgen.answers.values import written
from quizgen.authored.answering import GapTable, GridTable, MistakeTable, NumberTable
from quizgen.authored.manners import Manner
from quizgen.math.whole import whole_if_so
from quizgen.reading.records import filled
from quizgen.reading.toml import TomlTable
from quizgen.text import Text

GAPS = "a grid needs a table [[item.gap]] for each cell that is empty"


def number(given: NumberTable, entries: TomlTable, manner: Manner, place: str) -> Numerical:
    """A number, or a shape; raises UsageError for a tolerance below 0 or a mistake that cannot be one."""
    if given.tolerance < 0:
        raise entries.error("tolerance", "it is a distance; write 0 or more")
    tables = entries.tables("mistake", "write tables [[item.mistake]]") if "mistake" in entries else ()
    found = [_mistake(table, manner, f"{place}mistake-{at}") for at, table in enumerate(tables, start=1)]
    key = tuple(given.key)
    foreseen = sorted(found, key=_numbers)
    answer = Numerical(given.key.value, tuple(foreseen), whole_if_so(given.tolerance))
    if any(len(_numbers(one)) != len(key) for one in found):
        raise entries.error("mistake", f"every value has as many numbers as the key, {len(key)}")
    for fault in answer.faults():
        raise entries.error("mistake", fault)
    return answer


def _numbers(option: Option) -> tuple[object, ...]:
    return option.value if isinstance(option.value, tuple) else (option.value,)


def _mistake(table: TomlTable, manner: Manner, place: str) -> Option:
    given = filled(MistakeTable, table)
    slip = manner.slip(given.misconception, given.concept, given.feedback, table, place)
    value = given.value.value
    text = written(value) if given.text is None else manner.line(table, "text", given.text)
    return Option(text, value, slip, tolerance=whole_if_so(given.tolerance))


def grid(given: GridTable, entries: TomlTable, manner: Manner) -> Grid:
    """A table to be filled in; raises UsageError where rows, columns and gaps do not fit together."""
    if len(given.columns) < 2 or not given.rows:
        raise entries.error("columns", "a grid has a column of headings, another one, and rows")
    wrong = next((at for at, row in enumerate(given.rows, start=1) if len(row) != len(given.columns)), None)
    if wrong is not None:
        raise entries.error("rows", f"row {wrong} has {len(given.rows[wrong - 1])} cells, not {len(given.columns)}")
    gaps = _gaps(entries, manner)
    empty = sum(not cell.strip() for row in given.rows for cell in row[1:])
    if empty != len(gaps) or not gaps:
        raise entries.error("gap", f"{GAPS}: there are {empty} and {len(gaps)}")
    waiting = iter(gaps)
    cells = tuple(tuple(_cell(cell, waiting, entries, manner) for cell in row[1:]) for row in given.rows)
    corner, *columns = (_said(words, "columns", entries, manner) for words in given.columns)
    rows = tuple(_said(row[0], "rows", entries, manner) for row in given.rows)
    return Grid(rows, tuple(columns), cells, corner, _said(given.about, "about", entries, manner))


def _gaps(entries: TomlTable, manner: Manner) -> list[Numerical]:
    tables = entries.tables("gap", GAPS)
    return [number(filled(GapTable, one), one, manner, f"gap-{at}-") for at, one in enumerate(tables, start=1)]


def _cell(words: str, gaps: Iterator[Numerical], entries: TomlTable, manner: Manner) -> GridCell:
    return manner.line(entries, "rows", words) if words.strip() else next(gaps)


def _said(words: str, key: str, entries: TomlTable, manner: Manner) -> Text:
    return manner.line(entries, key, words) if words.strip() else Text("")
