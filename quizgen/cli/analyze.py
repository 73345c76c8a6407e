"""Tell what the answers to an exam say about its items and its class."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizgen.cli import completion
from quizgen.cli.given import refuse
from quizgen.cli.options import count, format_option, output_option, replace_option, seed_option

if TYPE_CHECKING:
    from quizgen.analysis.moodle import Attempt
    from quizgen.cli.options import Seed

REPORT = dict.fromkeys(("key", "named", "seed"), "it is for the practice set of --remedial")
"""Why options say nothing of a report."""
PRACTICE = {"language": "it is for the report, which --remedial does not write"}


@click.command(
    "analyze",
    epilog="\b\nExamples:"
    "\n  quizgen analyze results --exam out -o analysis"
    "\n  quizgen analyze moodle.csv --exam out --attempt last"
    "\n  quizgen analyze a.csv b.csv --exam a --exam b -o years"
    "\n  quizgen analyze results --exam out --remedial 12",
)
@click.argument("results", metavar="RESULTS...", nargs=-1, required=True, shell_complete=completion.a_file)
@click.option(
    "--exam",
    "exams",
    multiple=True,
    required=True,
    metavar="FOLDER",
    shell_complete=completion.a_file,
    help="The folder that 'quizgen exam' wrote, with exam.json. One for all RESULTS, or one for each in their order.",
)
@output_option("analysis", "FOLDER", "The folder for the report and its numbers, or for the practice set.")
@click.option(
    "--attempt",
    type=click.Choice(["first", "last"]),
    default="first",
    show_default=True,
    help="Which finished attempt counts where Moodle let students try again.",
)
@click.option("--language", metavar="LANGUAGE", help="That of the report: en or de.  [default: the blueprint's]")
@click.option(
    "--remedial",
    callback=count(),
    metavar="N",
    help="Write no report, but a practice set of N items on the three commonest misconceptions.",
)
@click.option("--key", is_flag=True, help="Add the key and the worked solutions to the practice set.")
@format_option("of the practice set; else markdown")
@seed_option
@replace_option
@click.pass_context
def command(  # noqa: PLR0913 - click hands over every option
    ctx: click.Context,
    *,
    results: tuple[str, ...],
    exams: tuple[str, ...],
    output: str,
    attempt: Attempt,
    language: str | None,
    remedial: int | None,
    named: tuple[str, ...],
    seed: Seed,
    key: bool,
    replace: bool,
) -> None:
    """Tell what the answers to an exam say about its items and its class.

    RESULTS are results.csv of 'quizgen scan', Moodle's report of responses as CSV, or any CSV file with a row for each
    student and a column for each question (1, 2, 7a), in letters or values; a column 'form' says which form it is, or
    'number' whose.

    The folder gets report.html, to be read first: what was asked, how it went, what share of the class holds which
    misconception, which items to look at and why, whether marks can be relied on and forms were fair, what to teach
    next. The same is in analysis.json and CSV files. What the numbers do not carry is not said. difficulty.json is for
    'quizgen exam --calibration'. Several exams, also of several years, are joined by items and families.
    """
    from quizgen.cli import analyzing

    refuse(ctx, REPORT if remedial is None else PRACTICE)
    asked = analyzing.Asked(tuple(map(Path, results)), tuple(map(Path, exams)), attempt)
    if remedial is not None:
        from quizgen.cli import remedy

        remedy.write(asked, remedial, named, seed, output, key=key, replace=replace)
    else:
        analyzing.write(asked, output, language, replace=replace)
