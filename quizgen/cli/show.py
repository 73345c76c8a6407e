"""Show one item with everything that belongs to it."""

from __future__ import annotations

from collections.abc import Iterator

import click

from quizgen import catalog
from quizgen.asking.source import Source
from quizgen.blueprint.spread import askable, cells, spread
from quizgen.cli import plugins, screen
from quizgen.cli.options import Seed, kind_option, level_option, seed_option
from quizgen.model import Item, Kind, Level, Option
from quizgen.text.terminal import TERMINAL


@click.command(
    "show",
    epilog="Example: quizgen show conv-output-size --level hard --seed 7",
)
@click.argument("family", metavar="FAMILY|FILE")
@level_option
@kind_option
@seed_option
def command(*, family: str, levels: tuple[Level, ...], kind: Kind | None, seed: Seed) -> None:
    """Show one item with everything that belongs to it.

    The stem, each option with its misconception and feedback, the key, the worked solution, the source of the formula
    and what the real layers gave.
    """
    sources, _ = askable(catalog.select([family]), kind)
    plugins.left_out()
    drawn = spread(cells(sources, levels, kind), 1, seed.text)
    seed.announce()
    for item in drawn:
        source = next(source for source in sources if source.id == item.family)
        click.echo("\n".join(_parts(item, source)))


def _parts(item: Item, source: Source) -> Iterator[str]:
    yield screen.rule(source.title)
    yield screen.wrapped(source.description, "  ")
    yield ""
    yield screen.stem(item)
    yield ""
    yield from _options(item)
    yield f"{screen.rule('Key')}\n{screen.wrapped(screen.key(item), '  ')}\n"
    yield f"{screen.rule('Solution')}\n{screen.solution(item)}\n"
    yield screen.rule("Where it comes from")
    yield from _facts(item)


def _options(item: Item) -> Iterator[str]:
    if item.kind == "numerical":
        yield screen.wrapped("A number is asked. These wrong values are foreseen:")
    if item.prompts:
        yield screen.prompts(item) + "\n"
    for place, option in enumerate(item.options):
        text = screen.option(place, option) if item.kind != "numerical" else f"  {TERMINAL.line(option.text)}"
        yield click.style(text, fg="green" if option.correct else None)
        if item.kind != "ordering" or option is item.options[-1]:
            yield click.style(screen.wrapped(_remark(option), "      "), dim=True)
    yield ""


def _remark(option: Option) -> str:
    words = TERMINAL.line(option.feedback)
    return f"{option.misconception}: {words}" if option.misconception else words


def _facts(item: Item) -> Iterator[str]:
    measured = ", ".join(screen.value(values[0] if len(values) == 1 else values) for values in item.evidence.measured)
    facts = {
        "item": item.id,
        "topic": item.topic,
        "level": item.level,
        "asked as": item.kind,
        "asks": item.asks,
        "source": item.source,
        "torch": f"{item.evidence.torch} measured {measured}" if measured else "nothing to measure: the source decides",
    }
    for name, words in facts.items():
        yield screen.wrapped(words, f"  {name:<10}", " " * 12)
