"""Text files as people save them: UTF-8, with a byte order mark or without, and any ends of lines."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from quizgen.errors import UsageError
from quizgen.reading.limits import LONGEST_FILE

_WIDE = (b"\xff\xfe", b"\xfe\xff")
_MOST = 4 * LONGEST_FILE
"""Bytes of a file that has not too many characters."""
_ASCII = 2
"""Of so many bytes at the beginning, none is zero in UTF-8."""


def text(path: Path, most: int = _MOST) -> str:
    """The text of a file; raises UsageError for another encoding than UTF-8 and for a file of more than ``most`` bytes.

    Raises OSError, which names the file, where it cannot be read.
    """
    data = _bytes(path, most)
    if data.startswith(_WIDE) or b"\0" in data[:_ASCII]:
        raise UsageError(f"{path}: this is UTF-16; save the file as UTF-8")
    try:
        found = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(f"{path}: this is not UTF-8 at byte {error.start}; save the file as UTF-8") from None
    return found.replace("\r\n", "\n").replace("\r", "\n")


def _bytes(path: Path, most: int) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(most + 1)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from None
    if len(data) > most:
        raise UsageError(f"{path}: the file has more than {most:,} bytes; part it")
    return data


def is_there(path: str | os.PathLike[str]) -> bool:
    """Whether there is a file or folder; not for a name that the system refuses, such as one that is too long."""
    try:
        return Path(path).exists()
    except OSError:
        return False


def is_regular(path: Path) -> bool:
    """Whether there is a regular file."""
    try:
        return path.is_file()
    except OSError:
        return False


def has_name(path: str | os.PathLike[str]) -> bool:
    """Whether anything has that name, be it a link that leads nowhere."""
    return os.path.lexists(path)


def missing(path: Path) -> str:
    """Why a path gives no file that can be read: there is none, or something else has the name."""
    try:
        mode = path.stat().st_mode
    except OSError as error:
        return _unfound(path, error)
    return f"{path} is {'a folder' if stat.S_ISDIR(mode) else 'no regular file'}"


def _unfound(path: Path, error: OSError) -> str:
    if error.errno == errno.ELOOP:
        return f"{path} is a link that leads to itself"
    if error.errno in {errno.ENOENT, errno.ENOTDIR}:
        return f"{path} is a link that leads to no file" if path.is_symlink() else f"there is no file {path}"
    return unread(path, error)


def unread(path: Path, error: OSError) -> str:
    """What hinders from reading a file, as the system says it."""
    return f"{path} cannot be read: {(error.strerror or str(error)).lower()}"
