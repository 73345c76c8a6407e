"""What a learner knows by now, and what else is done with what is remembered."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

import click

from quizgen.cli import completion
from quizgen.cli.exam_day import exam_day_option
from quizgen.cli.record.options import profile_option
from quizgen.cli.ways import WithWays
from quizgen.errors import UsageError

if TYPE_CHECKING:
    from quizgen.cli.progressing import As

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
    epilog="\b\nExamples:"
    "\n  quizgen progress"
    "\n  quizgen progress --exam 2026-12-12"
    "\n  quizgen progress --html -o progress.html"
    "\n  quizgen progress export mine.jsonl",
)
@exam_day_option
@click.option("--json", "as_json", is_flag=True, help="All of it as JSON: see docs/tutor.md.")
@click.option("--html", "as_html", is_flag=True, help="A page with plots.  [default FILE: progress.html]")
@click.option(
    "-o",
    "--output",
    "--out",
    metavar="FILE",
    shell_complete=completion.a_file,
    help="A file, or - for standard output.",
)
@profile_option
def command(*, exam: str | date | None, as_json: bool, as_html: bool, output: str | None, profile: str) -> None:
    """Show what you know and what is due, or carry it to another machine.

    It tells on which of the last days you practised and what is due, which mistakes are alive, fading or gone, what of
    each topic is solid, and how many questions of an exam you would have right at the first try: today, and on the day
    of the exam if you practised no more, each with the range that your answers leave.

    'quizgen quiz' remembers each answer in a file of its own for each profile: NAME.sqlite in the folder that
    QUIZGEN_DATA names, else in the system's place for data (on Linux ~/.local/share/quizgen). The last line says which
    it is. Nothing of it leaves this machine; whoever deletes the file is forgotten. docs/learning-log.md says more.
    """
    from quizgen.cli import progressing

    if as_json and as_html:
        raise UsageError("--json and --html are two ways to tell it, and one is told at a time: drop one of them")
    how: As | None = "json" if as_json else "html" if as_html else None
    progressing.tell(profile, exam, how, output)
