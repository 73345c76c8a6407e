"""Where a user's system keeps what can be made again."""

from __future__ import annotations

import os
import sys
from pathlib import Path

NAME = "quizgen"


def folder() -> Path | None:
    """The cache folder for quizgen, there or not: in ``XDG_CACHE_HOME`` if that is set, else in the system's place.

    None for a user without a home.
    """
    wished = os.environ.get("XDG_CACHE_HOME", "")
    if Path(wished).is_absolute():
        return Path(wished) / NAME
    try:
        return _usual(Path.home()) / NAME
    except RuntimeError:
        return None


def _usual(home: Path) -> Path:
    places = {"darwin": home / "Library" / "Caches", "win32": home / "AppData" / "Local"}
    return places.get(sys.platform, home / ".cache")
