"""Print the table of a network."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizgen.cli.errors import remark
from quizgen.cli.folders import spared
from quizgen.cli.network_options import COMPLETE, NET, network_options
from quizgen.cli.options import output_option
from quizgen.cli.output import Target, write_all
from quizgen.cli.places import STDOUT, agree, has_end

if TYPE_CHECKING:
    from quizgen.cli.networks import Subject
    from quizgen.explaining import Explanation

SUFFIXES = {"table": ".txt", "markdown": ".md", "json": ".json", "svg": ".svg"}
HELP = f"""
Print a network as a table: for each layer its output shape, parameters, MACs, receptive field, jump and start.

{NET}

Layers are computed by formula and confirmed by real torch layers. A module of your own is run, and what it gives is
measured; importing it runs its code, so it takes --run. Numbers that cannot be told are left out, and a note says why.
"""


@click.command(
    "explain",
    help=HELP,
    epilog="\b\nExamples:"
    "\n  quizgen explain resnet50"
    "\n  quizgen explain 'conv 3->16 k5, relu' --input 3x32x32"
    "\n  quizgen explain nets.py:Net --run --input 3x64x64"
    "\n  quizgen explain nets:Captioner --run --input image=3x224x224 --input ids=int:16",
)
@click.argument("net", metavar="NET", shell_complete=COMPLETE)
@network_options
@click.option(
    "--format",
    "name",
    type=click.Choice(tuple(SUFFIXES)),
    help="How the table is written.  [default: by the end of FILE, else table]",
)
@output_option(STDOUT, "FILE", "A file, or - for standard output.")
def command(*, net: str, size: str | None, run: bool, name: str | None, output: str) -> None:
    """Print the table of a network."""
    from quizgen.cli.networks import named

    name = name or next((one for one, suffix in SUFFIXES.items() if has_end(output, suffix)), "table")
    agree(output, name, SUFFIXES)
    if output != STDOUT:
        spared(Path(output))
    explanation = explained(named(net, size, run=run))
    text = _text(explanation, name, output)
    for note in explanation.notes:
        remark(f"Note: {note}.")
    if output == STDOUT:
        sys.stdout.buffer.write(text.encode())
        sys.stdout.buffer.flush()
        return
    for place in write_all([Target(Path(output), [text.encode()])]):
        click.echo(place)


def _text(explanation: Explanation, name: str, output: str) -> str:
    """What the format makes of the table; on a terminal a table has the room that there is."""
    from quizgen.cli import screen
    from quizgen.explaining import FORMATS, for_terminal

    if name == "table" and output == STDOUT and sys.stdout.isatty():
        return for_terminal(explanation, screen.room())
    return FORMATS[name](explanation)


def explained(subject: Subject) -> Explanation:
    """The table of what was named."""
    from quizgen.cli.own_modules import table
    from quizgen.explaining import by_formula

    if subject.network is None:
        return table(subject.title, subject.inputs)
    return by_formula(subject.network, subject.title, subject.names)
