"""What quiz and show say about an item has room on the terminal: stem, options, prompts, hints, key and solution."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

import click
import pytest
from click.testing import CliRunner
from person import Person
from quizzed import told

from quizgen import catalog
from quizgen.answers.numerical import components_of
from quizgen.asking.source import Source
from quizgen.blueprint import draw
from quizgen.cli import screen, show
from quizgen.cli.talk.verdicts import verdict
from quizgen.model import LEVELS, Item, Level
from quizgen.study.session import grade
from quizgen.text.columns import columns

WIDTHS = (60, 80, 100)
LINES = "h\nh\nh\n\nno number or letter\n" + "?\n" * 200
AUTHORED = [(source, level) for source in catalog.sources() if source.authored for level in LEVELS]


def items(source: Source, level: Level) -> Iterator[Item]:
    for kind in source.kinds:
        yield from islice(draw(source, level, kind, "width"), 1)


def shown(item: Item, title: str) -> str:
    """The quiz for somebody who asks for all hints, types what cannot be read, and gives up."""

    @click.command()
    def command() -> None:
        click.echo(screen.rule(f"Question 10 of 10: {screen.about(item.question)}"))
        told(item.question, title)

    result = CliRunner().invoke(command, input=LINES)
    assert result.exception is None, result.output
    return result.output


def mistaken(item: Item, title: str) -> str:
    """The quiz for somebody who makes a known mistake twice wherever a number is asked for, and goes on to the next."""
    wrong = (next(iter(one.foreseen), None) for one in item.question.numericals)
    typed = [screen.ungrouped(components_of(one)) if one else "987654321" for one in wrong]

    @click.command()
    def command() -> None:
        told(item.question, title, console=Person([*(line for one in typed for line in (one, one)), *["?"] * 200]))

    result = CliRunner().invoke(command)
    assert result.exception is None, result.output
    return result.output


def said(item: Item, source: Source) -> Iterator[str]:
    """Every line that is said about an item, also by ``show``, and to whoever makes a mistake in its first part."""
    first, *others = (part.answer for part in item.question.parts)
    given = ([one, *[None] * len(others)] for one in first.samples().wrong)
    verdicts = ("\n".join(verdict(grade(item, one))) for one in given)
    for text in (
        shown(item, source.title),
        mistaken(item, source.title),
        "\n".join(show._parts(item, source)),
        *verdicts,
    ):
        yield from click.unstyle(text).split("\n")


def check(source: Source, level: Level, monkeypatch: pytest.MonkeyPatch) -> None:
    for item in items(source, level):
        for width in WIDTHS:
            monkeypatch.setenv("COLUMNS", str(width))
            assert [line for line in said(item, source) if columns(line.rstrip()) > width] == []


def test_no_line_about_a_computed_item_is_wider_than_the_terminal(
    source: Source, level: Level, monkeypatch: pytest.MonkeyPatch
) -> None:
    check(source, level, monkeypatch)


@pytest.mark.parametrize(("authored", "at"), AUTHORED, ids=[f"{source.id}-{level}" for source, level in AUTHORED])
def test_no_line_about_an_authored_item_is_wider_than_the_terminal(
    authored: Source, at: Level, monkeypatch: pytest.MonkeyPatch
) -> None:
    check(authored, at, monkeypatch)
