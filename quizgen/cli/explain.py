"""Print the table of a network."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from quizgen.catalog.foreign import foreign
from quizgen.cli.networks import NET, Subject, named, network_options
from quizgen.cli.output import Target, write_all
from quizgen.explain import FORMATS, Explanation, by_formula, by_running

SUFFIXES = {".md": "markdown", ".json": "json", ".svg": "svg"}
STDOUT = "-"
HELP = f"""
Print the table of a network: for each layer its output shape, parameters, MACs, receptive field, jump and start.

{NET}

Layers are computed by formula and confirmed by real torch layers. A module of your own is run, and what it gives is
measured; importing it runs its code, so it takes --run. Numbers that cannot be told are left out, and a note says why.
"""


@click.command(
    "explain",
    help=HELP,
    epilog="\b\nExamples:"
    "\n  quizgen explain resnet50"
    "\n  quizgen explain 'conv 3->16 k5, relu, maxpool k2' --input 3x32x32 --format markdown"
    "\n  quizgen explain mynets:Classifier --run --input 1x28x28 -o table.svg",
)
@click.argument("net", metavar="NET")
@network_options
@click.option(
    "--format",
    "name",
    type=click.Choice(list(FORMATS)),
    help="table, markdown, json or svg.  [default: by the end of FILE, else table]",
)
@click.option(
    "-o", "--output", default=STDOUT, show_default=True, metavar="FILE", help="A file, or - for standard output."
)
def command(*, net: str, size: str | None, run: bool, name: str | None, output: str) -> None:
    """Print the table of a network."""
    explanation = explained(named(net, size, run=run))
    text = FORMATS[name or SUFFIXES.get(Path(output).suffix, "table")](explanation)
    for note in explanation.notes:
        click.echo(f"Note: {note}.", err=True)
    if output == STDOUT:
        sys.stdout.buffer.write(text.encode())
        sys.stdout.buffer.flush()
        return
    for place in write_all([Target(Path(output), [text.encode()])]):
        click.echo(place)


def explained(subject: Subject) -> Explanation:
    """The table of what was named."""
    if subject.network is not None:
        return by_formula(subject.network, subject.title, subject.names)
    with foreign(f"'{subject.title}'"):
        return by_running(subject.module, subject.title, subject.shape)
