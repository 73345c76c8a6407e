"""Programs on terminals, as pexpect has them; quizgen's own commands are there as forks that begin at once."""

from __future__ import annotations

import fcntl
import os
import signal
import struct
import termios
from pathlib import Path
from typing import Any

import pexpect
from pexpect.fdpexpect import fdspawn
from warm import QUIZGEN, WARM, Command


def spawned(
    program: str, *words: str, environment: dict[str, str], rows: int, columns: int, **options: Any
) -> pexpect.spawnbase.SpawnBase:
    """A program on a terminal of so many rows and columns, with options of pexpect."""
    if program == QUIZGEN and WARM:
        return Forked(words, environment, (rows, columns), **options)
    return pexpect.spawn(program, [*words], env=environment, dimensions=(rows, columns), **options)


class Forked(fdspawn):  # type: ignore[misc]  # pexpect has no types
    """A command of quizgen on a terminal, with what tests ask of pexpect's ``spawn``."""

    child_fd: int
    closed: bool
    exitstatus: int | None
    signalstatus: int | None

    def __init__(
        self, words: tuple[str, ...], environment: dict[str, str], size: tuple[int, int], **options: Any
    ) -> None:
        here, there = os.openpty()
        super().__init__(here, **options)
        self.setwinsize(*size)
        self.command = Command(words, (there, there, there), Path.cwd(), environment)
        os.close(there)
        self.pid = self.command.pid

    def setwinsize(self, rows: int, columns: int) -> None:
        """Another size, of which the command is told by the system."""
        fcntl.ioctl(self.child_fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def sendintr(self) -> None:
        """Presses Ctrl-C."""
        self.send("\x03")

    def kill(self, number: int) -> None:
        """Sends the command a signal."""
        os.kill(self.pid, number)

    def isalive(self) -> bool:
        """Whether the command goes on; how it ended is told once it has."""
        status = self.command.poll()
        if status is not None:
            self.terminated = True
            self.exitstatus, self.signalstatus = (status, None) if status >= 0 else (None, -status)
        return status is None

    def wait(self) -> int | None:
        """Waits for the end of the command; its status, or None where a signal ended it."""
        self.command.wait()
        self.isalive()
        return self.exitstatus

    def close(self, *, force: bool = False) -> None:
        """Takes the terminal away, of which the command hears, and waits for its end, or brings it about."""
        if not self.closed:
            os.close(self.child_fd)
            self.child_fd, self.closed = -1, True
        if force and self.isalive():
            self.kill(signal.SIGKILL)
        self.wait()
