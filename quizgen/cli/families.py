"""List the families of items and how many items each holds."""

from __future__ import annotations

import json
from collections.abc import Iterator

import click

from quizgen import catalog
from quizgen.asking.source import Source
from quizgen.cli import plugins
from quizgen.counting.counts import counts, distinct, distinct_of
from quizgen.model import LEVELS

NONE = "–"


@click.command(
    "families",
    epilog="\b\nExamples:\n  quizgen families\n  quizgen families --json",
)
@click.option("--json", "as_json", is_flag=True, help="A JSON list instead of a table.")
def command(*, as_json: bool) -> None:
    """List the families of items and how many items each holds.

    For each level: the number of distinct items, and how many of them can be asked as a choice whose key nobody guesses
    from the options.
    """
    if as_json:
        click.echo(json.dumps([entry(source) for source in catalog.sources()], indent=2, ensure_ascii=False))
    else:
        click.echo("\n".join(_table()))
    plugins.left_out()


def entry(source: Source) -> dict[str, object]:
    """A source as JSON."""
    return {
        "family": source.id,
        "topic": source.topic,
        "title": source.title,
        "asks": source.asks,
        "levels": distinct(source),
        "kinds": list(source.kinds),
    }


def _table() -> Iterator[str]:
    rows = {source: _row(source) for source in catalog.sources()}
    head = (("", "", *(level for level in LEVELS for _ in range(2))), ("family", "asked as", *["items", "choice"] * 3))
    widths = [max(map(len, column)) for column in zip(*head, *rows.values(), strict=True)]
    yield _levels_line(widths)
    yield _line(head[1], widths)
    for topic in catalog.topics():
        yield f"\n{topic}"
        for source, row in rows.items():
            if source.topic == topic:
                yield _line(row, widths)
    yield ""
    yield "items: distinct items; choice: those of them that can be asked as choice; as written: each in its own way"


def _row(source: Source) -> tuple[str, ...]:
    found = counts(source)
    every = distinct_of(found, authored=source.authored)
    choice = {level: f"{kinds['choice']:,}" if "choice" in kinds else NONE for level, kinds in found.items()}
    numbers = [text for level in LEVELS for text in (f"{every[level]:,}", choice[level])]
    return (f"  {source.id}", "as written" if source.authored else ", ".join(found["easy"]), *numbers)


def _line(cells: tuple[str, ...], widths: list[int]) -> str:
    words = "  ".join(map(str.ljust, cells[:2], widths[:2]))
    return words + "  " + "  ".join(map(str.rjust, cells[2:], widths[2:]))


def _levels_line(widths: list[int]) -> str:
    pairs = [widths[place] + widths[place + 1] + 2 for place in range(2, len(widths), 2)]
    levels = "  ".join(map(str.rjust, LEVELS, pairs))
    return " " * (widths[0] + widths[1] + 4) + levels
