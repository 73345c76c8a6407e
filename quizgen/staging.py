"""Where files stand until all of them are complete: a hidden folder beside their places, gone when the run is.

A run holds a lock on each such folder for as long as it lives, however it ends; so the next run that writes there can
tell what a killed one has left behind from what another one is writing just now.
"""

from __future__ import annotations

import os
import secrets
import shutil
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

NAME = ".quizgen-*.tmp"
"""What the hidden folders are called; ``*`` is a number of eight digits to the base of 16."""
_FOLDER = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_NOFOLLOW", 0)


class Staging:
    """The hidden folders of one run, one for each folder that it writes to."""

    def __init__(self) -> None:
        self._folders: dict[Path, tuple[Path, int | None]] = {}
        self._number = 0

    def place(self, folder: Path) -> Path:
        """A place for one more file that belongs into the folder, on the same disk."""
        if folder not in self._folders:
            sweep(folder)
            self._folders[folder] = _opened(folder)
        self._number += 1
        return self._folders[folder][0] / str(self._number)

    def close(self) -> None:
        """Removes the hidden folders with what is still in them."""
        for hidden, lock in self._folders.values():
            shutil.rmtree(hidden, ignore_errors=True)
            if lock is not None:
                os.close(lock)
        self._folders.clear()


def sweep(folder: Path) -> None:
    """Removes the hidden folders of runs that were killed, also beside figures; those of a run at work stay."""
    for hidden in (*folder.glob(NAME), *folder.glob(f"*-figures/{NAME}")):
        lock = _locked(hidden)
        if lock is not None:
            shutil.rmtree(hidden, ignore_errors=True)
            os.close(lock)


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Where there are locks, one run at a time does what is in the block; the others wait."""
    lock = _locked(folder, wait=True)
    try:
        yield
    finally:
        if lock is not None:
            os.close(lock)


def _opened(folder: Path) -> tuple[Path, int | None]:
    """A new hidden folder with its lock; where another run locks it first, to sweep it away, there is another one."""
    while True:
        hidden = folder / NAME.replace("*", secrets.token_hex(4))
        hidden.mkdir(mode=stat.S_IRWXU)
        lock = _locked(hidden, wait=True)
        if hidden.is_dir():
            return hidden, lock
        if lock is not None:
            os.close(lock)


def _locked(folder: Path, *, wait: bool = False) -> int | None:
    """An open handle that holds the folder's lock; None where a run that lives has it, or where there are no locks."""
    try:
        handle = os.open(folder, _FOLDER)
    except OSError:
        return None
    try:
        _lock(handle, wait=wait)
    except (ImportError, OSError):
        os.close(handle)
        return None
    return handle


def _lock(handle: int, *, wait: bool) -> None:
    """Raises OSError where somebody else holds the lock, unless we wait; ImportError on a system without such locks."""
    import fcntl

    fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))


def keep_mode(new: Path, old: Path) -> None:
    """Gives a new file the permissions, and as far as the system lets us the owner, of the one that it replaces."""
    try:
        before = old.stat()
    except FileNotFoundError:
        return
    own: Callable[..., None] | None = getattr(os, "chown", None)
    if own is not None and (before.st_uid, before.st_gid) != (os.geteuid(), os.getegid()):
        with suppress(OSError):
            own(new, before.st_uid, before.st_gid)
    new.chmod(stat.S_IMODE(before.st_mode))
