"""Make the parallel forms of an exam from a blueprint."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from fractions import Fraction
from itertools import chain
from pathlib import Path

import click

from quizgen import resources
from quizgen.cli import completion, known, plugins, rendering
from quizgen.cli.excluding import excluded
from quizgen.cli.hands import Hands, hands_options
from quizgen.cli.listing import Run, contents
from quizgen.cli.moodle import Moodle, moodle_options, percent, unusual
from quizgen.cli.options import Seed, count, format_option, output_option, replace_option, seed_option
from quizgen.cli.places import end, place
from quizgen.cli.progress import watched
from quizgen.cli.reporting import Reporting
from quizgen.cli.spools import Spools
from quizgen.errors import UsageError
from quizgen.reading import files
from quizgen.reading.advice import advice
from quizgen.reading.files import missing

MANY = 100
"""So many forms are worth a process for each core, which loads torch first; of fewer, threads print what is printed."""


@click.command(
    "exam",
    epilog="\b\nExamples:"
    "\n  quizgen exam midterm --forms 4 --format pdf,moodle"
    "\n  quizgen exam final --seed 2026 --key -o final.md"
    "\n  quizgen exam my-exam.toml -o my-exam.pdf",
)
@click.argument(
    "blueprint",
    metavar="BLUEPRINT",
    shell_complete=completion.or_path(completion.one_of(known.blueprints, completion.toml_files)),
)
@click.option(
    "--forms",
    "number",
    callback=count(),
    metavar="N",
    default="1",
    show_default=True,
    help="How many forms.",
)
@seed_option
@format_option("by the end of a file that -o names, else pdf")
@output_option("out", "FOLDER", "A folder; for one form in one format also a file, or - for standard output.")
@click.option("--key", is_flag=True, help="Add the key and the worked solutions.")
@moodle_options
@replace_option
@hands_options
@click.option("--repeat", is_flag=True, help="Let forms share items, where families have too few for all.")
@click.option(
    "--exclude",
    "earlier",
    multiple=True,
    metavar="OLD",
    type=click.Path(),
    help="Use no item of earlier exams: a folder, or JSON files. Repeatable.",
)
@click.option("--large-print", is_flag=True, help="Print in 18 pt.")
@click.option(
    "--extra-time",
    metavar="PERCENT",
    callback=percent,
    default="0",
    help="So much more than the blueprint's duration, told at the head.",
)
def command(  # noqa: PLR0913 - click hands over every option
    *,
    blueprint: str,
    number: int,
    seed: Seed,
    named: tuple[str, ...],
    output: str,
    key: bool,
    moodle: Moodle,
    replace: bool,
    hands: Hands,
    repeat: bool,
    earlier: tuple[str, ...],
    large_print: bool,
    extra_time: Fraction,
) -> None:
    """Make the parallel forms of an exam from a blueprint.

    BLUEPRINT is a TOML file, or the name of one that comes with quizgen: final (22 items), midterm (20) or quiz (10).
    It holds a title and a table [[slots]] for each group of items:

    \b
      title = "Week 3"
      [[slots]]
      topic = "dilation"    # or family = "conv-output-size"
      level = "easy"
      count = 5
      points = 2            # each, 1 unless said otherwise
      kind = "choice"       # or "choice,numerical" in turn

    All forms have the same slots, filled from the same families, and no item stands in two of them. A form is the same
    however many there are: another one can be printed at any time.
    """  # noqa: D301 - a real backspace, click's mark
    from quizgen.blueprint.forms import drafts, heading
    from quizgen.blueprint.reader import parse
    from quizgen.jobs.exams import files as files_of
    from quizgen.jobs.recipe import Recipe

    chosen = rendering.formats(named or (rendering.by_suffix(output) if end(output) else "pdf",))
    where = place(output, chosen, number, otherwise="folder")
    path = _found(blueprint)
    asked = moodle.options(Path(output).stem if where == "file" else path.stem, chosen, key=key, exam=True)
    plugins.left_out()
    text = files.text(path)
    exam = parse(text, str(path), path.parent).marked(moodle.wrong).printed(large=large_print, extra=extra_time)
    options = dataclasses.replace(asked, alone=where != "folder", wrong=exam.sitting.wrong or Fraction(0))
    old = excluded(earlier)
    wished = {"exam": path.stem, "--forms": str(number), "--seed": seed.text}
    wished |= _flagged({"--repeat": repeat, "--large-print": large_print}, extra_time)
    parts = text, sorted(old), contents(source for slot in exam.slots for source in slot.sources)
    run = Run(wished | unusual(asked), parts)
    written = rendering.Written(where, output, run, replace=replace)
    drawn = drafts(exam, number, seed.text, repeat=repeat, excluded=old)
    seed.announce()
    head = dataclasses.replace(heading(exam, seed.text), asked=f"blueprint {path.stem}")
    recipe = Recipe(tuple(fmt.name for fmt in chosen), options)
    about = {"title": exam.title, "blueprint": exam.id, "seed": seed.text, "order": exam.order}
    with Spools() as spool, hands.crew(worth=number >= MANY) as crew, hands.threads() as printers:
        report = Reporting(about, spool, shared=repeat or exam.repeat)
        forms = files_of(report.watch(drawn), head, recipe, crew, printers)
        made = chain.from_iterable(watched(forms, "forms", number))
        every = chain(made, [report.file()]) if where == "folder" else made
        written.write(every, chosen[0].name, named=not options.split)
        report.tell()


def _flagged(flags: Mapping[str, bool], extra_time: Fraction) -> dict[str, str]:
    """The options that are not as usual, as they are told."""
    given = {name: "" for name, wanted in flags.items() if wanted}
    return given | ({"--extra-time": str(extra_time)} if extra_time else {})


def _found(name: str) -> Path:
    """The blueprint's file: a path, or one that comes with quizgen."""
    path = Path(name)
    if files.is_regular(path):
        return path
    shipped = {file.stem: file for file in sorted((resources.banks() / "blueprints").glob("*.toml"))}
    if name in shipped:
        return shipped[name]
    if path.suffix or path.parent != Path() or files.has_name(path):
        *first, last = shipped
        raise UsageError(f"{missing(path)}; give the path of a blueprint, or {', '.join(first)} or {last}")
    raise UsageError(f"there is no blueprint '{name}'; {advice(name, shipped)}")
