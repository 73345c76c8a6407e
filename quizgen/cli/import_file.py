"""Make a file of items of questions that another program wrote."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizgen.cli import completion
from quizgen.errors import QuizgenError, UsageError
from quizgen.text.counted import many

if TYPE_CHECKING:
    from quizgen.foreign.model import Remark
    from quizgen.importing.file import Imported


@click.command(
    "import",
    epilog="\b\nExamples:\n  quizgen import old-bank.xml -o old-bank.toml\n  quizgen quiz old-bank.toml",
)
@click.argument("file", shell_complete=completion.a_file)
@click.option(
    "-o",
    "--output",
    metavar="NAME.toml",
    required=True,
    shell_complete=completion.a_file,
    help="The file of items to write; its pictures go to the folder NAME-pictures beside it.",
)
@click.option("--replace", is_flag=True, help="Write over a file that is there.")
def command(*, file: str, output: str, replace: bool) -> None:
    """Make a file of items of questions that another program wrote.

    FILE is Moodle XML, GIFT, Aiken, QTI 1.2, 2.1 or 3.0 (XML or zip), a static exercise of R/exams (.Rmd), or JSON
    that quizgen wrote; - is standard input. What cannot be carried over is listed with its line, here and at the
    beginning of the new file, which 'quizgen generate', 'quiz', 'exam', 'show' and 'check' take as they take any file
    of items.
    """
    from quizgen.cli.output import Target, write_all
    from quizgen.cli.questions import content
    from quizgen.foreign.reader import decoded
    from quizgen.importing.file import imported, told

    path = _named(output)
    raw, where = content(file)
    foreign = decoded(raw, where)
    found = imported(foreign, path.stem, raw)
    _tell(foreign.remarks, "as it is read:", told)
    _tell(found.remarks, "not carried over as it stood:", told)
    if not found.items:
        raise QuizgenError(
            f"{where} has {many(len(foreign.questions), 'question')}, and none can be carried over: see above"
        )
    targets = [Target(path, [found.text.encode()])]
    targets += [Target(path.parent / name, [picture]) for name, picture in found.pictures.items()]
    _refuse([target.path for target in targets], replace=replace)
    write_all(targets)
    click.echo(_summary(path, found, len(foreign.questions)))
    click.echo(f"Next:\n  quizgen check {path}\n  quizgen quiz {path}")


def _named(output: str) -> Path:
    """The file to be written; raises UsageError where its name gives no ids for items."""
    from quizgen.reading.shapes import SLUG

    path = Path(output)
    if path.suffix != ".toml" or not SLUG.fullmatch(path.stem):
        raise UsageError(
            f"'{output}' cannot be a file of items: write a name in small letters, digits and hyphens that ends in "
            ".toml, such as old-bank.toml"
        )
    return path


def _refuse(paths: Iterable[Path], *, replace: bool) -> None:
    """Raises UsageError for the first that is there, unless it shall be written over."""
    there = next((path for path in paths if path.exists() or path.is_symlink()), None)
    if there is not None and not replace:
        raise UsageError(f"{there} is there already: give another name, or --replace to write over it")


def _tell(remarks: Iterable[Remark], title: str, told: Callable[[Iterable[Remark]], list[str]]) -> None:
    lines = told(remarks)
    if lines:
        click.echo(f"{many(len(lines), 'thing')} {title}", err=True)
    for line in lines:
        click.echo(f"  {line}", err=True)


def _summary(path: Path, found: Imported, questions: int) -> str:
    of = f" of {many(questions, 'question')}" if found.items != questions else ""
    number = len(found.pictures)
    shown = f", {many(number, 'picture')} in {path.stem}-pictures" if number else ""
    return f"{path}: {many(found.items, 'item')}{of}{shown}."
