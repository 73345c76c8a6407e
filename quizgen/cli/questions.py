"""A file of questions as a command names it; - is standard input."""

from __future__ import annotations

import sys
from pathlib import Path

from quizgen.cli.places import STDOUT
from quizgen.errors import UsageError
from quizgen.foreign.reader import LARGEST, bytes_of

STDIN = "standard input"


def content(name: str) -> tuple[bytes, str]:
    """The bytes of a file, and its name for people; raises UsageError where it is not there or too large."""
    if name != STDOUT:
        return bytes_of(Path(name)), name
    found = sys.stdin.buffer.read(LARGEST + 1)
    if len(found) > LARGEST:
        raise UsageError(f"{STDIN} has more than {LARGEST // 1_000_000} MB; part it")
    return found, STDIN
