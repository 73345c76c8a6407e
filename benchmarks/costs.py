"""What one process costs, with all that it starts: CPU time, time on the clock, and peak memory."""

from __future__ import annotations

import os
import pty
import subprocess
import threading
import time
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from statistics import median

PAUSE, SHARE = 0.02, 0.1
"""Seconds between two looks at the memory of a process and those that it started, and what share of the time looking
may take: a look at large processes takes milliseconds, in which they wait."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of CPU and on the clock, and the most memory in MB, of a process with all that it starts."""

    cpu: float
    clock: float
    peak: float

    def cells(self, items: int) -> str:
        """The same in a table whose runs make so many items."""
        return f"{self.cpu:.1f} | {items / self.cpu:,.0f} | {self.clock:.1f} | {self.peak:,.0f}"


def of_items(command: str, asked: str) -> Iterator[str]:
    """How a table begins that has such cells behind what a command is ``asked`` for."""
    yield f"| {command} | {asked} | CPU s | items a CPU s | clock s | peak MB |"
    yield "|---|---:|---:|---:|---:|---:|"


def middle(costs: Sequence[Cost]) -> Cost:
    """The median of each."""
    return Cost(*(median(getattr(one, name) for one in costs) for name in ("cpu", "clock", "peak")))


def cost(command: Sequence[str], shows: str = "", fine: Collection[int] = (0,)) -> Cost:
    """What one run of the command costs: to its end, or until it ``shows`` some words on a terminal.

    Raises SystemExit where it ends with another status than those that are ``fine``.
    """
    before, start = _children(), time.perf_counter()
    screen, terminal = pty.openpty() if shows else (-1, subprocess.DEVNULL)
    run = subprocess.Popen(command, stdin=terminal, stdout=terminal, stderr=terminal, env=_installed())  # noqa: S603 - ourselves
    peak = _Peak(run.pid)
    peak.start()
    status = _shown(screen, shows, run) if shows else run.wait()
    clock = time.perf_counter() - start
    run.kill()
    run.wait()
    peak.done.set()
    peak.join()
    if status is not None and status not in fine:
        raise SystemExit(f"{' '.join(command)} ends with status {status}")
    return Cost(_children() - before, clock, peak.most / 1e6)


def _installed() -> dict[str, str]:
    """The environment in which compiled files are kept, as they are where a package was installed."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def _shown(screen: int, words: str, run: subprocess.Popen[bytes]) -> int | None:
    """Waits until a terminal shows the words; the status of a process that ends before, else None."""
    seen = b""
    while words.encode() not in seen and run.poll() is None:
        seen += os.read(screen, 4096)
    return None if words.encode() in seen else run.returncode or 1


def _children() -> float:
    """CPU seconds of all processes that were started and have ended."""
    used = getrusage(RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


class _Peak(threading.Thread):
    """Looks at the memory of a process and its descendants until it is ``done``."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.done, self.most, self._pid = threading.Event(), 0, pid

    def run(self) -> None:
        pause = PAUSE
        while not self.done.wait(pause):
            start = time.perf_counter()
            self.most = max(self.most, sum(map(_resident, _family(self._pid))))
            pause = max(PAUSE, (time.perf_counter() - start) / SHARE)


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
