"""What a human settled, in this run or an earlier one: files of corrections, tables that were edited."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from quizgen.cli.errors import remark
from quizgen.cli.scan_exam import Sat
from quizgen.errors import UsageError
from quizgen.reading import files
from quizgen.results import cells, claims, corrections, edited, pages, papers
from quizgen.results.accounting import some
from quizgen.results.claims import Claim
from quizgen.results.corrections import Settled
from quizgen.results.forms import Exam
from quizgen.results.pages import Pages
from quizgen.results.papers import Papers
from quizgen.results.readings import Line
from quizgen.results.rows import Marked, mark

NAME = "settled.json"
"""Keeps all that was settled, beside the results."""
MOST = 5
"""So many students are named."""


def settled(folder: Path, given: Iterable[str], exam: Exam) -> Settled:
    """What was settled before in that folder, and what the files of corrections say; raises UsageError for others."""
    found = Settled()
    before = folder / NAME
    if before.exists():
        found.add(corrections.decoded(before.read_bytes(), exam.seal, str(before)), str(before))
        found.changed.clear()
    for name in given:
        path = Path(name)
        if not files.is_regular(path):
            raise UsageError(f"{files.missing(path)}; --corrections takes the file that review.html downloads")
        found.add(corrections.decoded(path.read_bytes(), exam.seal, name), name)
    return found


def with_tables(
    lines: Sequence[Line], sat: Sat, found: Settled, tables: Sequence[str]
) -> Mapping[str, Sequence[Claim]]:
    """Adds what was edited in tables of results; raises UsageError for what is none.

    Returns by their names what points they have that were the points neither as pages were read nor before the table.
    """
    exam, claimed = sat.exam, dict[str, Sequence[Claim]]()
    _, read = looked(lines, exam, Settled()) if tables else (None, Papers())
    for name in tables:
        path = Path(name)
        if not files.is_regular(path):
            raise UsageError(f"{files.missing(path)}; --answers takes results.csv or a copy of it, with cells edited")
        _, now = looked(lines, exam, Settled(dict(found.every)))
        table = edited.corrections(files.text(path), name, now, exam)
        found.add(table.cells, name)
        found.unused += table.faults
        unread = claims.unmet(table.points, mark(read.every, sat.wrong))
        claimed[name] = claims.unmet(unread, mark(now.every, sat.wrong))
    return claimed


def tell_points(claimed: Mapping[str, Sequence[Claim]], every: Sequence[Marked]) -> None:
    """Says on standard error whose points in tables are not those that the answers give."""
    for name, points in claimed.items():
        if left := claims.unmet(points, every):
            numbers = some((one.number for one in left), MOST)
            remark(
                f"Note: the points of {numbers} in {name} are not taken: points follow from the answers; edit these."
            )


def looked(lines: Iterable[Line], exam: Exam, found: Settled) -> tuple[Pages, Papers]:
    """Pages and papers with all that was settled."""
    every = pages.settled(lines, exam, found)
    together = papers.put_together(every.seen, exam)
    cells.apply(together, found)
    papers.look(together, exam)
    return every, together
