"""Find what is wrong in anybody's files of questions."""

from __future__ import annotations

from collections.abc import Iterable

import click

from quizgen.cli import completion
from quizgen.cli.options import output_option


def rule_ids() -> Iterable[str]:
    """The ids of all rules."""
    from quizgen.linting.registry import rules

    return (rule.about.id for rule in rules())


@click.command(
    "lint",
    epilog="\b\nExamples:"
    "\n  quizgen lint week3.xml"
    "\n  quizgen lint *.gift package.zip --ignore mojibake"
    "\n  quizgen lint week3.xml --format sarif -o week3.sarif"
    "\n  quizgen lint bank/"
    "\n  quizgen lint cnn.xml --verify",
)
@click.argument("files", metavar="FILES...", nargs=-1, required=True, shell_complete=completion.a_file)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "sarif"]),
    default="text",
    show_default=True,
    help="How to tell what was found.",
)
@output_option("-", "FILE", "Where to write it; - is standard output.")
@click.option("--verify", is_flag=True, help="Run the layers that questions name in PyTorch, and compare their keys.")
@click.option(
    "--rule",
    "wanted",
    multiple=True,
    metavar="RULES",
    shell_complete=completion.some_of(rule_ids),
    help="Only these rules, with commas; tells all that they find.",
)
@click.option(
    "--ignore",
    "ignored",
    multiple=True,
    metavar="RULES",
    shell_complete=completion.some_of(rule_ids),
    help="Not these rules.",
)
def command(  # noqa: PLR0913 - click hands over every option
    *,
    files: tuple[str, ...],
    form: str,
    output: str,
    verify: bool,
    wanted: tuple[str, ...],
    ignored: tuple[str, ...],
) -> None:
    """Find what is wrong in anybody's files of questions.

    FILES are Moodle XML, GIFT, Aiken, QTI 1.2, 2.1 and 3.0 (XML or zip), static exercises of R/exams (.Rmd) and
    quizgen's JSON, told apart by what stands in them, or folders of such files; - is standard input. Nothing is
    changed.

    An error is what an importer drops, refuses or misgrades, a warning what makes a question worse, a note what is
    worth a look. Status 1 means that there are errors. docs/lint.md tells what each rule finds and what to do.
    """
    from quizgen.cli import linting

    linting.lint(files, linting.Asked(form, output, wanted, ignored, verify=verify))
