"""Answers from the keyboard: single keys on a terminal, lines from a pipe."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

LEAVE, UNKNOWN, HINT, ENTER = "q", "?", "h", "\n"
MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
"""Begins the first line of a file that an editor saved with a byte order mark."""
_END = "\x04"
_SEQUENCE = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|O.|.)?")


class Leave(Exception):  # noqa: N818 - the reader's wish, not an error
    """The reader wants to stop."""


def on_terminal() -> bool:
    """Whether somebody presses keys, rather than a pipe giving lines."""
    return sys.stdin.isatty()


def line(prompt: str) -> str:
    """A line, stripped; raises Leave at the end of the input or for ``q``."""
    click.echo(prompt, nl=False)
    written = sys.stdin.readline().removeprefix(MARK)
    if not on_terminal():
        click.echo(written.rstrip("\n"))
    elif not written:
        click.echo()
    text = written.strip()
    if not written or text.lower() == LEAVE:
        raise Leave
    return text


def key(prompt: str, known: str) -> str:
    """The first of the known keys that is pressed, without Enter; raises Leave for ``q`` and Ctrl-D."""
    with pressed(prompt) as keys:
        for one in keys:
            if one in known:
                click.echo("" if one == ENTER else one)
                return one
    raise Leave


@contextmanager
def pressed(prompt: str) -> Iterator[Iterator[str]]:
    """The keys that are pressed, one by one, until ``q`` or Ctrl-D, which raise Leave; others may be passed over.

    The prompt is printed when keys are already read one by one, so that none pressed after it is lost.
    """
    with _single_keys() as read:
        click.echo(prompt, nl=False)
        yield _keys(read)


def _keys(read: Callable[[], str]) -> Iterator[str]:
    while text := read():
        for one in _SEQUENCE.sub("", text).lower().replace("\r", ENTER):
            if one in (LEAVE, _END):
                click.echo()
                raise Leave
            yield one
    raise Leave


@contextmanager
def _single_keys() -> Iterator[Callable[[], str]]:
    """A terminal that hands over every key at once and does not show it; Ctrl-C works as ever.

    What was pressed before is forgotten: it was not meant for a question that could not be seen.
    """
    try:
        import termios
        import tty
    except ImportError:
        yield click.getchar
        return
    terminal = sys.stdin.fileno()
    before = termios.tcgetattr(terminal)
    try:
        tty.setcbreak(terminal, termios.TCSAFLUSH)
        yield lambda: os.read(terminal, 64).decode(errors="replace")
    finally:
        termios.tcsetattr(terminal, termios.TCSADRAIN, before)
