"""From scans to results: reads what was not read before, puts together what is known, and tells what is not."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import click
from msgspec import Struct

from quizgen.errors import QuizgenError, UsageError
from quizgen.results.accounting import Account, account

SEED, STUDENTS = "self-test", 24
"""Of the trial, which has a page for each student."""
NEEDED = {"cv2": "OpenCV", "pypdfium2": "pypdfium2", "zxingcpp": "zxing-cpp"}


class Asked(Struct, frozen=True):
    """What the command was given."""

    scans: tuple[str, ...]
    exam: Path
    folder: Path
    roster: str | None
    corrected: tuple[str, ...]
    tables: tuple[str, ...]
    threshold: float | None
    margin: float | None
    jobs: int | None


def needed() -> None:
    """Raises QuizgenError where what reads pictures is not installed."""
    missing = [name for module, name in NEEDED.items() if find_spec(module) is None]
    if missing:
        verb = "are" if missing[1:] else "is"
        raise QuizgenError(
            f'scans are read with {", ".join(missing)}, which {verb} not installed: pip install "quizgen[scan]"'
        )


def results(asked: Asked) -> Account:
    """Reads, marks, writes and tells; raises QuizgenError for what hinders all of it."""
    needed()
    from quizgen.cli import scan_exam, scan_files, scan_reading, scan_settling
    from quizgen.cli.scan_bounds import bounds
    from quizgen.cli.scan_results import Place, Results
    from quizgen.cli.scan_store import Store
    from quizgen.results import telling
    from quizgen.results.judging import judged
    from quizgen.results.rows import mark

    thresholds = bounds(asked.threshold, asked.margin)
    sat = scan_exam.sat(asked.exam, asked.roster)
    exam, store = sat.exam, Store(asked.folder, sat.exam.seal)
    place = Place(asked.folder, asked.exam, asked.tables)
    place.checked()
    settled = scan_settling.settled(asked.folder, asked.corrected, exam)
    if asked.scans:
        scan_reading.read(scan_files.scans(asked.scans), asked.exam, store, asked.jobs)
    elif not store.is_there:
        raise UsageError(f"no scans are given, and {store.path} is not there, which has what was read: give SCANS")
    lines = [*judged(store.lines(), exam, thresholds)]
    claimed = scan_settling.with_tables(lines, sat, settled, asked.tables)
    pages, papers = scan_settling.looked(lines, exam, settled)
    every = mark(papers.every, sat.wrong)
    scan_settling.tell_points(claimed, every)
    found = account(pages, papers, exam, settled)
    written = place.write(Results(found, every, settled, thresholds, lines), store)
    for line in telling.told(found):
        click.echo(line)
    click.echo(f"Written: {', '.join(map(str, written))}.")
    return found


def self_test() -> int:
    """Prints, fills, spoils and reads sheets of its own; 0 if all was read as it was filled in."""
    needed()
    from quizgen.cli.watching import watched
    from quizgen.scanning.trial.judging import Tally
    from quizgen.scanning.trial.self_test import handed_in, judge, report

    found = Tally()
    for sheet, forms in watched(handed_in(SEED, STUDENTS), "Reading trial sheets", STUDENTS):
        judge(sheet, forms, found)
    for line in report(found):
        click.echo(line)
    return 1 if found.faults or found.refused else 0
