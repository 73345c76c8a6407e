"""What a learner knows by now, and what else is done with what is remembered."""

from __future__ import annotations

from collections.abc import Mapping

import click

from quizgen.cli.record import opened
from quizgen.cli.record.options import profile_option
from quizgen.cli.ways import WithWays

WAYS: Mapping[str, str] = {
    "export": "Write all that is remembered as lines of JSON.",
    "import": "Add what was exported elsewhere.",
    "undo": "Take back the last answered item.",
    "reset": "Begin anew, with everything or with some families.",
}
"""What else is done with it, by the first argument; a line of help for each."""


@click.command(
    "progress",
    cls=WithWays,
    ways=WAYS,
    epilog="\b\nExamples:\n  quizgen progress\n  quizgen progress export mine.jsonl",
)
@profile_option
def command(*, profile: str) -> None:
    """Show what you know and what is due, or carry it to another machine.

    'quizgen quiz' remembers each answer in a file of its own for each profile: NAME.sqlite in the folder that
    QUIZGEN_DATA names, else in the system's place for data (on Linux ~/.local/share/quizgen). The last line says which
    it is. Nothing of it leaves this machine; whoever deletes the file is forgotten. docs/learning-log.md says more.
    """
    from quizgen.study.log.events import Answered
    from quizgen.study.log.standing import standing

    with opened(profile) as record:
        answered = [one for one in standing([*record.events()]) if isinstance(one, Answered)]
        days = len({one.time.astimezone().date() for one in answered})
        click.echo(f"{len(answered):,} tries on {days:,} days." if answered else "Nothing was answered yet.")
        click.echo(f"Kept in {record.place}")
