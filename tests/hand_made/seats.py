"""Somebody at a terminal of 80x24 who reads plain lines and types others, with a clock that is moved by hand."""

from __future__ import annotations

import os
from collections.abc import Collection
from datetime import datetime, timedelta
from pathlib import Path

import pexpect
from at_terminal import spawned
from terminals import PATIENCE
from warm import QUIZGEN

ROWS, COLUMNS = 24, 80


class Hand:
    """A clock that stands still until it is moved on; programs of ``env`` see it."""

    def __init__(self, folder: Path, now: datetime) -> None:
        self._file = folder / "now"
        self.now = now
        self.at(now)

    @property
    def env(self) -> dict[str, str]:
        """The variable that names it."""
        return {"QUIZGEN_NOW": f"@{self._file}"}

    def at(self, now: datetime) -> None:
        """Puts it to a time; a program that reads it meanwhile reads the one before."""
        self.now = now
        fresh = self._file.with_suffix(".fresh")
        fresh.write_text(now.isoformat(), encoding="utf-8")
        fresh.replace(self._file)

    def on(self, seconds: int) -> None:
        """Moves it on."""
        self.at(self.now + timedelta(seconds=seconds))


class Seat:
    """``quizgen`` with these words on a terminal, in plain lines without colours."""

    def __init__(self, *words: str, env: dict[str, str]) -> None:
        every = os.environ | {"TERM": "xterm", "LANG": "C.UTF-8", "NO_COLOR": "1"} | env
        every.pop("COLUMNS", None)
        every.pop("LINES", None)
        self._child = spawned(
            QUIZGEN, *words, environment=every, rows=ROWS, columns=COLUMNS, timeout=PATIENCE, encoding="utf-8"
        )
        self._child.delaybeforesend = None
        self._heard = ""
        self._sent = 0

    @property
    def heard(self) -> str:
        """All that stands on the terminal."""
        return self._heard.replace("\r\n", "\n")

    def asked(self, prompts: Collection[str]) -> str:
        """Waits until one of these prompts is on; what was said since the last line was typed.

        The program's end is waited for, too.
        """
        ends = tuple(f"\n{prompt}" for prompt in prompts)
        while not self.heard[self._sent :].endswith(ends):
            if not self._more():
                break
        return self.heard[self._sent :]

    def type(self, line: str) -> None:
        """Types a line."""
        self._sent = len(self.heard)
        self._child.send(f"{line}\r")

    def ended(self) -> int:
        """Waits for the end; the status."""
        while self._more():
            pass
        self._child.close()
        return int(self._child.exitstatus if self._child.exitstatus is not None else -self._child.signalstatus)

    def close(self) -> None:
        """Ends the program, however it does."""
        self._child.close(force=True)

    def _more(self) -> bool:
        try:
            self._heard += self._child.read_nonblocking(65536, PATIENCE)
        except pexpect.EOF:
            return False
        except pexpect.TIMEOUT:
            raise AssertionError(f"nothing more came after\n{self.heard[-2000:]}") from None
        return True
