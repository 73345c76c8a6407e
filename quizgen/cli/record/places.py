"""Where the logs of profiles are, and what profiles may be called."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path

from quizgen.errors import UsageError

NAME, VARIABLE, SUFFIX = "quizgen", "QUIZGEN_DATA", ".sqlite"
LONGEST = 48
"""Characters of a profile's name: as a file's name it has room in every system, whatever its letters."""
_NAME = re.compile(r"\w[\w-]*(\.[\w-]+)*")
_TAKEN = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
"""What Windows reads as a device."""


def path(profile: str) -> Path:
    """The file of a profile's log, there or not; raises UsageError for a name that no profile can have."""
    return folder() / f"{called(profile)}{SUFFIX}"


def called(profile: str) -> str:
    """The name as files have it; raises UsageError for one that no profile can have."""
    name = unicodedata.normalize("NFC", profile)
    if not _NAME.fullmatch(name) or _TAKEN.fullmatch(name) or len(name) > LONGEST:
        raise UsageError(
            f"a profile cannot be called '{profile}': take up to {LONGEST} letters, digits, '-' and '_', such as anna-2"
        )
    return name


def profiles() -> Iterable[str]:
    """The profiles that there are."""
    try:
        return sorted(found.stem for found in folder().glob(f"*{SUFFIX}") if _NAME.fullmatch(found.stem))
    except (OSError, UsageError):
        return ()


def folder() -> Path:
    """The folder of all logs, there or not: what ``QUIZGEN_DATA`` names, else in the platform's place for data.

    Raises UsageError for a user who has no such place.
    """
    if wished := os.environ.get(VARIABLE):
        return Path(wished).absolute()
    from platformdirs import user_data_path

    found = user_data_path(NAME, appauthor=False)
    if not found.is_absolute():
        raise UsageError(f"no folder is known for what is remembered: name one in {VARIABLE}, or use --no-record")
    return found
