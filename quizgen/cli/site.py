"""Make a folder for a course's web space: practice pages by topic and level, and the page that leads to them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec import structs

from quizgen.cli import completion
from quizgen.cli.folders import admitted
from quizgen.cli.hands import Hands, hands_options
from quizgen.cli.listing import Run, contents
from quizgen.cli.options import ALL, count, level_option, names_argument, output_option, replace_option, seed_option
from quizgen.cli.options import title as heading
from quizgen.cli.places import STDOUT, has_end
from quizgen.cli.watching import watched
from quizgen.errors import UsageError
from quizgen.formats.frames import ENGLISH, languages
from quizgen.formats.protocol import VARIANTS, File
from quizgen.model import LEVELS, Level
from quizgen.reading.advice import advice

if TYPE_CHECKING:
    from quizgen.asking.source import Source
    from quizgen.cli.options import Seed
    from quizgen.site.index import Site
    from quizgen.site.pages import Page
    from quizgen.site.planning import Wishes

EACH = 20
"""Questions of a page."""
MOST = 200
"""Of them: more make a page that a telephone waits for."""


def _language(ctx: click.Context, param: click.Parameter, value: str) -> str:
    if value not in languages():
        raise click.BadParameter(f"there is no language '{value}'; {advice(value, languages())}", ctx, param)
    return value


@click.command(
    "site",
    epilog="\b\nExamples:"
    "\n  quizgen site -o site --seed 7"
    "\n  quizgen site output-size parameters -n 30 -o week-3"
    "\n  quizgen site my-items.toml --level easy,medium -o site",
)
@names_argument("[FAMILY|TOPIC|FILE|all ...]")
@output_option("site", "FOLDER", "A folder, which need not be there.")
@click.option(
    "-n",
    "--number",
    callback=count(MOST),
    metavar="N",
    default=str(EACH),
    show_default=True,
    help="How many questions a page has at most.",
)
@level_option
@seed_option
@click.option(
    "--variants",
    callback=count(20, least=0),
    metavar="N",
    help=f"In how many further numbers each question can be asked, 0 to 20.  [default: {VARIANTS}, fewer of long ones]",
)
@click.option(
    "--language",
    default=ENGLISH,
    show_default=True,
    metavar="LANGUAGE",
    callback=_language,
    shell_complete=completion.one_of(languages),
    help="That of the words around the questions: en or de.",
)
@click.option("--title", callback=heading, help="The heading of the page that leads to the others.")
@replace_option
@hands_options
def command(  # noqa: PLR0913 - click hands over every option
    *,
    names: tuple[str, ...],
    output: str,
    number: int,
    levels: tuple[Level, ...],
    seed: Seed,
    variants: int | None,
    language: str,
    title: str | None,
    replace: bool,
    hands: Hands,
) -> None:
    """Make a folder for a course's web space: a practice page for each topic and level.

    Copy the folder to where the course's files are, or open index.html in it: it leads to the pages by topic and
    level, says what to learn first, and how far one is where the browser tells. Each page is one file that works
    without a network. Without names there are pages for all topics.
    """
    from quizgen.cli.networks import asked
    from quizgen.site import pages, planning

    folder = _folder(output)
    names = names or (ALL,)
    found = asked(names, None, None, run=False)
    wishes = planning.Wishes(
        levels=levels, number=number, variants=variants, seed=seed.text, language=language, title=title or ""
    )
    place = admitted(folder, _run(names, wishes, found), replace=replace)
    alone = [source.id for source in found if not {ALL, source.topic} & set(names)]
    wanted = planning.wanted(found, wishes, {*names, *alone})
    seed.announce()
    made = watched(hands.spread(pages.made, wanted), "pages", len(wanted))
    place.fill(_files(made, planning.site(found, wishes)))
    click.echo(folder / pages.INDEX)


def _folder(output: str) -> Path:
    """Raises UsageError for what is no folder's name."""
    if output == STDOUT or has_end(output, ".html"):
        raise UsageError(f"a site is a folder of pages, and '{output}' is none: give a name such as site")
    return Path(output)


def _run(names: Sequence[str], wishes: Wishes, found: Sequence[Source]) -> Run:
    """What tells this site from others."""
    told = {
        "site": ",".join(names),
        "-n": str(wishes.number),
        "--seed": wishes.seed,
        "--level": "" if wishes.levels == LEVELS else ",".join(wishes.levels),
        "--variants": "" if wishes.variants is None else str(wishes.variants),
        "--language": "" if wishes.language == ENGLISH else wishes.language,
        "--title": wishes.title,
    }
    return Run({name: said for name, said in told.items() if said}, (contents(found),))


def _files(pages: Iterable[Page], site: Site) -> Iterator[File]:
    """Each page as it is made, and when all are there the one that leads to them."""
    from quizgen.site.index import index
    from quizgen.site.pages import INDEX

    kept = []
    for page in pages:
        yield File(page.wanted.name, [page.content])
        kept.append(structs.replace(page, content=b""))
    yield File(INDEX, [index(site, kept)])
