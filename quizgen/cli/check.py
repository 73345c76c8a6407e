"""``quizgen check``: proof that families deserve their items."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

import click

from quizgen.cli import known, plugins, subjects
from quizgen.cli import learned as trees
from quizgen.cli.errors import remark
from quizgen.cli.hands import Hands, hands_options, stay_with_files
from quizgen.cli.options import count, names_argument
from quizgen.cli.rows import Rows
from quizgen.cli.watching import watched, wipe
from quizgen.errors import UsageError

if TYPE_CHECKING:
    from quizgen.asking.source import Audited
    from quizgen.audit.check import Report
    from quizgen.model import Level

    Task: TypeAlias = tuple[tuple[str, ...], int, Level, int | None]

POINTS = 100
HEADER = ("family", "level", "points", "items", "seconds", "best blind strategy", "hits")


@click.command(
    "check",
    short_help="Hold families against torch, sources, the item rules and blind guessing.",
    epilog="\b\nExamples:\n  quizgen check conv-output-size dilation -n 500\n  quizgen check my-items.toml\n"
    "  quizgen check --learned cost",
)
@names_argument("[FAMILY|TOPIC|FILE|FORMAT ...]", known.formats)
@click.option(
    "-n",
    "number",
    callback=count(),
    metavar="N",
    help="Check so many of the numbers that a level can ask about, and so many items of each kind.  [default: 100]",
)
@click.option("--all", "everything", is_flag=True, help="Check all of them, levels with most numbers first.")
@click.option("--learned", is_flag=True, help="Only let trees learn to find the keys of 1,000 items a level.")
@hands_options
def command(names: tuple[str, ...], number: int | None, hands: Hands, *, everything: bool, learned: bool) -> None:
    """Check families, files of items and formats: what is asked is right, and nobody guesses it.

    The key is compared with real torch layers, sympy, brute force and published cases, and found again from the item's
    JSON alone; every distractor must come from exactly one misconception; every printed equation must be true; texts
    must print in every markup, levels share no point, items be found by their id; no blind strategy may find the key in
    more than 35% of the choice items, 45% where there are three options. Prints a table and, if anything fails, the
    smallest counterexample of each level; the exit status is then 1.

    Without names everything is checked, or in the folder of a plug-in what that declares. FILE is a TOML file of items
    that somebody wrote: no item may have an id that stands in another file. FORMAT has to write items of every kind
    that it can hold, with texts full of signs that mean something to a markup.

    With --learned nothing else is done: trees (scikit-learn) are trained on the options of 1,000 choice items a level,
    and tried on items with other keys.
    """
    if everything and number:
        raise UsageError("--all checks all numbers of a level; leave out -n")
    if not learned:
        _checked_all(names, None if everything else number or POINTS, hands)
        return
    if everything or number:
        raise UsageError("--learned always takes 1,000 items a level; leave out -n and --all")
    trees.learned(names, hands)


def _checked_all(names: tuple[str, ...], most: int | None, hands: Hands) -> None:
    """Prints the table; leaves with 1 if anything fails."""
    from quizgen import catalog
    from quizgen.audit.check import check_together
    from quizgen.model import LEVELS

    wanted = subjects.subjects(names)
    names = wanted.names
    sources = catalog.select(names)
    faults = subjects.format_faults(wanted.formats)
    stay_with_files(sources, hands)
    for sentence in subjects.strange_topics(sources):
        remark(f"Note: {sentence}")
    failed: list[Report] = []
    rows = Rows(HEADER, partial(_line, max((len(source.id) for source in sources), default=0)))
    if sources:
        rows.head()
    tasks = [(names, place, level, most) for place in range(len(sources)) for level in LEVELS]
    if most is None:
        tasks.sort(key=lambda task: -_points(sources[task[1]], task[2]))
    for report, seconds in watched(hands.spread(_checked, tasks), "levels", len(tasks)):
        wipe()
        rows.row(_cells(report, seconds))
        if not report.passed:
            failed.append(report)
    if whole := check_together(sources):
        rows.row(_cells(whole, None))
        failed += [] if whole.passed else [whole]
    for report in failed:
        click.echo(f"{report.smallest} ({report.faults} in all)", err=True)
    if plugins.left_out(every=True, told=[source.id for source in sources]) or failed or faults:
        sys.exit(1)


def _points(source: Audited, level: Level) -> int:
    """How much there is to check in a level; nothing where the author's code raises, which the level's check tells."""
    with suppress(Exception):
        return source.points(level)
    return 0


def _cells(report: Report, seconds: float | None) -> tuple[str, ...]:
    """A report as cells; what covers several sources has no points and no time of its own."""
    share = "" if report.share is None else f"{float(report.share):.1%}"
    points = f"{report.points} of {report.of}" if report.points < report.of else f"all {report.of}"
    strategy = report.strategy or ("not asked as choice" if report.passed else "FAILED")
    spent = "" if seconds is None else f"{seconds:.1f}"
    return report.family, report.level, points if report.of else "", str(report.items), spent, strategy, share


def _line(width: int, cells: Sequence[str]) -> str:
    family, level, points, items, seconds, strategy, share = cells
    line = f"{family:<{width}}  {level:<6}  {points:>13}  {items:>6}  {seconds:>7}  {strategy:<52}  {share:>5}"
    return line.rstrip()


def _checked(task: Task) -> tuple[Report, float]:
    """The report on a level of one source, told by its place among those of the names: names reach any process."""
    from quizgen import catalog
    from quizgen.audit.check import check_level

    names, place, level, number = task
    sources = catalog.select(names)
    others = (*sources, *catalog.authored())
    start = time.process_time()
    return check_level(sources[place], level, number, others=others), time.process_time() - start
