"""A process that has imported what commands need, and forks one for each that it is asked for over a socket.

A fork is a process as any other, from its arguments to how it ends; only what it would import is there already.
"""

from __future__ import annotations

import gc
import json
import os
import socket
import sys
import time
from contextlib import suppress
from fcntl import ioctl
from importlib import import_module
from termios import TIOCSCTTY

MODULES = (
    *("cli.explain", "cli.generate", "cli.quiz", "cli.families", "cli.own_modules", "cli.contained"),
    *("cli.exam", "cli.examining", "cli.exam_verify", "cli.record.opening"),
    *("explaining.printing.text", "oracle.probing.looking", "oracle.author"),
    *("blueprint", "study.ahead", "templating", "topics.output_size.conv_output_size"),
)
"""Of quizgen, those with which most of their time goes by."""
STREAMS = (("stdin", "r", "strict"), ("stdout", "w", "strict"), ("stderr", "w", "backslashreplace"))
MOST = 1 << 20
"""Bytes of one request."""


def main() -> None:
    """Answers requests until nobody is there who could ask; a fork leaves as the command that it is."""
    import torch  # noqa: F401 - whole, as a command has it that runs somebody's code

    for name in MODULES:
        import_module(f"quizgen.{name}")
    gc.freeze()
    with socket.socket(fileno=int(sys.argv[1])) as asked:
        while True:
            text, streams, *_ = socket.recv_fds(asked, MOST, len(STREAMS))
            if not text:
                return
            wanted = json.loads(text)
            answer = _ended(wanted["ended"]) if "ended" in wanted else os.fork()
            if answer == 0 and streams:
                break
            for one in streams:
                os.close(one)
            asked.send(json.dumps(answer).encode())
    _command(streams, **wanted)


def _ended(process: int) -> int | None:
    """The status with which a fork has ended, less than 0 where a signal ended it; None where it goes on."""
    found, status = os.waitpid(process, os.WNOHANG)
    return os.waitstatus_to_exitcode(status) if found else None


def _command(streams: list[int], words: list[str], folder: str, environment: dict[str, str]) -> None:
    """The command itself, in a session of its own, which has the terminal that it is given."""
    from quizgen.__main__ import run

    os.setsid()
    for number, one in enumerate(streams):
        os.dup2(one, number)
        os.close(one)
        _opened(number)
    with suppress(OSError):  # no terminal
        ioctl(0, TIOCSCTTY, 0)
    os.environ.clear()
    os.environ.update(environment)
    time.tzset()
    os.chdir(folder)
    sys.path[0] = folder
    sys.argv[:] = words
    run()


def _opened(number: int) -> None:
    """Python's own stream of this number, as Python opens it."""
    name, mode, errors = STREAMS[number]
    buffering = 1 if name == "stderr" or os.isatty(number) else -1
    stream = os.fdopen(number, mode, buffering, "utf-8", errors, closefd=False)
    setattr(sys, name, stream)
    setattr(sys, f"__{name}__", stream)


if __name__ == "__main__":
    main()
