"""``readings.jsonl``: a line for each page as soon as it is read, so that a run that was killed is gone on with."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from quizgen import resources
from quizgen.cli.errors import reason
from quizgen.cli.places import STDOUT
from quizgen.errors import QuizgenError, UsageError
from quizgen.results import readings
from quizgen.results.readings import Line, Pictured

NAME = "readings.jsonl"


class Store:
    """The readings of one exam in a folder; each is there for good when ``add`` returns."""

    def __init__(self, folder: Path, exam: str) -> None:
        """Raises UsageError where the folder holds another exam's, QuizgenError for what is no list of readings."""
        self.path, self._exam = folder / NAME, exam
        if os.path.lexists(folder) and not folder.is_dir():
            raise UsageError(f"{folder} is a file, and results need a folder: give another name with -o")
        if str(folder) == STDOUT:
            raise UsageError("standard output takes no results, and results need a folder: give a name with -o")
        if self.path.exists():
            with self.path.open("rb") as file:
                first = file.readline()
            if first.endswith(b"\n"):
                readings.begun(first, exam, str(self.path))

    @property
    def is_there(self) -> bool:
        """Whether any page was read."""
        return self.path.exists()

    def lines(self) -> Iterator[Line]:
        """The pages that were read, as they were read."""
        yield from readings.lines(self._whole(), str(self.path))

    def pictures(self, wanted: Mapping[str, frozenset[str]]) -> dict[tuple[str, str], str]:
        """Pictures by the keys of their pages and their names."""
        return readings.pictures(self._whole(), wanted)

    def _whole(self) -> Iterator[bytes]:
        """The lines after the first; what a killed run did not write to its end is none."""
        if self.is_there:
            with self.path.open("rb") as file:
                file.readline()
                yield from (line for line in file if line.endswith(b"\n"))

    @contextmanager
    def adding(self) -> Iterator[Adding]:
        """Lets pages be added; raises QuizgenError where the file cannot be written, or another run is at it."""
        adding = Adding(self.path, readings.head(self._exam, resources.version()))
        try:
            yield adding
        finally:
            adding.close()


class Adding:
    """Appends lines to a file, which is made with its first line when there is something to add."""

    def __init__(self, path: Path, head: bytes) -> None:
        self._path, self._head = path, head
        self._file: BinaryIO | None = None

    def add(self, line: Pictured) -> None:
        """Writes a line to its end, or raises QuizgenError."""
        try:
            file = self._file = self._file or self._opened()
            file.write(readings.line(line))
            file.flush()
        except OSError as error:
            raise QuizgenError(f"{self._path} cannot be written: {reason(error)}") from error

    def _opened(self) -> BinaryIO:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        file = self._path.open("ab+")
        if not _locked(file):
            file.close()
            raise UsageError(
                f"another run is writing to {self._path}: wait for its end, or give another folder with -o"
            )
        _mend(file)
        if file.tell() == 0:
            file.write(self._head)
        return file

    def close(self) -> None:
        """Closes the file."""
        if self._file is not None:
            self._file.close()


def _mend(file: BinaryIO) -> None:
    """Cuts off what a killed run had begun to write."""
    file.seek(0, os.SEEK_END)
    end = file.tell()
    while end:
        start = max(0, end - (1 << 16))
        file.seek(start)
        at = file.read(end - start).rfind(b"\n")
        if at >= 0 or start == 0:
            end = start + at + 1
            break
        end = start
    file.truncate(end)
    file.seek(0, os.SEEK_END)


def _locked(file: BinaryIO) -> bool:
    """Whether nobody else has the file's lock, which goes with the file; always where there are no locks."""
    with suppress(ImportError):
        import fcntl

        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
    return True
