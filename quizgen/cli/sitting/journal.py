"""What happens while an exam is sat, line by line in a file of its own, so that no answer is lost with the process."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import IO, Protocol, Self

import msgspec

from quizgen.cli.errors import reason
from quizgen.cli.record import places
from quizgen.errors import QuizgenError
from quizgen.study.sitting.events import SCHEMA, Begun, Happened
from quizgen.study.sitting.state import State, replayed

FOLDER, SUFFIX = "exams", ".jsonl"
_DECODER = msgspec.json.Decoder(Happened)


class Journal(AbstractContextManager["Journal"], Protocol):
    """Where events are kept; left at the end of its context."""

    def state(self) -> State | None:
        """Where somebody stands, None where nothing was begun; raises QuizgenError for a file that is of no use."""

    def add(self, event: Happened) -> None:
        """Keeps an event, for good when this returns; raises QuizgenError where it cannot be kept."""

    def forget(self) -> None:
        """It is over, and all that follows from it is elsewhere."""


class Nowhere:
    """Nothing is kept."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Nothing is left to be done."""

    def state(self) -> State | None:
        """Nothing was begun."""
        return None

    def add(self, event: Happened) -> None:
        """Forgets it."""

    def forget(self) -> None:
        """There is nothing to be forgotten."""


class Kept:
    """A file that only this process adds to."""

    def __init__(self, profile: str, key: str) -> None:
        self._path = path(profile, key)
        self._file: IO[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def state(self) -> State | None:
        """Where somebody stands, None where nothing was begun; a last line that was not finished is passed over.

        Raises QuizgenError for a file that is not such, of a newer quizgen, or that another process has open.
        """
        self._open(make=False)
        if self._file is None:
            return None
        self._file.seek(0)
        events = list(_events(self._file.read(), self._path))
        if not events:
            return None
        begun, *others = events
        if not isinstance(begun, Begun):
            raise _fault(self._path, "its first line does not say what was begun")
        if begun.schema > SCHEMA:
            raise _fault(self._path, "a newer quizgen wrote it")
        return replayed(begun, others)

    def add(self, event: Happened) -> None:
        """Writes the line, and waits until it is on the disk."""
        self._open(make=True)
        try:
            if self._file is None:
                raise QuizgenError(f"{self._path} is closed")
            self._file.write(msgspec.json.encode(event) + b"\n")
            self._file.flush()
            os.fsync(self._file.fileno())
        except OSError as error:
            raise QuizgenError(f"{self._path} cannot be written: {reason(error)}; this answer is not kept") from error

    def forget(self) -> None:
        """Removes the file, while nobody else can have it; where no open file can be removed, right after."""
        removed = self._removed()
        self.close()
        if not removed:
            self._removed()

    def _removed(self) -> bool:
        try:
            self._path.unlink()
        except OSError:
            return False
        return True

    def anew(self) -> None:
        """What was begun is given up."""
        self._open(make=False)
        if self._file is not None:
            self.forget()

    def close(self) -> None:
        """Leaves the file as it is."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def _open(self, *, make: bool) -> None:
        if self._file is not None or not (make or self._path.exists()):
            return
        try:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
            self._file = os.fdopen(handle, "a+b")
        except OSError as error:
            raise QuizgenError(
                f"{self._path} cannot be used: {reason(error)}; name another folder in QUIZGEN_DATA, or --no-record"
            ) from error
        self._alone(self._file)
        if os.fstat(self._file.fileno()).st_nlink == 0:  # another process had it, and removed it at its end
            self.close()
            self._open(make=make)
            return
        self._whole(self._file)

    def _alone(self, file: IO[bytes]) -> None:
        """Raises QuizgenError where another process has it; the system lets go of it whenever that one ends."""
        try:
            import fcntl
        except ImportError:
            return
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            self.close()
            raise QuizgenError("this exam is being sat in another terminal: go on there, or end that one") from None

    def _whole(self, file: IO[bytes]) -> None:
        """Cuts off a last line that a killed process did not finish: what follows begins a line of its own."""
        file.seek(0)
        content = file.read()
        if content and not content.endswith(b"\n"):
            file.truncate(content.rfind(b"\n") + 1)


def path(profile: str, key: str) -> Path:
    """The file of an exam, there or not."""
    return places.folder() / FOLDER / f"{places.called(profile)}-{key}{SUFFIX}"


def _events(content: bytes, where: Path) -> Iterator[Happened]:
    for number, line in enumerate(content.split(b"\n")[:-1], 1):
        try:
            yield _DECODER.decode(line)
        except (msgspec.MsgspecError, UnicodeDecodeError):
            raise _fault(where, f"line {number} tells nothing that happens in an exam") from None


def _fault(where: Path, why: str) -> QuizgenError:
    return QuizgenError(f"{where} is no exam that can go on ({why}), and is left alone: move it away, or give --anew")
