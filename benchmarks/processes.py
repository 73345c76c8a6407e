"""What a user waits for: whole commands from a fresh interpreter, beside what they may cost."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from benchmarks.costs import Cost, cost, middle
from benchmarks.machine import TORCH, quizgen

FOUR = ("output-size", "parameters", "receptive-field", "dilation")


@dataclass(frozen=True, slots=True)
class Command:
    """What is run, in which ``{}`` stands for a new folder, and the CPU seconds, seconds and MB that it may take.

    With ``shows`` it is measured until these words are on the terminal.
    """

    words: Sequence[str]
    cpu: float | None = None
    clock: float | None = None
    peak: float | None = None
    shows: str = ""


YARDSTICK = "`import torch` alone"
COMMANDS: Mapping[str, Command] = {
    YARDSTICK: Command(TORCH),
    "`generate`, four topics, `-n 100`, Moodle": Command(
        quizgen("generate", *FOUR, "-n", "100", "--format", "moodle", "-o", "{}/a.xml"), cpu=2.5, peak=330
    ),
    "`generate all -n 1000`, Moodle": Command(
        quizgen("generate", "all", "-n", "1000", "--format", "moodle", "-o", "{}/b.xml"), cpu=4, peak=400
    ),
    "`exam midterm`, ten forms, PDF with keys": Command(
        quizgen("exam", "midterm", "--forms", "10", "--no-booklets", "--seed", "1", "-o", "{}/forms"), clock=2.5
    ),
    "`quiz`, the first question": Command(quizgen("quiz", "--seed", "5"), clock=0.6, shows="Question 1 of"),
    "`families`": Command(quizgen("families"), cpu=0.4),
    "`show conv-output-size`": Command(quizgen("show", "conv-output-size", "--seed", "1"), cpu=1.6),
    "`explain vgg16`": Command(quizgen("explain", "vgg16"), cpu=1.8),
    "`--help`": Command(quizgen("--help"), cpu=0.3),
}


def run(command: Command) -> Cost:
    """What one run costs, with a folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        return cost([word.replace("{}", folder) for word in command.words], command.shows)


def measured(rounds: int, names: Sequence[str] = tuple(COMMANDS)) -> dict[str, Cost]:
    """The medians of so many runs, after one that does not count; the commands take turns."""
    found: dict[str, list[Cost]] = {name: [] for name in names}
    for number in range(rounds + 1):
        for name in names:
            one = run(COMMANDS[name])
            if number:
                found[name].append(one)
    return {name: middle(costs) for name, costs in found.items()}


def table(costs: Mapping[str, Cost]) -> Iterator[str]:
    """The lines of a Markdown table: each figure beside what is wanted, CPU time also in the yardstick's."""
    yield "| whole process | CPU s | wanted | of `import torch` | clock s | wanted | peak MB | wanted |"
    yield "|---|---:|---:|---:|---:|---:|---:|---:|"
    for name, one in costs.items():
        wanted = COMMANDS[name]
        share = f"{one.cpu / costs[YARDSTICK].cpu:.2f}"
        cells = (f"{one.cpu:.2f}", _wanted(wanted.cpu), share, f"{one.clock:.2f}", _wanted(wanted.clock))
        yield f"| {name} | {' | '.join(cells)} | {one.peak:,.0f} | {_wanted(wanted.peak)} |"


def _wanted(limit: float | None) -> str:
    return "" if limit is None else f"{limit:g}"
