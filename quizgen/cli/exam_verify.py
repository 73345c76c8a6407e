"""Prove an exam's folder."""

from __future__ import annotations

import click

from quizgen.cli.exam_folder import EXAM, folder_of
from quizgen.cli.hands import Hands, hands_options


@click.command(
    "verify",
    epilog="\b\nExample:\n  quizgen exam verify out",
)
@click.argument("folder", metavar="FOLDER", type=click.Path())
@hands_options
def command(*, folder: str, hands: Hands) -> None:
    """Prove that nothing in an exam's folder was changed, and that its keys are right.

    FOLDER is what 'quizgen exam' wrote, here or elsewhere, or its exam.json, which holds blueprint, seed and files of
    items. Files are compared with the list that was written with them, and seals with what they seal; then the exam is
    drawn again, each key confirmed by its witnesses, and key.csv compared. What is proven is printed line by line. The
    first thing that differs ends it, with status 1.
    """
    from quizgen.cli import exam_file, listing, plugins, verifying

    plugins.left_out()
    where = folder_of(folder)
    path = where / EXAM
    if not (where / listing.NAME).exists():
        exam_file.read(path)
    click.echo(verifying.files(where))
    kept = exam_file.read(path)
    click.echo(verifying.seals(kept, path))
    for line in verifying.drawn_again(kept, where, hands):
        click.echo(line)
