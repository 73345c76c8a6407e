"""``quizgen check``: proof that families deserve their items."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator, Sequence
from multiprocessing import get_context
from signal import SIG_IGN, SIGINT, signal
from typing import TYPE_CHECKING, TypeAlias

import click

from quizgen.cli import known, plugins, subjects
from quizgen.cli.options import names_argument
from quizgen.cli.progress import watched, wipe

if TYPE_CHECKING:
    from quizgen.audit.check import Report
    from quizgen.model import Level

    Task: TypeAlias = tuple[tuple[str, ...], int, Level, int | None]

FEW = 6
HEADER = ("family", "level", "points", "items", "seconds", "best blind strategy", "hits")


@click.command(
    "check",
    epilog="\b\nExamples:\n  quizgen check conv-output-size dilation -n 500\n  quizgen check my-items.toml",
)
@names_argument("[FAMILY|TOPIC|FILE|FORMAT ...]", known.formats)
@click.option(
    "-n",
    "number",
    type=click.IntRange(1),
    metavar="N",
    default=100,
    show_default=True,
    help="Check so many of the numbers that a level can ask about, and so many items of each kind.",
)
@click.option("--all", "everything", is_flag=True, help="Check all of them.")
@click.option(
    "--jobs", type=click.IntRange(1), metavar="N", help="Check so many levels at a time.  [default: one for each core]"
)
def command(names: tuple[str, ...], number: int, jobs: int | None, *, everything: bool) -> None:
    """Check families, files of items and formats: what is asked is right, and nobody guesses it.

    The key is compared with real torch layers, sympy, brute force and published cases, and found again from the item's
    JSON alone; every distractor must come from exactly one misconception; every printed equation must be true; texts
    must print in every markup, levels share no point, items be found by their id; no blind strategy may find the key in
    more than 35% of the choice items. Prints a table and, if anything fails, the smallest counterexample of each level;
    the exit status is then 1.

    Without names everything is checked, or in the folder of a plug-in what that declares. FILE is a TOML file of items
    that somebody wrote: no item may have an id that stands in another file. FORMAT has to write items of every kind
    that it can hold, with texts full of signs that mean something to a markup.
    """
    from quizgen import catalog
    from quizgen.audit.check import check_together
    from quizgen.model import LEVELS

    wanted = subjects.subjects(names)
    names = wanted.names
    sources = catalog.select(names)
    faults = subjects.format_faults(wanted.formats)
    failed: list[Report] = []
    width = max((len(source.id) for source in sources), default=0)
    if sources:
        click.echo(_line(HEADER, width))
    most = None if everything else number
    tasks = [(names, place, level, most) for place in range(len(sources)) for level in LEVELS]
    for report, seconds in watched(_reports(tasks, jobs or cores()), "levels", len(tasks)):
        wipe()
        click.echo(_line(_cells(report, seconds), width))
        if not report.passed:
            failed.append(report)
    if whole := check_together(sources):
        click.echo(_line(_cells(whole, None), width))
        failed += [] if whole.passed else [whole]
    for report in failed:
        click.echo(f"{report.smallest} ({report.faults} in all)", err=True)
    if plugins.left_out(every=True) or failed or faults:
        sys.exit(1)


def _cells(report: Report, seconds: float | None) -> tuple[str, ...]:
    """A report as cells; what covers several sources has no points and no time of its own."""
    share = "" if report.share is None else f"{float(report.share):.1%}"
    points = f"{report.points} of {report.of}" if report.points < report.of else f"all {report.of}"
    strategy = report.strategy or ("not asked as choice" if report.passed else "FAILED")
    spent = "" if seconds is None else f"{seconds:.1f}"
    return report.family, report.level, points if report.of else "", str(report.items), spent, strategy, share


def _line(cells: tuple[str, ...], width: int) -> str:
    family, level, points, items, seconds, strategy, share = cells
    line = f"{family:<{width}}  {level:<6}  {points:>13}  {items:>6}  {seconds:>7}  {strategy:<52}  {share:>5}"
    return line.rstrip()


def _reports(tasks: Sequence[Task], jobs: int) -> Iterator[tuple[Report, float]]:
    """The reports in the order of the tasks, and the CPU seconds of each; few tasks are not worth a new process."""
    if jobs == 1 or len(tasks) <= FEW:
        yield from map(_checked, tasks)
        return
    # A fork of a process in which torch has run may wait for threads that it does not have: each starts anew.
    with get_context("spawn").Pool(min(jobs, len(tasks)), initializer=signal, initargs=(SIGINT, SIG_IGN)) as pool:
        yield from pool.imap(_checked, tasks)


def _checked(task: Task) -> tuple[Report, float]:
    """The report on a level of one source, told by its place among those of the names: names reach any process."""
    from quizgen import catalog
    from quizgen.audit.check import check_level

    names, place, level, number = task
    sources = catalog.select(names)
    others = (*sources, *catalog.authored())
    start = time.process_time()
    return check_level(sources[place], level, number, others=others), time.process_time() - start


def cores() -> int:
    """How many processes can run at a time."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
