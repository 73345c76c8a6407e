"""The place of the file that is handed in, tried before anybody answers anything."""

from __future__ import annotations

import tempfile
from pathlib import Path

from quizgen.cli.errors import reason
from quizgen.errors import QuizgenError, UsageError
from quizgen.sets import result


def admitted(path: Path, sitting: str) -> None:
    """Raises UsageError where something else than what that sitting handed in is there, or no file can be.

    ``sitting`` is the id of the one that goes on, empty where one begins. Raises QuizgenError where nothing can be
    written.
    """
    if str(path) == "-":
        raise UsageError("--result writes a file that is handed in, and no standard output: give it a name")
    if path.is_dir():
        raise UsageError(f"{path} is a folder: --result writes a file, such as {path / 'mine.json'}")
    if path.exists() and not (sitting and _of(path) == sitting):
        raise UsageError(f"{path} is there already, and is not of this sitting: give --result another name")
    folder = path.absolute().parent
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    try:
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise QuizgenError(f"{path} cannot be written: {reason(error)}; give --result another place") from error


def _of(path: Path) -> str:
    """The sitting whose answers are in a file; empty for any other file."""
    try:
        return result.read(path.read_bytes(), str(path)).sitting
    except (OSError, QuizgenError):
        return ""
