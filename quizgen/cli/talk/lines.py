"""A quiz in plain lines, without any movement of the cursor: a pipe, a simple terminal, a screen reader."""

from __future__ import annotations

import sys
from collections.abc import Collection

import click

from quizgen.cli.talk.console import LEAVE, PROMPT, Leave, Words

MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
"""Begins the first line of a file that an editor saved with a byte order mark."""


class Lines:
    """Lines are printed, and lines are read; those from a pipe are printed, too."""

    keys = False
    _spaced = True
    _wished = ""

    @property
    def attended(self) -> bool:
        """Whether there is a terminal."""
        return sys.stdin.isatty()

    def turn(self) -> None:
        """Between two questions there is an empty line."""
        click.echo()
        self._spaced, self._wished = True, ""

    def say(self, words: Words, *, first: bool = False) -> None:
        """Prints them."""
        del first
        self._wished = ""
        self._print(words())

    def wish(self, words: Words) -> None:
        """Prints them apart from what was said; not again where nothing was, as for the next cell of a table."""
        text = words()
        if text == self._wished:
            return
        self._wished = text
        if not self._spaced:
            click.echo()
        self._print(text)

    def _print(self, text: str) -> None:
        click.echo(text)
        self._spaced = not text or text.endswith("\n")

    def ready(self) -> None:
        """Nothing is needed."""

    def keep(self, words: Words) -> None:
        """It stands there."""

    def line(self, prompt: Words) -> str:
        """What stands on the next line."""
        click.echo(prompt(), nl=False)
        written = sys.stdin.readline().removeprefix(MARK)
        if not self.attended:
            click.echo(written.rstrip("\n"))
        elif not written:
            click.echo()
        text = written.strip()
        if not written or text.lower() == LEAVE:
            raise Leave
        return text

    def key(self, known: str) -> str:
        """A line of any length, in small letters."""
        del known
        return self.line(lambda: PROMPT).lower()

    def marks(self, letters: str, marked: Collection[str], known: str) -> tuple[str, frozenset[str]]:
        """Raises RuntimeError: letters that are marked one by one would have to be drawn anew."""
        del letters, marked, known
        raise RuntimeError("there are no single keys")
