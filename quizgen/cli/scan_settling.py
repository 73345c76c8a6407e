"""What a human settled, in this run or an earlier one: files of corrections, tables that were edited."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from quizgen.errors import UsageError
from quizgen.reading import files
from quizgen.results import cells, corrections, edited, pages, papers
from quizgen.results.corrections import Settled
from quizgen.results.forms import Exam
from quizgen.results.pages import Pages
from quizgen.results.papers import Papers
from quizgen.results.readings import Line

NAME = "settled.json"
"""Keeps all that was settled, beside the results."""


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


def with_tables(lines: Sequence[Line], exam: Exam, found: Settled, tables: Iterable[str]) -> None:
    """Adds what was edited in tables of results; raises UsageError for what is none."""
    for name in tables:
        path = Path(name)
        if not files.is_regular(path):
            raise UsageError(f"{files.missing(path)}; --answers takes results.csv or a copy of it, with cells edited")
        _, now = looked(lines, exam, Settled(dict(found.every)))
        every, faults = edited.corrections(files.text(path), name, now, exam)
        found.add(every, name)
        found.unused += faults


def looked(lines: Iterable[Line], exam: Exam, found: Settled) -> tuple[Pages, Papers]:
    """Pages and papers with all that was settled."""
    every = pages.settled(lines, exam, found)
    together = papers.put_together(every.seen, exam)
    cells.apply(together, found)
    papers.look(together, exam)
    return every, together
