"""Files for what cannot be written at once: in memory while they are small, then in the system's temporary folder."""

from __future__ import annotations

from contextlib import ExitStack
from tempfile import SpooledTemporaryFile, gettempdir
from typing import IO, Any, cast

from quizgen.cli.errors import reason
from quizgen.errors import QuizgenError

SMALL = 1 << 16
"""Bytes of a file that stays in memory: a package has one for each of its sections."""


class Spools(ExitStack):
    """Gives new files, which are gone at the end of the block."""

    def __call__(self) -> IO[bytes]:
        """An empty file."""
        return cast("IO[bytes]", self.enter_context(_File(max_size=SMALL)))


class _File(SpooledTemporaryFile[bytes]):
    """Says where there was no room."""

    def write(self, content: Any) -> int:
        try:
            return super().write(content)
        except OSError as error:
            folder = gettempdir()
            raise QuizgenError(
                f"{folder} cannot be written: {reason(error)}; let TMPDIR name a folder with more room"
            ) from error
