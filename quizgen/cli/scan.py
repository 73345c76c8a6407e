"""Read scanned answer sheets, and mark them."""

from __future__ import annotations

from pathlib import Path

import click

from quizgen.cli import completion
from quizgen.cli.exam_folder import folder_of
from quizgen.cli.given import refuse
from quizgen.cli.options import count, output_option
from quizgen.errors import UsageError

SELF_TEST = "--self-test"


def _share(ctx: click.Context, param: click.Parameter, value: float | None) -> float | None:
    if value is not None and not 0 < value < 1:
        raise click.BadParameter(f"{value:g} is not between 0 and 1.", ctx, param)
    return value


@click.command(
    "scan",
    epilog="\b\nExamples:"
    "\n  quizgen scan scans.pdf --exam out"
    "\n  quizgen scan pile.pdf photos/ --exam out -o results"
    "\n  quizgen scan --exam out --corrections corrections.json"
    "\n  quizgen scan --exam out --answers results/results.csv",
)
@click.argument("scans", metavar="[SCANS]...", nargs=-1, shell_complete=completion.a_file)
@click.option(
    "--exam",
    "exam",
    metavar="FOLDER",
    shell_complete=completion.a_file,
    help="The folder that 'quizgen exam' wrote, with exam.json.",
)
@output_option("results", "FOLDER", "The folder for readings and results.")
@click.option(
    "--roster",
    metavar="FILE",
    shell_complete=completion.a_file,
    help="A CSV file with the students' numbers and names, as for 'quizgen exam'.  [default: those in exam.json]",
)
@click.option(
    "--corrections",
    "corrected",
    multiple=True,
    metavar="FILE",
    shell_complete=completion.a_file,
    help="What was settled in review.html; may be given several times.",
)
@click.option(
    "--answers",
    "tables",
    multiple=True,
    metavar="FILE",
    shell_complete=completion.a_file,
    help="results.csv with answers that were edited: they count instead of what was read.",
)
@click.option(
    "--threshold",
    type=float,
    metavar="SHARE",
    callback=_share,
    help="A box with at least so much of a full one's ink is marked.  [default: 0.14]",
)
@click.option(
    "--margin",
    type=float,
    metavar="SHARE",
    callback=_share,
    help="A box is empty if it has so much less than that; what lies between is doubtful.  [default: 0.08]",
)
@click.option("--jobs", callback=count(), metavar="N", help="Read in so many processes.  [default: one for each core]")
@click.option(
    SELF_TEST, is_flag=True, help="Print sheets, fill them in, spoil them, read them, and say what was right."
)
@click.pass_context
def command(  # noqa: PLR0913 - click hands over every option
    ctx: click.Context,
    *,
    scans: tuple[str, ...],
    exam: str | None,
    output: str,
    roster: str | None,
    corrected: tuple[str, ...],
    tables: tuple[str, ...],
    threshold: float | None,
    margin: float | None,
    jobs: int | None,
    self_test: bool,
) -> None:
    """Read scanned answer sheets, and mark them.

    SCANS are PDFs, pictures, or folders with such files; pages may be in any order, rotated or upside down. The exam's
    blueprint has answers = "sheet". Every page is accounted for: it is read, doubtful, or refused with the reason.

    The results are results.csv with each student's answers and points, review.html with every row that is not sure, to
    be settled there by a human, and scan.json with what became of each page. What is read is kept in readings.jsonl: a
    run that was stopped goes on from there, and without SCANS the results are made again from what was read.

    Status 1 says that a page or an answer is not settled yet, or that something is missing.
    """
    from quizgen.cli import scanned

    if self_test:
        others = (one.name or "" for one in ctx.command.params if SELF_TEST not in one.opts)
        refuse(ctx, dict.fromkeys(others, f"{SELF_TEST} prints sheets of its own, and reads them"))
        raise SystemExit(scanned.self_test())
    if exam is None:
        raise UsageError("the exam is missing: give the folder that 'quizgen exam' wrote with --exam")
    asked = scanned.Asked(scans, folder_of(exam), Path(output), roster, corrected, tables, threshold, margin, jobs)
    account = scanned.results(asked)
    if not account.is_settled:
        raise SystemExit(1)
