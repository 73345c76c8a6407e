"""R/exams side by side: fifty Moodle items of the same question, which it draws and nobody verifies."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from benchmarks.costs import Cost, middle
from benchmarks.machine import quizgen
from benchmarks.processes import Command, run

EXERCISE = Path(__file__).with_name("conv-output-size.Rnw")
NUMBER = 50
FACTOR = 2
"""So many times as fast quizgen has to be."""
MAKE = f"""
set.seed(1)
invisible(exams::exams2moodle("{EXERCISE.as_posix()}", n = {NUMBER}, name = "exams", dir = "{{}}"))
"""
VERSIONS = 'cat(sprintf("R %s, exams %s", getRversion(), packageVersion("exams")))'
COMMANDS = {
    "quizgen": Command(
        quizgen("generate", "conv-output-size", "-n", str(NUMBER), "--format", "moodle", "-o", "{}/items.xml")
    ),
    "R/exams": Command(("Rscript", "-e", MAKE)),
}


def versions() -> str:
    """R and exams, or nothing where one of them is not installed."""
    if shutil.which("Rscript") is None:
        return ""
    command = ("Rscript", "-e", VERSIONS)
    asked = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - ours
    return "" if asked.returncode else asked.stdout


def measured(rounds: int) -> dict[str, Cost]:
    """The medians of so many runs, after one that does not count; both take turns. Nothing without R/exams."""
    if not versions():
        return {}
    runs = [{name: run(command) for name, command in COMMANDS.items()} for _ in range(rounds + 1)][1:]
    return {name: middle([one[name] for one in runs]) for name in COMMANDS}


def table(costs: dict[str, Cost]) -> Iterator[str]:
    """The lines of a Markdown table, or that there is nothing to compare."""
    if not costs:
        yield "R/exams is not installed on this machine: no comparison."
        return
    yield f"| {NUMBER} items of `conv-output-size`, Moodle | CPU s | clock s | peak MB |"
    yield "|---|---:|---:|---:|"
    for name, one in costs.items():
        yield f"| {name} | {one.cpu:.2f} | {one.clock:.2f} | {one.peak:,.0f} |"
    yield ""
    faster = costs["R/exams"].cpu / costs["quizgen"].cpu
    yield f"With {versions()}. quizgen, which verifies each item, is {faster:.1f} times as fast; wanted: {FACTOR}."
