"""Take back the last answered item."""

from __future__ import annotations

import click

from quizgen.cli import clock
from quizgen.cli.record import new_uid, opened
from quizgen.cli.record.options import profile_option
from quizgen.errors import QuizgenError


@click.command("undo", epilog="Example: quizgen progress undo")
@profile_option
def command(*, profile: str) -> None:
    """Take back the last answered item with all tries at it, or the last reset.

    It says what it was. Called again it takes back the item before.
    """
    from quizgen.study.log.events import Answered, Undone
    from quizgen.study.log.standing import last, standing

    with opened(profile) as record:
        events = [*record.events()]
        undone = last(events)
        if not undone:
            raise QuizgenError(f"there is nothing to take back: no answer counts in {record.place}")
        voids = [Undone(uid=new_uid(), time=clock.now(), voided=one.uid) for one in undone]
        record.extend(voids)
    newest = undone[-1]
    on = f"{newest.time.astimezone():%Y-%m-%d, %H:%M}"
    if isinstance(newest, Answered):
        tries = " after a second try" if len(undone) > 1 else ""
        click.echo(f"Taken back: {newest.item} of {on}, {'right' if newest.right else 'wrong'}{tries}.")
    else:
        more = len(standing([*events, *voids])) - len(standing(events)) + len(undone)
        click.echo(f"Taken back: the reset of {on}; {more:,} {'try counts' if more == 1 else 'tries count'} again.")
