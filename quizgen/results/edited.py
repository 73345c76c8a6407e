"""A table of results that somebody edited: what differs from what was read is a correction."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from quizgen.errors import UsageError
from quizgen.reading.separated import rows
from quizgen.results.cells import OPEN, cells, parsed
from quizgen.results.corrections import Cell, Correction
from quizgen.results.forms import Exam, is_column
from quizgen.results.papers import Paper, Papers

NUMBER, FORM = "number", "form"


def corrections(text: str, where: str, papers: Papers, exam: Exam) -> tuple[list[Correction], list[str]]:
    """The cells that differ from what the papers say, and what stands there of which they know nothing.

    Raises UsageError for a text that is no such table.
    """
    every = rows(text, where)
    header = tuple(name.casefold() for name in every[0].cells) if every else ()
    columns = [name for name in header if is_column(name)]
    if NUMBER not in header or not columns:
        raise UsageError(
            f"{where} is no table of results: its first line has to name the columns, as in results.csv: number, "
            f"form, and one for each question, such as {', '.join(exam.columns[:3])}"
        )
    if unknown := [name for name in columns if name not in exam.columns]:
        raise UsageError(f"{where}: the exam has no question {unknown[0]}, which is a column there: take it out")
    found: list[Correction] = []
    faults: list[str] = []
    known = _known(papers)
    for row in every[1:]:
        values = dict(zip(header, row.cells, strict=False))
        number = values[NUMBER].removeprefix("'")
        if number in ("", OPEN):
            continue
        some = [one for one in known.get(number.lstrip("0"), []) if values.get(FORM, "") in ("", one.form.name)]
        line = f"{where}, line {row.line}"
        if len(some) == 1:
            found += _differing(values, columns, some[0], line, faults)
        elif not any(_is_as_read(values, columns, one) for one in some):
            several = f"there are {len(some)} rows of it" if some else "nothing was read of it"
            faults.append(f"{line}: the number {number}: {several}")
    return found, faults


def _is_as_read(values: Mapping[str, str], columns: Sequence[str], paper: Paper) -> bool:
    """Whether nothing was edited in a row."""
    faults: list[str] = []
    return not [*_differing(values, columns, paper, "", faults)] and not faults


def _known(papers: Papers) -> Mapping[str, Sequence[Paper]]:
    """Papers by their numbers, which spreadsheets show without zeros before them."""
    found: dict[str, list[Paper]] = {}
    for paper in papers.every:
        if paper.number:
            found.setdefault(paper.number.lstrip("0"), []).append(paper)
    return found


def _differing(
    values: Mapping[str, str], columns: Sequence[str], paper: Paper, where: str, faults: list[str]
) -> Iterator[Cell]:
    now = cells(paper)
    for column in columns:
        cell = values.get(column, "").removeprefix("'")
        if column not in now:
            if cell:
                faults.append(f"{where}: form {paper.form.name} has no question {column}")
            continue
        said = parsed(paper.form, column, cell)
        if said is None:
            faults.append(f"{where}: question {column} cannot be '{cell}'")
        elif said != parsed(paper.form, column, now[column]):
            yield Cell(paper.form.name, paper.number, column, cell)
