"""Add what was exported elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedIOBase
from pathlib import Path
from typing import cast

import click

from quizgen.cli import completion
from quizgen.cli.places import STDOUT
from quizgen.cli.record import opened
from quizgen.cli.record.options import profile_option
from quizgen.errors import UsageError
from quizgen.text.counted import many


@click.command("import", epilog="Example: quizgen progress import mine.jsonl")
@click.argument("file", shell_complete=completion.a_file)
@profile_option
def command(*, file: str, profile: str) -> None:
    """Add the events of FILE that are not there yet; - reads standard input.

    All of them are added, or none where a line is wrong. The same file again adds nothing.
    """
    from quizgen.study.log.lines import read

    with opened(profile) as record, _opened(file) as lines:
        events = read(lines, "standard input" if file == STDOUT else file, record.events())
        new = record.extend(events)
    there = f", {many(len(events) - new, 'was', 'were')} there" if len(events) > new else ""
    click.echo(f"{many(new, 'event')} added{there}.")


@contextmanager
def _opened(file: str) -> Iterator[BufferedIOBase]:
    from quizgen.reading import files

    if file == STDOUT:
        yield cast("BufferedIOBase", sys.stdin.buffer)
        return
    path = Path(file)
    if not files.is_there(path) or path.is_dir():
        raise UsageError(f"{files.missing(path)}; give a file that 'quizgen progress export' wrote")
    with path.open("rb") as found:
        yield found
