"""Begin anew, with everything or with some families."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from quizgen.cli import clock, completion, known
from quizgen.cli.options import listed
from quizgen.cli.record import new_uid, opened
from quizgen.cli.record.options import profile_option
from quizgen.errors import QuizgenError, UsageError
from quizgen.text.counted import many

if TYPE_CHECKING:
    from quizgen.study.log.events import Answered


_NAMES = completion.some_of(known.families, known.topics, known.files)


@click.command("reset", epilog="\b\nExamples:\n  quizgen progress reset\n  quizgen progress reset conv-macs --yes")
@click.argument("names", metavar="[FAMILY|TOPIC|FILE ...]", nargs=-1, callback=listed, shell_complete=_NAMES)
@click.option("--yes", is_flag=True, help="Do not ask, as a program cannot be asked.")
@profile_option
def command(*, names: tuple[str, ...], yes: bool, profile: str) -> None:
    """Begin anew: what was answered counts no more, at all or of what is named.

    The day of the exam stays. Nothing is deleted, and 'quizgen progress undo' takes it back at once.
    """
    from quizgen.study.log.events import Answered, Reset
    from quizgen.study.log.standing import after, standing

    with opened(profile) as record:
        events = [*record.events()]
        tries = _of(names, [one for one in standing(events) if isinstance(one, Answered)])
        if not tries:
            raise QuizgenError(f"there is nothing to reset: no answer counts in {record.place}")
        what = many(len(tries), "try", "tries")
        if not yes:
            _ask(f"Shall {what} of {', '.join(names) or 'all families'} count no more?")
        time = after(clock.now(), events)
        sources = sorted({one.source for one in tries}) if names else [None]
        record.extend([Reset(uid=new_uid(), time=time, source=source) for source in sources])
    click.echo(
        f"Begun anew: {many(len(tries), 'try counts', 'tries count')} no more; 'quizgen progress undo' takes that back."
    )


def _of(names: Sequence[str], tries: list[Answered]) -> list[Answered]:
    """The tries of those families, topics and files; raises UsageError for one of which nothing was answered."""
    from quizgen.reading.advice import advice

    there = sorted({name for one in tries for name in (one.source, one.topic)})
    for name in names if tries else ():
        if name not in there:
            raise UsageError(f"no answer of '{name}' counts; {advice(name, there)}")
    return [one for one in tries if not names or {one.source, one.topic} & {*names}]


def _ask(question: str) -> None:
    """Leaves unless somebody at a terminal says yes; raises UsageError where nobody can be asked."""
    if not sys.stdin.isatty():
        raise UsageError("nobody can be asked here whether to begin anew: say --yes")
    click.confirm(question, abort=True)
