"""List the families of items and how many items each holds."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import click

from quizgen.asking.source import Source
from quizgen.cli import plugins
from quizgen.errors import QuizgenError
from quizgen.model import LEVELS

if TYPE_CHECKING:
    from quizgen.counting.counts import Counts

NONE = "–"


@click.command(
    "families",
    epilog="\b\nExamples:\n  quizgen families\n  quizgen families --json",
)
@click.option("--json", "as_json", is_flag=True, help="A JSON list instead of a table.")
def command(*, as_json: bool) -> None:
    """List the families of items and how many items each holds.

    By topic, files of authored items among them. For each level: the number of distinct items, and how many of them can
    be asked as a choice whose key nobody guesses from the options. The names in the first column and the topics are
    what generate, quiz, show and check take.
    """
    counted, broken = _counted()
    if as_json:
        listed = [entry(source, found) for source, found in counted.items()]
        click.echo(json.dumps(listed, indent=2, ensure_ascii=False))
    else:
        click.echo("\n".join(_table(counted)))
    plugins.left_out(broken)


def _counted() -> tuple[dict[Source, Counts], list[str]]:
    """What every source holds, and a sentence for each plug-in's that cannot be counted."""
    from quizgen import catalog
    from quizgen.counting.counts import counts

    found: dict[Source, Counts] = {}
    broken = []
    for source in catalog.sources():
        try:
            found[source] = counts(source)
        except Exception as error:
            if source in catalog.shipped_families():
                raise
            broken.append(_refusal(source, error))
    return found, broken


def _refusal(source: Source, error: Exception) -> str:
    if isinstance(error, QuizgenError):
        return str(error)
    from quizgen import catalog

    return f"{source.id} cannot be counted: {catalog.blamed(error, source.module.partition('.')[0])}"


def entry(source: Source, found: Counts) -> dict[str, object]:
    """A source as JSON."""
    from quizgen.counting.counts import distinct_of

    return {
        "family": source.id,
        "topic": source.topic,
        "title": source.title,
        "asks": source.asks,
        "levels": distinct_of(found, authored=source.authored),
        "kinds": list(source.kinds),
    }


def _table(counted: Mapping[Source, Counts]) -> Iterator[str]:
    rows = {source: _row(source, found) for source, found in counted.items()}
    head = (("", "", *(level for level in LEVELS for _ in range(2))), ("family", "kinds", *["items", "choice"] * 3))
    widths = [max(map(len, column)) for column in zip(*head, *rows.values(), strict=True)]
    yield _levels_line(widths)
    yield _line(head[1], widths)
    for topic in dict.fromkeys(source.topic for source in rows):
        yield f"\n{topic}"
        for source, row in rows.items():
            if source.topic == topic:
                yield _line(row, widths)
    yield ""
    yield "items: distinct items; choice: those of them that can be asked as choice; as written: each in its own way"


def _row(source: Source, found: Counts) -> tuple[str, ...]:
    from quizgen.counting.counts import distinct_of

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
