"""``python -m benchmarks.networks [NAME ...]``: all networks, or some; writes ``docs/networks.md`` once all are there.

What is found is kept in ``out/networks.jsonl``; remove it to begin anew. ``PROCESSES=1`` leaves a core to others.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from benchmarks.networks import judging, zoo
from benchmarks.networks.page import page
from benchmarks.networks.sweeping import alone, kept, swept

ROOT = Path(__file__).parent.parent.parent
KEPT, PAGE = ROOT / "out" / "networks.jsonl", ROOT / "docs" / "networks.md"
PROCESSES = 2


def main(wished: list[str], processes: int) -> None:
    """Explains the wished networks and prints what is found, or all, which are kept and written down."""
    every = tuple(zoo.names())
    if wished:
        for one in (name for name in every if name.name in wished):
            record = alone(one)
            print(one.library, one.name, record.told, "/", record.outputs, *judging.reasons(record), sep="\n  ")
        return
    for number, record in enumerate(swept(every, KEPT, processes), 1):
        print(f"{number:5} {record.name}: {'; '.join(judging.reasons(record)) or 'all holds'}", flush=True)
    found = kept(KEPT)
    PAGE.write_text("\n".join([*page([found[name] for name in every]), ""]), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:], int(os.environ.get("PROCESSES", PROCESSES)))
