"""Print the table of a network."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from quizgen.cli import picture_options
from quizgen.cli.errors import remark
from quizgen.cli.folders import spared
from quizgen.cli.network_options import COMPLETE, NET, network_options
from quizgen.cli.options import output_option
from quizgen.cli.output import Target, write_all
from quizgen.cli.places import STDOUT, agree, has_end
from quizgen.cli.table_options import TableOptions, table_options
from quizgen.errors import UsageError

if TYPE_CHECKING:
    from quizgen.cli.networks import Subject
    from quizgen.explaining import Explanation

SUFFIXES = {
    "table": ".txt",
    "markdown": ".md",
    "latex": ".tex",
    "html": ".html",
    "csv": ".csv",
    "json": ".json",
    "python": ".py",
    **picture_options.SUFFIXES,
}
HELP = f"""
Print a network as a table: for each layer its output shape, parameters, MACs, receptive field, jump and start.

{NET}

Layers are computed by formula and confirmed by real torch layers. A module of your own is run, and what it gives is
measured; importing it runs its code, so it takes --run. Numbers that cannot be told are left out, and a note says why.
Rows add up to the total, whatever is folded or grouped. As SVG, PNG and PDF the network is drawn, as python it is
a program that builds it.
"""


@click.command(
    "explain",
    help=HELP,
    epilog="\b\nExamples:"
    "\n  quizgen explain resnet50"
    "\n  quizgen explain 'conv 3->16 k5, relu' --input 3x32x32"
    "\n  quizgen explain 'residual(conv 8 k3 same)' --input 8x9x9"
    "\n  quizgen explain nets.py:Net --run --input 3x64x64"
    "\n  quizgen explain nets:Captioner --run \\"
    "\n    --input image=3x224x224 --input ids=int:16"
    "\n  quizgen explain resnet50 --depth 1 --columns output,macs"
    "\n  quizgen explain unet -o unet.tex"
    "\n  quizgen explain resnet18 -o resnet18.png"
    "\n  quizgen explain 'conv 256->64 k1, conv 64 k3 p1' \\"
    "\n    --input 256x28x28 --format python"
    "\n  quizgen explain vgg16 --picture field -o fields.pdf",
)
@click.argument("net", metavar="NET", shell_complete=COMPLETE)
@network_options
@click.option(
    "--format",
    "name",
    type=click.Choice(tuple(SUFFIXES)),
    metavar="FORMAT",
    help=f"How it is written: {', '.join(SUFFIXES)}.  [default: by the end of FILE, else table]",
)
@table_options
@picture_options.picture_options
@output_option(STDOUT, "FILE", "A file, or - for standard output.")
def command(*, net: str, size: str | None, run: bool, name: str | None, output: str, **asked: Any) -> None:
    """Print the table of a network."""
    from quizgen.cli.networks import named
    from quizgen.explaining import FORMATS

    drawn = picture_options.PictureOptions(*(asked.pop(one) for one in ("picture", "whole", "width", "background")))
    name = name or next((one for one, suffix in SUFFIXES.items() if has_end(output, suffix)), None)
    name = drawn.wished(name) or "table"
    agree(output, name, SUFFIXES)
    drawn.agree(name, output)
    if output != STDOUT:
        spared(Path(output))
    wishes = TableOptions(**asked).wishes(name, _room() if output == STDOUT else None)
    subject = named(net, size, run=run)
    explanation = explained(subject)
    if name == "python":
        file = _program(subject)
    elif name in picture_options.SUFFIXES:
        file = drawn.drawn(explanation, name)
    else:
        file = FORMATS[name](explanation, wishes).encode()
    _written(file, output)
    for note in explanation.notes:
        remark(f"Note: {note}.")


def _program(subject: Subject) -> bytes:
    """The network as a program; raises UsageError for somebody's own module, which is one."""
    from quizgen.formats.ipynb.of_network import program

    if subject.network is None:
        raise UsageError(
            f"{subject.title} is a program already: --format python writes networks that are named or lines"
        )
    return program(subject.network).encode()


def _room() -> int | None:
    """The columns of the terminal, where one shows the table."""
    from quizgen.cli import screen

    return screen.room() if sys.stdout.isatty() else None


def _written(text: bytes, output: str) -> None:
    if output == STDOUT:
        sys.stdout.buffer.write(text)
        sys.stdout.buffer.flush()
        return
    for place in write_all([Target(Path(output), [text])]):
        click.echo(place)


def explained(subject: Subject) -> Explanation:
    """The table of what was named."""
    from quizgen.cli.own_modules import table
    from quizgen.explaining import by_formula

    if subject.network is None:
        return table(subject.title, subject.inputs)
    return by_formula(subject.network, subject.title, subject.names)
