"""What a process begins with that works for another one, on this machine or in a cluster."""

from __future__ import annotations

import gc

RARELY = 50_000
"""After so many new objects garbage is looked for: most of a run's live to its end, and looking costs a tenth of it."""


def begun() -> None:
    """Garbage is looked for rarely, as in every run, and the user's cache is read."""
    from quizgen.cli.caching import folder
    from quizgen.memory.cache import read_from

    gc.set_threshold(RARELY)
    read_from(folder())
