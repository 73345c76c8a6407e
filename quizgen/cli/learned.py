"""``quizgen check --learned``: trees try to find the keys from the options."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from functools import partial
from importlib.util import find_spec
from typing import TYPE_CHECKING, TypeAlias

import click

from quizgen.cli import plugins, subjects
from quizgen.cli.hands import Hands, stay_with_files
from quizgen.cli.rows import Rows
from quizgen.cli.watching import watched, wipe
from quizgen.errors import QuizgenError, UsageError
from quizgen.text.counted import many

if TYPE_CHECKING:
    from quizgen.audit.learned.verdict import Finding
    from quizgen.model import Level

    Task: TypeAlias = tuple[tuple[str, ...], int, Level]

HEADER = ("family", "level", "items", "keys", "seconds", "found", "limit")


def learned(names: tuple[str, ...], hands: Hands) -> None:
    """Prints what trees find in each level that can be asked as a choice; leaves with 1 if it is too much."""
    from quizgen import catalog
    from quizgen.audit.learned.verdict import average, faults
    from quizgen.model import LEVELS

    _ready()
    wanted = subjects.subjects(names)
    if wanted.formats:
        raise UsageError(f"trees learn from items, and {wanted.formats[0]} is a format; name families or topics")
    sources = catalog.chosen(wanted.names)
    stay_with_files(sources, hands)
    tasks = [(wanted.names, place, level) for place in range(len(sources)) for level in LEVELS]
    rows = Rows(HEADER, partial(_line, max(len(source.id) for source in sources)))
    rows.head()
    findings = []
    for finding, seconds in watched(hands.spread(_tried, tasks), "levels", len(tasks)):
        if finding:
            wipe()
            rows.row(_cells(finding, seconds))
            findings.append(finding)
    if findings:
        click.echo(f"{many(len(findings), 'level')}, {float(average(findings)):.1%} of the keys found in the mean")
    sentences = list(faults(findings))
    for sentence in sentences:
        click.echo(sentence, err=True)
    if plugins.left_out() or sentences:
        sys.exit(1)


def _ready() -> None:
    """Raises QuizgenError without scikit-learn."""
    if find_spec("sklearn") is None:
        raise QuizgenError("--learned needs scikit-learn, which is not installed: run 'pip install scikit-learn'")


def _tried(task: Task) -> tuple[Finding | None, float]:
    """What is found in a level, and the CPU seconds that it took."""
    from quizgen import catalog
    from quizgen.audit.learned.verdict import tried

    names, place, level = task
    start = time.process_time()
    return tried(catalog.whole(catalog.chosen(names)[place]), level), time.process_time() - start


def _cells(finding: Finding, seconds: float) -> tuple[str, ...]:
    shares = (f"{float(share):.1%}" for share in (finding.share, finding.limit))
    return finding.family, finding.level, str(finding.items), str(finding.keys), f"{seconds:.1f}", *shares


def _line(width: int, cells: Sequence[str]) -> str:
    family, level, items, keys, seconds, found, limit = cells
    return f"{family:<{width}}  {level:<6}  {items:>5}  {keys:>5}  {seconds:>7}  {found:>6}  {limit:>6}"
