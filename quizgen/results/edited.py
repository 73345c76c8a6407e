"""A table of results that somebody edited: what differs from what was read is a correction."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from quizgen.errors import UsageError
from quizgen.reading.separated import rows
from quizgen.results.cells import OPEN, cells, parsed
from quizgen.results.claims import Claim
from quizgen.results.corrections import Cell, Correction
from quizgen.results.forms import Exam, is_column
from quizgen.results.papers import Paper, Papers

NUMBER, FORM, POINTS = "number", "form", "points"


class Edited(Struct, frozen=True):
    """The cells that differ from what papers say, what stands there of which they know nothing, and points."""

    cells: Sequence[Correction]
    faults: Sequence[str]
    points: Sequence[Claim]


def corrections(text: str, where: str, papers: Papers, exam: Exam) -> Edited:
    """What a table says beside the papers.

    Raises UsageError for a text that is no such table, and for a student who has two rows.
    """
    every = rows(text, where)
    header = tuple(name.casefold() for name in every[0].cells) if every else ()
    columns = [name for name in header if is_column(name)]
    if NUMBER not in header or not columns:
        raise UsageError(
            f"{where} is no table of results: its first line has to name the columns, as in results.csv: number, "
            f"form, and one for each question, such as {', '.join(exam.columns[:3])}"
        )
    if twice := next((name for name in header if name and header.count(name) > 1), ""):
        raise UsageError(f"{where}: two columns are called {twice}; leave one")
    if unknown := [name for name in columns if name not in exam.columns]:
        raise UsageError(f"{where}: the exam has no question {unknown[0]}, which is a column there: take it out")
    found: list[Correction] = []
    faults: list[str] = []
    claims: list[Claim] = []
    known = _known(papers)
    taken: dict[int, int] = {}
    for row in every[1:]:
        values = dict(zip(header, row.cells, strict=False))
        number = values[NUMBER].removeprefix("'")
        if number in ("", OPEN):
            continue
        some = [one for one in known.get(number.lstrip("0"), []) if values.get(FORM, "") in ("", one.form.name)]
        line = f"{where}, line {row.line}"
        if len(some) == 1:
            if (before := taken.setdefault(id(some[0]), row.line)) != row.line:
                raise UsageError(f"{line}: the number {number} has a row in line {before} already; leave one")
            found += _differing(values, columns, some[0], line, faults)
            claims.append(Claim(some[0].form.name, some[0].number, values.get(POINTS, "").removeprefix("'")))
        elif not any(_is_as_read(values, columns, one) for one in some):
            several = f"there are {len(some)} rows of it" if some else "nothing was read of it"
            faults.append(f"{line}: the number {number}: {several}")
    return Edited(found, faults, claims)


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
