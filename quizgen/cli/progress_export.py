"""Write all that is remembered as lines of JSON."""

from __future__ import annotations

from pathlib import Path

import click

from quizgen.cli import completion
from quizgen.cli.errors import remark
from quizgen.cli.places import STDOUT
from quizgen.cli.record import opened
from quizgen.cli.record.options import profile_option
from quizgen.errors import UsageError
from quizgen.text.counted import many


@click.command("export", epilog="Example: quizgen progress export mine.jsonl")
@click.argument("file", default=STDOUT, shell_complete=completion.a_file)
@click.option("--replace", is_flag=True, help="Write over a file that is there.")
@profile_option
def command(*, file: str, replace: bool, profile: str) -> None:
    """Write all that is remembered as lines of JSON, to FILE or to standard output.

    A line is an event: a try, the day of an exam, what was taken back. docs/learning-log.md says what stands in it.
    """
    from quizgen.cli.output import Target, write_all
    from quizgen.reading.files import is_there
    from quizgen.study.log.lines import written

    path = Path(file)
    if file != STDOUT and is_there(path) and not replace:
        raise UsageError(f"{file} is there already: give another name, or --replace to write over it")
    with opened(profile) as record:
        if path.resolve() == Path(record.place).resolve():
            raise UsageError(f"{file} is the log itself: give another name")
        events = [*record.events()]
        if not events:
            remark(f"Note: nothing is remembered yet in {record.place}.")
    if file == STDOUT:
        for line in written(events):
            click.echo(line, nl=False)
    else:
        write_all([Target(path, written(events))])
        click.echo(f"{file}: {many(len(events), 'event')}")
