"""What a process begins with: each that runs a command, or works for one on this machine or in a cluster."""

from __future__ import annotations

import gc
import os

RARELY = (3_000_000, 100)
"""After so many new objects garbage is looked for among them, and after so many times among those that were left.

Most objects of a run live to its end, others go as soon as nobody has them: of a run of 10,000 items 8,000 objects are
garbage that has to be looked for. Looking through the 2,000,000 that a run begins with costs 0.2 s.
"""


def prepared() -> None:
    """Garbage is looked for rarely, and libraries share their work among no threads of their own.

    Numpy's arrays are short here, and Typst's papers are set several at a time.
    """
    gc.set_threshold(*RARELY)
    for library in ("OPENBLAS", "RAYON"):
        os.environ.setdefault(f"{library}_NUM_THREADS", "1")


def begun() -> None:
    """What one begins with that works for another: besides, the user's cache is read."""
    from quizgen.cli.caching import folder
    from quizgen.keeping import TEMPLATES
    from quizgen.memory.cache import memory, read_from

    prepared()
    read_from(folder())
    TEMPLATES.folder = memory().place("templates")
