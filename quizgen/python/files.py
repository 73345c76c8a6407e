"""Files that a program asks for: whole or not at all."""

from __future__ import annotations

from pathlib import Path

from quizgen.errors import QuizgenError
from quizgen.staging import Staging


def written(path: Path, content: bytes) -> Path:
    """Puts the file in its place, over one that is there; raises QuizgenError where the system does not let us."""
    staging = Staging()
    try:
        part = staging.place(path.parent)
        part.write_bytes(content)
        part.replace(path)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise QuizgenError(f"{path} cannot be written: {reason}; give another path") from error
    finally:
        staging.close()
    return path
