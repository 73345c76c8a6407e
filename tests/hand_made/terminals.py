"""A terminal at which somebody sits: what a program shows on it, and keys that are pressed."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from typing import Any

import pexpect
import pyte
from at_terminal import spawned
from warm import QUIZGEN

PATIENCE = 60.0
"""Seconds that something is waited for that does come."""


class Terminal:
    """A program in a pseudo-terminal of so many rows and columns, whose screen is kept as a terminal would draw it."""

    def __init__(self, *arguments: str, rows: int = 24, columns: int = 80, **env: str) -> None:
        every = os.environ | {"TERM": "xterm", "LANG": "C.UTF-8"} | env
        every.pop("COLUMNS", None)
        every.pop("LINES", None)
        self.child: Any = spawned(*arguments, environment=every, rows=rows, columns=columns, timeout=PATIENCE)
        self.child.delaybeforesend = None
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self.said = b""
        self._lines: list[str] = []

    @property
    def lines(self) -> list[str]:
        """The rows of the screen, without the blanks at their ends; drawn anew after something has been said."""
        if not self._lines:
            self._lines = [line.rstrip() for line in self.screen.display]
        return self._lines

    @property
    def text(self) -> str:
        """The screen, without what is empty at its end."""
        return "\n".join(self.lines).rstrip("\n")

    @property
    def flat(self) -> str:
        """The screen on one line."""
        return " ".join(self.text.split())

    def sees(self, words: str, *, patience: float = PATIENCE) -> str:
        """Waits until these words are on the screen, wherever lines end; the screen."""
        return self.until(lambda: words in self.flat, words, patience)

    def at(self, words: str, *, patience: float = PATIENCE) -> str:
        """Waits until these words are on the screen, and what is typed next stands behind ``> `` in its last row."""
        return self.until(lambda: words in self.flat and self._asked(), f"{words} and a prompt", patience)

    def until(self, true: Callable[[], bool], what: str, patience: float = PATIENCE) -> str:
        """Waits until something is true of the screen."""
        end = time.monotonic() + patience
        while not true():
            assert time.monotonic() < end, f"no {what!r} on\n{self.text}"
            if not self._read(0.05) and not self.child.isalive():
                assert true(), f"ended before {what!r} was on\n{self.text}"
        return self.text

    def send(self, keys: str) -> None:
        """Presses keys."""
        self.child.send(keys)

    def resize(self, rows: int, columns: int) -> None:
        """Another size; what stands there is drawn as it was until the program draws it again."""
        self.screen.resize(rows, columns)
        self._lines = []
        self.child.setwinsize(rows, columns)

    def ended(self) -> int:
        """Waits until the program has ended; its status."""
        while self._read(0.1) or self.child.isalive():
            pass
        self.child.close()
        return int(self.child.exitstatus if self.child.exitstatus is not None else -self.child.signalstatus)

    def close(self) -> None:
        """Ends the program, however it does."""
        self.child.close(force=True)

    def _asked(self) -> bool:
        cursor = self.screen.cursor
        return self.lines[cursor.y] == ">" and not any(self.lines[cursor.y + 1 :])

    def _read(self, seconds: float) -> bool:
        try:
            found = self.child.read_nonblocking(65536, seconds)
        except (pexpect.TIMEOUT, pexpect.EOF):
            return False
        self.said += found
        self._stream.feed(found)
        self._lines = []
        return True


def quiz(*arguments: str, rows: int = 24, columns: int = 80, **env: str) -> Terminal:
    """The quiz on a terminal, without colours; by its clock a minute goes by whenever it is read."""
    usual = {"NO_COLOR": "1", "QUIZGEN_NOW": "2026-12-01T18:00"}
    return Terminal(QUIZGEN, "quiz", *arguments, rows=rows, columns=columns, **(usual | env))
