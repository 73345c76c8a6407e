"""``quizgen check``: proof that families deserve their items."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from quizgen.audit.check import Report

HEADER = ("family", "level", "points", "items", "seconds", "best blind strategy", "hits")


@click.command(
    "check",
    short_help="Hold families against torch, sources, the item rules and blind guessing.",
    epilog="Example: quizgen check conv-output-size dilation -n 500",
)
@click.argument("names", metavar="[FAMILY|TOPIC]...", nargs=-1)
@click.option("-n", "number", type=click.IntRange(1), default=100, show_default=True, help="Points and items a level.")
@click.option("--all", "everything", is_flag=True, help="Every point of every level.")
def command(names: tuple[str, ...], number: int, *, everything: bool) -> None:
    """Draw N items of every family and level and hold them against all witnesses.

    The key is compared with real torch layers, sympy, brute force and published cases; every distractor must come from
    exactly one misconception; every printed equation must be true; no blind strategy may find the key in more than 35%
    of the choice items. Prints a table and, if anything fails, the smallest counterexample of each level; the exit
    status is then 1.
    """
    from quizgen import catalog
    from quizgen.audit.check import check_level, check_together
    from quizgen.model import LEVELS

    sources = catalog.select(names or ["all"])
    width = max(len(source.id) for source in sources)
    click.echo(_line(HEADER, width))
    failed: list[Report] = []
    for source in sources:
        for level in LEVELS:
            _progress(f"{source.id} {level}")
            start = time.process_time()
            report = check_level(source, level, None if everything else number)
            _progress("")
            click.echo(_line(_cells(report, time.process_time() - start), width))
            if not report.passed:
                failed.append(report)
    if whole := check_together(sources):
        click.echo(_line(_cells(whole, None), width))
        failed += [] if whole.passed else [whole]
    for report in failed:
        click.echo(f"{report.smallest} ({report.faults} in all)", err=True)
    if failed:
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


def _progress(text: str) -> None:
    """What is being done, on a terminal's own line, to be overwritten."""
    if sys.stderr.isatty():
        click.echo(f"\r\x1b[K{text}", nl=False, err=True)
