"""Standard streams for a process that was started without: ``quizgen ... >&-``."""

from __future__ import annotations

import os
import sys


def opened() -> None:
    """Puts a stream where one is closed, so that no file gets its number: input at its end, errors unheard.

    What is written to an output that was closed fails, as it should.
    """
    if sys.stdin is None:
        sys.stdin = open(os.open(os.devnull, os.O_RDONLY), encoding="utf-8")  # noqa: PTH123, SIM115 - a handle, for good
    if sys.stdout is None:
        sys.stdout = open(os.open(os.devnull, os.O_RDONLY), "w", encoding="utf-8")  # noqa: PTH123, SIM115
    if sys.stderr is None:
        sys.stderr = open(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8")  # noqa: PTH123, SIM115
