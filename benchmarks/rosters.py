"""An exam of 20 items with its key for each student of a course, and all exams in one file for the printer."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.costs import Cost, cost, middle
from benchmarks.machine import quizgen

STUDENTS = (30, 300)
"""Courses that are measured: memory is that of the first, and the last one has limits."""
CLOCK, PEAK = 60, 700
"""Seconds and MB that the last one may take."""
MOST = 3
"""Rounds are long: no more than so many are measured."""


@dataclass(frozen=True, slots=True)
class Made:
    """What a course's exams cost, and the MB of all files and of the one for the printer."""

    cost: Cost
    files: float
    together: float


def measured(rounds: int) -> Mapping[int, Made]:
    """The medians of so many runs."""
    found: dict[int, Made] = {}
    for students in STUDENTS:
        runs = [_run(students) for _ in range(min(rounds, MOST))]
        found[students] = Made(middle([one.cost for one in runs]), runs[0].files, runs[0].together)
    return found


def _run(students: int) -> Made:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        lines = (f"{2_100_000 + 37 * number},Student {number}" for number in range(students))
        (folder / "students.csv").write_text("\n".join(["number,name", *lines]), encoding="utf-8")
        asked = ("exam", "midterm", "--roster", f"{name}/students.csv", "--seed", "1", "--format", "pdf")
        spent = cost(quizgen(*asked, "-o", f"{name}/out"))
        sizes = {path.name: path.stat().st_size / 1e6 for path in (folder / "out").iterdir()}
    return Made(spent, sum(sizes.values()), sizes["midterm-all.pdf"])


def table(found: Mapping[int, Made]) -> Iterator[str]:
    """The lines of a Markdown table."""
    yield "| `exam midterm --roster`, PDF | clock s | CPU s | CPU s a student | peak MB | MB of files | `-all.pdf` |"
    yield "|---|---:|---:|---:|---:|---:|---:|"
    for students, one in found.items():
        spent = one.cost
        cells = (f"{spent.clock:.1f}", f"{spent.cpu:.1f}", f"{spent.cpu / students:.2f}", f"{spent.peak:,.0f}")
        yield f"| {students} students | {' | '.join(cells)} | {one.files:,.0f} | {one.together:,.0f} |"
    yield ""
    yield f"Wanted of {STUDENTS[-1]} students on two cores: at most {CLOCK} s and {PEAK} MB."
