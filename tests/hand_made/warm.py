"""Commands in processes of their own that begin at once: forks of one that has imported what they need.

Where that cannot be done, and with ``QUIZGEN_EVERYTHING``, each is a process that begins with nothing, as users start
it; that costs a second of a processor for each.
"""

from __future__ import annotations

import atexit
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from threading import Lock, Thread
from typing import Any

QUIZGEN = str(Path(sys.executable).with_name("quizgen"))
"""Not "python -m": there CPython dies of SIGINT, not with 130, where the interrupt came within exec(str)."""
WARM = sys.platform == "linux" and not os.environ.get("QUIZGEN_EVERYTHING")
SOON = 0.01
_TURN = Lock()


class Command:
    """A command that has been started as a fork, with descriptors as its streams, and what one asks of a process."""

    def __init__(self, words: Sequence[str], streams: Sequence[int], folder: Path, environment: dict[str, str]) -> None:
        wanted = {"words": [QUIZGEN, *words], "folder": str(folder), "environment": environment}
        self.pid: int = _asked(wanted, streams)
        self.status: int | None = None

    def poll(self) -> int | None:
        """The status with which it has ended, less than 0 where a signal ended it; None where it goes on."""
        if self.status is None:
            self.status = _asked({"ended": self.pid})
        return self.status

    def wait(self) -> int:
        """Waits for its end; its status."""
        while (status := self.poll()) is None:
            time.sleep(SOON)
        return status


def ran(
    *words: str, folder: Path | None = None, environment: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """What a command says that nobody gives anything, once nobody can say more; where this process is, if not told."""
    folder, environment = folder or Path.cwd(), environment or dict(os.environ)
    if not WARM:
        return subprocess.run(
            [QUIZGEN, *words], check=False, capture_output=True, text=True, cwd=folder, env=environment
        )
    (said, saying), (told, telling) = os.pipe(), os.pipe()
    nothing = os.open(os.devnull, os.O_RDONLY)
    command = Command(words, (nothing, saying, telling), folder, environment)
    for one in (nothing, saying, telling):
        os.close(one)
    errors: list[str] = []
    reading = Thread(target=lambda: errors.append(_read(told)))
    reading.start()
    output = _read(said)
    reading.join()
    return subprocess.CompletedProcess(words, command.wait(), output, *errors)


def _read(descriptor: int) -> str:
    with open(descriptor, encoding="utf-8") as file:
        return file.read()


def _asked(wanted: dict[str, Any], streams: Sequence[int] = ()) -> Any:
    """What the forking process answers; threads take turns."""
    with _TURN:
        asking = _forking()
        socket.send_fds(asking, [json.dumps(wanted).encode()], streams)
        return json.loads(asking.recv(1024))


@cache
def _forking() -> socket.socket:
    """Starts the process that forks, which ends when nobody can ask it any more, as it does with this process."""
    asking, asked = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with asked:
        command = [sys.executable, str(Path(__file__).with_name("forking.py")), str(asked.fileno())]
        process = subprocess.Popen(command, pass_fds=[asked.fileno()], start_new_session=True)
    atexit.register(process.wait)
    atexit.register(asking.close)
    return asking
