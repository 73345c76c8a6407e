"""Write items to a file, in one format or several."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from quizgen.asking.source import Source
from quizgen.cli import rendering
from quizgen.cli.folders import admitted
from quizgen.cli.moodle import Moodle, moodle_options
from quizgen.cli.options import replace_option, words
from quizgen.cli.progress import watched
from quizgen.cli.requests import Request, request_options
from quizgen.errors import UsageError
from quizgen.model import Form


@click.command(
    "generate",
    epilog="\b\nExamples:"
    "\n  quizgen generate all -n 20 --seed 7 --format json -o items.json"
    "\n  quizgen generate dilation -n 12 --level hard --as numerical --format moodle,markdown -o out"
    "\n  quizgen generate --network resnet18 -n 8 --key",
)
@click.argument("names", nargs=-1, metavar="FAMILY|TOPIC|FILE|all ...")
@request_options("How many items in all.")
@click.option(
    "--format",
    "named",
    multiple=True,
    metavar="FORMAT",
    help="moodle, markdown, json, jsonl, pdf or typst; several need a folder.  [default: by the end of FILE]",
)
@click.option(
    "-o", "--output", default="-", show_default=True, metavar="FILE", help="A file, a folder, or - for standard output."
)
@click.option("--key", is_flag=True, help="Add the key and the worked solutions.")
@moodle_options
@replace_option
@click.option("--title", help="The heading.  [default: the family's own]")
@click.pass_context
def command(  # noqa: PLR0913 - click hands over every option
    ctx: click.Context,
    *,
    names: tuple[str, ...],
    request: Request,
    named: tuple[str, ...],
    output: str,
    key: bool,
    moodle: Moodle,
    replace: bool,
    title: str | None,
) -> None:
    """Write items to a file, in one format or several.

    Topics take turns, a topic's families come by weight ('quizgen families --help' says how), levels evenly; a smaller
    number gives the beginning of a larger one.
    FILE is a TOML file of items that somebody wrote.
    With --network they ask about one network, at most as many as it has layers to ask about.
    """
    chosen = rendering.formats(words(named) or (rendering.by_suffix(output),))
    if len(chosen) > 1 and output == rendering.STDOUT:
        raise UsageError("several formats need a folder: give one with -o")
    if moodle.split and output == rendering.STDOUT:
        raise UsageError("--split writes several files: give a name or a folder with -o")
    folder = output != rendering.STDOUT and (len(chosen) > 1 or Path(output).is_dir())
    stem = Path(output).stem if not folder and output != rendering.STDOUT else "items"
    options = moodle.options(stem, chosen, key=key)
    found = request.sources(names)
    if not found:
        ctx.fail("Missing argument 'FAMILY|TOPIC|FILE|all ...', or --network NET.")
    run = request.run_of(names, found)
    place = admitted(Path(output), run, replace=replace) if folder else None
    drawn = request.draw(ctx, found, names)
    form = Form(title or _title(drawn.sources), request.seed.text, (), asked=request.asked(names))
    items = drawn.items if _seen(output) else watched(drawn.items, "items", drawn.number)
    made = rendering.files(form, items, chosen, options)
    if output == rendering.STDOUT:
        rendering.to_stdout(made, chosen[0].name)
        return
    for path in place.fill(made) if place else rendering.to_file(Path(output), made, run, named=not options.split):
        click.echo(path)


def _title(sources: tuple[Source, ...]) -> str:
    return sources[0].title if len(sources) == 1 else "Exercises on convolutional networks"


def _seen(output: str) -> bool:
    """Whether what is written appears on the terminal, where it shows how far the work is."""
    return output == rendering.STDOUT and sys.stdout.isatty()
