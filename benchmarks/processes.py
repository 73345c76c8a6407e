"""What a user waits for: whole processes from a fresh interpreter, with CPU time and peak memory of all they start."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from statistics import median

ROUNDS = 5
PAUSE = 0.02
"""Seconds between two looks at the memory of a process and those that it started."""
FOUR = ("output-size", "parameters", "receptive-field", "dilation")
COMMANDS: Mapping[str, Sequence[str]] = {
    "generate, four topics, -n 100, Moodle": ("generate", *FOUR, "-n", "100", "--format", "moodle", "-o", "{}/a.xml"),
    "generate all, -n 1000, Moodle": ("generate", "all", "-n", "1000", "--format", "moodle", "-o", "{}/b.xml"),
    "generate all, -n 10000, JSON Lines": ("generate", "all", "-n", "10000", "--format", "jsonl", "-o", "{}/c.jsonl"),
    "generate one family, -n 50, Moodle": (
        *("generate", "conv-output-size", "-n", "50", "--format", "moodle", "-o", "{}/d.xml"),
    ),
    "exam midterm, ten forms, PDF": (
        *("exam", "midterm", "--forms", "10", "--seed", "1", "--format", "pdf", "-o", "{}/forms"),
    ),
    "families": ("families",),
    "show conv-output-size": ("show", "conv-output-size", "--seed", "1"),
    "explain vgg16": ("explain", "vgg16"),
    "--help": ("--help",),
}


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of CPU and on the clock, and the most memory in MB, of a process with all that it starts."""

    cpu: float
    wall: float
    peak: float


def cost(arguments: Sequence[str]) -> Cost:
    """What one run of quizgen costs."""
    before, start = getrusage(RUSAGE_CHILDREN), time.perf_counter()
    run = subprocess.Popen(  # noqa: S603 - ourselves
        [sys.executable, "-m", "quizgen", *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    peak = _Peak(run.pid)
    peak.start()
    if run.wait():
        raise SystemExit(f"quizgen {' '.join(arguments)} ends with status {run.returncode}")
    wall = time.perf_counter() - start
    peak.done.set()
    peak.join()
    after = getrusage(RUSAGE_CHILDREN)
    return Cost(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, wall, peak.most / 1e6)


class _Peak(threading.Thread):
    """Looks at the memory of a process and its descendants until it is ``done``."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.done, self.most, self._pid = threading.Event(), 0, pid

    def run(self) -> None:
        while not self.done.wait(PAUSE):
            self.most = max(self.most, sum(map(_resident, _family(self._pid))))


def _family(pid: int) -> Iterator[int]:
    yield pid
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except OSError:
        return
    for child in children:
        yield from _family(int(child))


def _resident(pid: int) -> int:
    """Bytes in memory, of shared pages this process's part."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))


def table(rounds: int = ROUNDS, names: Sequence[str] = tuple(COMMANDS)) -> Iterator[str]:
    """The lines of a Markdown table: the medians of so many runs, after one that does not count."""
    yield "| whole process | CPU s | clock s | peak MB |"
    yield "|---|---:|---:|---:|"
    for name in names:
        found: list[Cost] = []
        for _ in range(rounds + 1):
            with tempfile.TemporaryDirectory() as folder:
                found.append(cost([part.replace("{}", folder) for part in COMMANDS[name]]))
        cpu, wall, peak = (median(getattr(one, part) for one in found[1:]) for part in ("cpu", "wall", "peak"))
        yield f"| {name} | {cpu:.2f} | {wall:.2f} | {peak:,.0f} |"


if __name__ == "__main__":
    chosen = [name for name in COMMANDS if not sys.argv[1:] or any(word in name for word in sys.argv[1:])]
    for line in table(int(os.environ.get("ROUNDS", ROUNDS)), chosen):
        print(line, flush=True)
