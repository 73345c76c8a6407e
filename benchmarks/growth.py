"""How time and memory grow with the number of items, on one core and on two."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.costs import Cost, middle, of_items
from benchmarks.machine import quizgen
from benchmarks.processes import Command, run

NUMBERS, JOBS = (100, 1_000, 10_000, 100_000), (1, 2)
ENOUGH = 20_000
"""Items of all runs together, after which a median needs no more of them."""
MOST = Command((), cpu=45, peak=450)
"""What the largest number may cost."""


def command(number: int, jobs: int) -> Command:
    """So many items of all topics as JSON Lines, made by so many processes."""
    options = ("--seed", "3", "--jobs", str(jobs), "--format", "jsonl", "-o", "{}/items.jsonl")
    return Command(quizgen("generate", "all", "-n", str(number), *options))


def measured(rounds: int) -> dict[tuple[int, int], Cost]:
    """The medians by number of items and of jobs; of large numbers fewer runs."""
    return {
        (number, jobs): middle([run(command(number, jobs)) for _ in range(max(1, min(rounds, ENOUGH // number)))])
        for number in NUMBERS
        for jobs in JOBS
    }


def table(costs: dict[tuple[int, int], Cost]) -> Iterator[str]:
    """The lines of a Markdown table."""
    yield from of_items("`generate all --format jsonl`", "jobs")
    yield from (f"| `-n {number}` | {jobs} | {one.cells(number)} |" for (number, jobs), one in costs.items())
    yield ""
    yield f"Wanted of the {NUMBERS[-1]:,}: at most {MOST.cpu:g} CPU s and {MOST.peak:g} MB, however many there are."
