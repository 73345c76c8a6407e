"""What can always be found again: it is written at once, so that nobody reads half of it, or not at all."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from msgspec import Struct

from quizgen.staging import Staging


class Kept(Struct):
    """A folder where something is kept from one run to the next; none unless the command line names one."""

    folder: Path | None = None


TEMPLATES = Kept()
"""Compiled templates."""


def keep(path: Path, data: bytes) -> None:
    """Puts the file in its place, where the system allows that."""
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        staging = Staging()
        try:
            part = staging.place(path.parent)
            part.write_bytes(data)
            part.replace(path)
        finally:
            staging.close()
