"""Make the parallel forms of an exam from a blueprint."""

from __future__ import annotations

from contextlib import suppress
from fractions import Fraction
from pathlib import Path

import click

from quizgen import resources
from quizgen.blueprint.forms import LARGEST, forms
from quizgen.blueprint.reader import parse
from quizgen.cli import plugins, rendering
from quizgen.cli.folders import admitted
from quizgen.cli.listing import Run, contents
from quizgen.cli.options import Seed, replace_option, seed_option, words, wrong_option
from quizgen.cli.progress import watched
from quizgen.errors import UsageError
from quizgen.formats.protocol import Options
from quizgen.reading.advice import advice


@click.command(
    "exam",
    epilog="Example: quizgen exam midterm --forms 4 --seed 2026 --format pdf --format moodle -o out",
)
@click.argument("blueprint", metavar="BLUEPRINT")
@click.option(
    "--forms", "number", type=click.IntRange(1, LARGEST), default=1, show_default=True, help="How many forms."
)
@seed_option
@click.option(
    "--format",
    "named",
    multiple=True,
    metavar="FORMAT",
    help="moodle, markdown, json, jsonl, pdf or typst; may be repeated.  [default: pdf]",
)
@click.option("-o", "--output", default="out", show_default=True, metavar="DIR", help="The folder to write to.")
@click.option("--key", is_flag=True, help="Add the key and the worked solutions.")
@wrong_option
@replace_option
@click.option("--repeat", is_flag=True, help="Forms may share items; needed where a family has too few for all.")
def command(  # noqa: PLR0913 - click hands over every option
    *,
    blueprint: str,
    number: int,
    seed: Seed,
    named: tuple[str, ...],
    output: str,
    key: bool,
    wrong: Fraction,
    replace: bool,
    repeat: bool,
) -> None:
    """Make the parallel forms of an exam from a blueprint.

    BLUEPRINT is a TOML file, or the name of one that comes with quizgen: final (22 items), midterm (20) or quiz (10).
    It holds a title and, for each group of items, a table [[slots]] with family or topic, level, count, points, kind.
    All forms have the same slots, filled from the same families, and no item stands in two of them.
    """
    chosen = rendering.formats(words(named) or ("pdf",))
    path = _found(blueprint)
    plugins.left_out()
    text = _read(path)
    exam = parse(text, str(path), path.parent)
    parts = text, repeat, contents(source for slot in exam.slots for source in slot.sources)
    run = Run(f"exam {path.stem} --forms {number} --seed {seed.text}", parts)
    folder = admitted(Path(output), run, replace=replace)
    drawn = forms(exam, number, seed.text, repeat=repeat)
    seed.announce()
    made = list(watched(drawn, "forms", number))
    for place in folder.fill(rendering.files_of(made, chosen, Options(path.stem, key=key, wrong=wrong))):
        click.echo(place)


def _found(name: str) -> Path:
    """The blueprint's file: a path, or one that comes with quizgen."""
    path = Path(name)
    with suppress(OSError):
        if path.is_file():
            return path
    shipped = {file.stem: file for file in sorted((resources.banks() / "blueprints").glob("*.toml"))}
    if name in shipped:
        return shipped[name]
    if path.suffix or path.parent != Path():
        *first, last = shipped
        raise UsageError(f"there is no file {name}; give the path of a blueprint, or {', '.join(first)} or {last}")
    raise UsageError(f"there is no blueprint '{name}'; {advice(name, shipped)}")


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise UsageError(f"{path}: this is not UTF-8 at byte {error.start}; save the file as UTF-8") from None
