"""``python -m benchmarks.results`` measures everything, prints it, writes ``RESULTS.md`` and quotes it in the README.

Names of parts ask for these alone, which are printed and not written; ``ROUNDS=1`` is enough for a look.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from benchmarks import exams, growth, imports, machine, processes, rosters, scans, speed, start

HERE = Path(__file__).parent
RESULTS, README = HERE / "RESULTS.md", HERE.parent / "README.md"
ROUNDS = 5
BEGIN, END = "<!-- results: written by make bench -->", "<!-- end of results -->"
QUOTED = ("processes",)
"""The parts that the README quotes."""
TITLES: Mapping[str, str] = {
    "processes": "What a user waits for",
    "rosters": "An exam for each student",
    "scans": "Answer sheets that are scanned",
    "exams": "Beside R/exams",
    "growth": "How it grows",
    "imports": "Files that platforms import",
    "speed": "What an item costs when all is loaded",
    "start": "The package in a program of one's own",
}
PARTS: Mapping[str, Callable[[int], Iterator[str]]] = {
    "processes": lambda rounds: processes.table(processes.measured(rounds)),
    "rosters": lambda rounds: rosters.table(rosters.measured(rounds)),
    "scans": lambda rounds: scans.table(scans.measured(rounds)),
    "exams": lambda rounds: exams.table(exams.measured(rounds)),
    "growth": lambda rounds: growth.table(growth.measured(rounds)),
    "imports": lambda rounds: imports.table(imports.measured(rounds)),
    "speed": lambda rounds: speed.table(speed.measured(rounds)),
    "start": lambda rounds: start.table(start.measured(rounds)),
}


def main(wished: list[str], rounds: int) -> None:
    """Measures the wished parts, or all."""
    found: dict[str, str] = {}
    for name in wished or PARTS:
        found[name] = "\n".join(PARTS[name](rounds))
        print(f"## {TITLES[name]}\n\n{found[name]}\n", flush=True)
    if not wished:
        RESULTS.write_text(_page(found), encoding="utf-8")
        README.write_text(_quoting(README.read_text(encoding="utf-8"), found), encoding="utf-8")


def _page(found: Mapping[str, str]) -> str:
    """What is quoted first, between two marks, then the other parts."""
    others = (f"## {TITLES[name]}\n\n{text}\n" for name, text in found.items() if name not in QUOTED)
    return "\n".join(["# Results of `make bench`\n", f"{_quote(found)}\n", *others])


def _quote(found: Mapping[str, str]) -> str:
    """Machine and date, and the parts that the README shows."""
    return "\n\n".join([BEGIN, machine.described(), *(found[name] for name in QUOTED), END])


def _quoting(readme: str, found: Mapping[str, str]) -> str:
    """The README with what was measured now in the place of what it quoted before."""
    before, _, rest = readme.partition(BEGIN)
    _, _, after = rest.partition(END)
    return before + _quote(found) + after


if __name__ == "__main__":
    main(sys.argv[1:], int(os.environ.get("ROUNDS", ROUNDS)))
