"""Files that platforms import, of 5,000 items and of 50,000: memory is to stay the same."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.costs import Cost, of_items
from benchmarks.machine import quizgen
from benchmarks.processes import Command, run
from quizgen.cli import known

NUMBERS = (5_000, 50_000)
NAMES = ("moodle", "qti12", "qti21", "qti30", "gift", "blackboard")
"""Formats of which one file may hold so many questions, as far as there are such formats."""
WIDER = 1.15
"""So many times the memory of the smaller number the larger may take."""


def command(name: str, number: int) -> Command:
    """So many items of all topics in a format, made by one process."""
    return Command(
        quizgen("generate", "all", "-n", str(number), "--seed", "3", "--jobs", "1", "--format", name, "-o", "{}/x/")
    )


def measured(rounds: int) -> dict[tuple[str, int], Cost]:
    """One run for each format and number of items, however many are wished: memory hardly varies, and time is long."""
    del rounds
    return {
        (name, number): run(command(name, number)) for name in NAMES if name in known.formats() for number in NUMBERS
    }


def table(costs: dict[tuple[str, int], Cost]) -> Iterator[str]:
    """The lines of a Markdown table."""
    yield from of_items("`generate all --jobs 1`", "items")
    yield from (f"| `--format {name}` | {number:,} | {one.cells(number)} |" for (name, number), one in costs.items())
    yield ""
    more = round(100 * (WIDER - 1))
    yield f"Wanted: at most {more}% more memory for ten times as many items."
