"""Text files as people save them: UTF-8, with a byte order mark or without, and any ends of lines."""

from __future__ import annotations

import os
from pathlib import Path

from quizgen.errors import UsageError

_WIDE = (b"\xff\xfe", b"\xfe\xff")
_ASCII = 2
"""Of so many bytes at the beginning, none is zero in UTF-8."""


def text(path: Path) -> str:
    """The text of a file; raises UsageError for another encoding than UTF-8, OSError where it cannot be read."""
    data = path.read_bytes()
    if data.startswith(_WIDE) or b"\0" in data[:_ASCII]:
        raise UsageError(f"{path}: this is UTF-16; save the file as UTF-8")
    try:
        found = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(f"{path}: this is not UTF-8 at byte {error.start}; save the file as UTF-8") from None
    return found.replace("\r\n", "\n").replace("\r", "\n")


def is_there(path: str | os.PathLike[str]) -> bool:
    """Whether there is a file or folder; not for a name that the system refuses, such as one that is too long."""
    try:
        return Path(path).exists()
    except OSError:
        return False


def missing(path: Path) -> str:
    """Why a path gives no file that can be read: there is none, or something else has the name."""
    try:
        if path.is_dir():
            return f"{path} is a folder"
        if path.exists():
            return f"{path} is no regular file"
        linked = path.is_symlink()
    except (OSError, RuntimeError):
        linked = path.is_symlink()
    return f"{path} is a link that leads to no file" if linked else f"there is no file {path}"
