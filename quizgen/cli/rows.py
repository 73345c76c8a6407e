"""A table whose rows come one by one: in columns, or where a terminal has no room for them a block for each row."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence

import click

from quizgen.cli import screen
from quizgen.text.columns import columns
from quizgen.text.terminal_tables import blocks

NAMES = 2
"""The columns that say what a row is about."""


class Rows:
    """Rows under a ``header``; ``line`` puts cells into columns."""

    def __init__(self, header: Sequence[str], line: Callable[[Sequence[str]], str]) -> None:
        self._header = header
        self._line = line
        self._narrow = sys.stdout.isatty() and columns(line(header)) > screen.room()

    def head(self) -> None:
        """Prints the header; blocks have it in each row."""
        if not self._narrow:
            click.echo(self._line(self._header))

    def row(self, cells: Sequence[str]) -> None:
        """Prints a row."""
        click.echo("\n".join(self._block(cells)) if self._narrow else self._line(cells))

    def _block(self, cells: Sequence[str]) -> list[str]:
        name = ", ".join(filter(None, cells[:NAMES]))
        return blocks(("", *self._header[NAMES:]), [(name, *cells[NAMES:])], screen.room())
