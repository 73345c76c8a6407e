"""What ``import quizgen`` takes, beside Python's own start, and what it imports of others."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

from benchmarks.costs import Cost, cost, middle

MOST = 0.1
"""Seconds on the clock that it may take."""
PROGRAMS = {"python -c pass": "pass", "import quizgen": "import quizgen"}
HEAVY = ("torch", "numpy", "sympy", "jinja2", "click")
COUNT = f"import sys, quizgen; print(len(sys.modules), *(name for name in {HEAVY!r} if name in sys.modules))"
TIMES = 5
"""So many times as often as other things are measured: it is short."""


def measured(rounds: int) -> dict[str, Cost]:
    """The medians of many runs, after one that does not count; both take turns."""
    runs = [
        {name: cost([sys.executable, "-c", program]) for name, program in PROGRAMS.items()}
        for _ in range(TIMES * rounds + 1)
    ][1:]
    return {name: middle([one[name] for one in runs]) for name in PROGRAMS}


def table(costs: dict[str, Cost]) -> Iterator[str]:
    """The lines of a Markdown table."""
    yield "| start | clock ms | CPU ms | peak MB |"
    yield "|---|---:|---:|---:|"
    for name, one in costs.items():
        yield f"| `{name}` | {1000 * one.clock:.0f} | {1000 * one.cpu:.0f} | {one.peak:,.0f} |"
    yield ""
    counted = subprocess.run([sys.executable, "-c", COUNT], check=True, capture_output=True, text=True).stdout.split()  # noqa: S603
    heavy = ", ".join(counted[1:]) or "none of torch, numpy, sympy, jinja2 and click"
    yield f"Wanted: at most {1000 * MOST:.0f} ms on the clock. Modules of Python and quizgen: {counted[0]}, {heavy}."
