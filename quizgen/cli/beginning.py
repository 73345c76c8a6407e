"""What a process begins with that works for another one, on this machine or in a cluster."""

from __future__ import annotations

import gc

RARELY = (50_000, 100)
"""After so many new objects garbage is looked for among them, and after so many times among those that were left.

Most objects of a run live to its end, and looking costs a tenth of it.
"""


def look_for_garbage_rarely() -> None:
    """In every process."""
    gc.set_threshold(*RARELY)


def begun() -> None:
    """As in every run, garbage is looked for rarely, and the user's cache is read."""
    from quizgen.cli.caching import folder
    from quizgen.keeping import TEMPLATES
    from quizgen.memory.cache import memory, read_from

    look_for_garbage_rarely()
    read_from(folder())
    TEMPLATES.folder = memory().place("templates")
