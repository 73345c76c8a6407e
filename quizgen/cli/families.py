"""List the families of items and how many items each holds."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import TYPE_CHECKING

import click

from quizgen.asking.source import Source
from quizgen.cli import plugins, screen
from quizgen.errors import QuizgenError
from quizgen.model import LEVELS
from quizgen.text.columns import columns
from quizgen.text.terminal_tables import blocks
from quizgen.text.wrapping import wrap

if TYPE_CHECKING:
    from quizgen.counting.counts import Counts

NONE = "–"
WORDS = 3
"""The columns that hold words."""
MEANS = "items: distinct items; choice: those of them that can be asked as choice; as written: each in its own way"
SHORT = "distinct items, and in brackets those of them that can be asked as choice; as written: each in its own way"


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

    A family is core, common or special: a topic's families are drawn 6 : 3 : 1, by 'generate TOPIC', by 'all', by the
    quiz and by a topic's slot of a blueprint. What every course asks is core, a curiosity is special. Where all topics
    are drawn from, each weighs as much as its heaviest family. A family that is named weighs as a core one.
    """
    counted, broken = _counted()
    if as_json:
        listed = [entry(source, found) for source, found in counted.items()]
        click.echo(json.dumps(listed, indent=2, ensure_ascii=False))
    else:
        click.echo("\n".join(_fitted(counted)))
    plugins.left_out(broken)


def _counted() -> tuple[dict[Source, Counts], list[str]]:
    """What every source holds, and a sentence for each plug-in's that cannot be counted."""
    from quizgen import catalog
    from quizgen.counting.counts import counts

    found: dict[Source, Counts] = {}
    broken = []
    for source in catalog.listed():
        try:
            found[source] = counts(source)
        except Exception as error:  # a plug-in's is told beside the table; quizgen's own is raised again
            if source in catalog.shipped_families():
                raise
            broken.append(_refusal(source, error))
    if not catalog.known():
        catalog.keep(catalog.shipped_sources())
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
        "weight": source.weight,
        "asks": source.asks,
        "levels": distinct_of(found, authored=source.authored),
        "kinds": list(source.kinds),
    }


def _fitted(counted: Mapping[Source, Counts]) -> list[str]:
    """The table, or where a terminal has no room for it a block for each source."""
    lines = list(_table(counted))
    if not sys.stdout.isatty() or max(map(columns, lines)) <= screen.room():
        return lines
    return list(_blocks(counted, screen.room()))


def _blocks(counted: Mapping[Source, Counts], width: int) -> Iterator[str]:
    """Each source with its numbers behind their labels, topic by topic."""
    for topic, sources in groupby(counted, key=lambda source: source.topic):
        yield f"\n{topic}"
        yield from blocks(
            ("", "weight", "kinds", *LEVELS), [_short(source, counted[source]) for source in sources], width
        )
    yield from ("", *wrap(SHORT, width))


def _short(source: Source, found: Counts) -> tuple[str, ...]:
    """A row with one cell a level."""
    name, weight, kinds, *numbers = _row(source, found)
    levels = (f"{every} ({choice})" for every, choice in zip(numbers[::2], numbers[1::2], strict=True))
    return (name.strip(), weight, kinds, *(text.removesuffix(f" ({NONE})") for text in levels))


def _table(counted: Mapping[Source, Counts]) -> Iterator[str]:
    rows = {source: _row(source, found) for source, found in counted.items()}
    head = (
        ("", "", "", *(level for level in LEVELS for _ in range(2))),
        ("family", "weight", "kinds", *["items", "choice"] * 3),
    )
    widths = [max(map(len, column)) for column in zip(*head, *rows.values(), strict=True)]
    yield _levels_line(widths)
    yield _line(head[1], widths)
    for topic in dict.fromkeys(source.topic for source in rows):
        yield f"\n{topic}"
        for source, row in rows.items():
            if source.topic == topic:
                yield _line(row, widths)
    yield ""
    yield MEANS


def _row(source: Source, found: Counts) -> tuple[str, ...]:
    from quizgen.counting.counts import distinct_of

    every = distinct_of(found, authored=source.authored)
    choice = {level: f"{kinds['choice']:,}" if "choice" in kinds else NONE for level, kinds in found.items()}
    numbers = [text for level in LEVELS for text in (f"{every[level]:,}", choice[level])]
    kinds = "as written" if source.authored else ", ".join(sorted(found["easy"]))
    return (f"  {source.id}", source.weight, kinds, *numbers)


def _line(cells: tuple[str, ...], widths: list[int]) -> str:
    words = "  ".join(map(str.ljust, cells[:WORDS], widths[:WORDS]))
    return words + "  " + "  ".join(map(str.rjust, cells[WORDS:], widths[WORDS:]))


def _levels_line(widths: list[int]) -> str:
    pairs = [widths[place] + widths[place + 1] + 2 for place in range(WORDS, len(widths), 2)]
    levels = "  ".join(map(str.rjust, LEVELS, pairs))
    return " " * (sum(widths[:WORDS]) + 2 * WORDS) + levels
