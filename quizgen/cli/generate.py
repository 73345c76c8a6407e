"""Write items to a file, in one format or several."""

from __future__ import annotations

import sys
from collections import Counter
from typing import TYPE_CHECKING

import click

from quizgen.cli import rendering
from quizgen.cli.fitting import Fitting
from quizgen.cli.hands import Hands, hands_options
from quizgen.cli.heeding import require
from quizgen.cli.moodle import unusual
from quizgen.cli.options import names_argument
from quizgen.cli.options import title as heading
from quizgen.cli.places import STDOUT
from quizgen.cli.requests import Request, request_options
from quizgen.cli.spools import Spools
from quizgen.cli.wanted_files import Wanted, file_options
from quizgen.cli.watching import watched
from quizgen.errors import UsageError
from quizgen.formats.protocol import Refusal, Untitled
from quizgen.model import Form

if TYPE_CHECKING:
    from quizgen.blueprint.spread import Wish

MANY = 3_000
"""So many items are worth a process for each core: a third are made before these begin, and with two cores they gain
from 2,000 items on."""

OF_NETWORK = "a network has at most as many questions as layers, which are asked in this process"


@click.command(
    "generate",
    epilog="\b\nExamples:"
    "\n  quizgen generate all -n 20 --seed 7 -o items.json"
    "\n  quizgen generate cost --kind numerical -o cost.xml"
    "\n  quizgen generate dilation,cost --format moodle,pdf -o x/"
    "\n  quizgen generate --network resnet18 -n 8 --key",
)
@names_argument("FAMILY|TOPIC|FILE|all ...")
@request_options("How many items in all.")
@file_options("by the end of FILE, else markdown", "-", "FILE", "A file, a folder, or - for standard output.")
@hands_options
@click.option("--title", callback=heading, help="The heading.  [default: the family's own]")
@click.pass_context
def command(  # noqa: PLR0913 - click hands over every option
    ctx: click.Context,
    *,
    names: tuple[str, ...],
    request: Request,
    wanted: Wanted,
    hands: Hands,
    title: str | None,
) -> None:
    """Write items to a file, in one format or several.

    Topics take turns, a topic's families come by weight ('quizgen families --help' says how), levels evenly; a smaller
    number gives the beginning of a larger one. 'quizgen families' lists families and topics; FILE is a TOML file of
    items that somebody wrote; several names stand one by one or with commas. With --network they ask about one network,
    at most as many as it has layers to ask about.
    """
    from quizgen.jobs.items import made
    from quizgen.jobs.recipe import Recipe

    chosen = wanted.formats()
    where = wanted.place(chosen, forms=1, otherwise="file")
    if wanted.moodle.split and where == "standard output":
        raise UsageError("--split writes several files: give a name or a folder with -o")
    if title:
        require("title", chosen, lambda _, fmt: not isinstance(fmt, Untitled))
    options = wanted.options(chosen, where, "items")
    found = request.sources(names)
    if not found:
        ctx.fail(
            "Missing argument 'FAMILY|TOPIC|FILE|all ...', or --network NET; 'quizgen families' lists what there is."
        )
    fitting = Fitting(chosen, request.kinds)
    others = ({"--title": title} if title else {}) | unusual(options) | fitting.told(found)
    written = wanted.written(where, request.run_of(names, found, others))
    wish = request.wish(ctx, found, names, fitting)
    form = Form(title or _title(wish), request.seed.text, (), asked=request.asked(names))
    recipe = Recipe(tuple(fmt.name for fmt in chosen), options)
    alone = request.network is not None
    if alone:
        hands.stay(OF_NETWORK)
    passed = Counter[Refusal]()
    with hands.crew(worth=wish.number >= MANY and not alone) as crew, Spools() as spool:
        items = made(wish, recipe, crew, passed)
        seen = items if _seen(wanted.output) else watched(items, "items", wish.number)
        written.write(rendering.files(form, seen, recipe, spool), chosen[0].name, named=not options.split)
    fitting.tell(passed)


def _title(wish: Wish) -> str:
    titles = {cell.source.id: cell.source.title for cell in wish.cells}
    return next(iter(titles.values())) if len(titles) == 1 else "Exercises on convolutional networks"


def _seen(output: str) -> bool:
    """Whether what is written appears on the terminal, where it shows how far the work is."""
    return output == STDOUT and sys.stdout.isatty()
