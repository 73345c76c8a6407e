"""``python -m benchmarks.networks [NAME ...]``: all networks, or some; of all it writes ``docs/networks.md``.

What is found is kept in ``out/networks.jsonl``; remove it to begin anew. ``PROCESSES=1`` leaves a core to others. A run
that is stopped by Ctrl-C writes what is known so far.
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
    try:
        for number, record in enumerate(swept(every, KEPT, processes), 1):
            print(f"{number:5} {record.name}: {'; '.join(judging.reasons(record)) or 'all holds'}", flush=True)
    finally:
        found = kept(KEPT)
        known = [found[name] for name in every if name in found]
        PAGE.write_text("\n".join([*page(known, len(every)), ""]), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:], int(os.environ.get("PROCESSES", PROCESSES)))
