"""Take back the last answered item."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from quizgen.cli import clock
from quizgen.cli.record import new_uid, opened
from quizgen.cli.record.options import profile_option
from quizgen.errors import QuizgenError
from quizgen.text.counted import many

if TYPE_CHECKING:
    from quizgen.study.log.events import Answered, Reset


@click.command("undo", epilog="Example: quizgen progress undo")
@profile_option
def command(*, profile: str) -> None:
    """Take back the last answered item with all tries at it, or the last reset.

    It says what it was. Called again it takes back the item before.
    """
    from quizgen.study.log.events import Undone
    from quizgen.study.log.standing import last, standing

    with opened(profile) as record:
        events = [*record.events()]
        found = last(events)
        if not found:
            raise QuizgenError(f"there is nothing to take back: no answer counts in {record.place}")
        undone = [Undone(uid=new_uid(), time=clock.now(), voided=one.uid) for one in found]
        record.extend(undone)
    again = len(standing([*events, *undone])) - len(standing(events)) + len(found)
    click.echo(f"Taken back: {_told(found, again)}.")


def _told(found: Sequence[Answered | Reset], again: int) -> str:
    """What was taken back: tries at an item, or resets, after which so many tries count ``again``."""
    from quizgen.study.log.events import Answered

    newest = found[-1]
    time = f"{newest.time.astimezone():%Y-%m-%d, %H:%M}"
    if not isinstance(newest, Answered):
        return f"the reset of {time}; {many(again, 'try counts', 'tries count')} again"
    tries = " at the second try" if len(found) > 1 else ""
    return f"{_title(newest.source)} ({newest.level}), {'right' if newest.right else 'wrong'}{tries}, {time}"


def _title(source: str) -> str:
    """What a family or a file of items is called, if it is still there."""
    from quizgen import catalog

    return next((one.title for one in catalog.listed() if one.id == source), source)
