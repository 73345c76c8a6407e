"""A question as the quiz asks it."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass

import click

from quizgen.asking.source import Source
from quizgen.cli.record import Record, opened
from quizgen.cli.talk.console import Console, Leave
from quizgen.cli.talk.courses import Course
from quizgen.cli.talk.journal import Journal
from quizgen.cli.talk.lines import Lines
from quizgen.cli.talk.round import Round
from quizgen.cli.talk.summing_up import summary
from quizgen.model import Question
from quizgen.study.ahead import Ahead

TITLE = "A title that tells the method"
"""What a question's source is called where nobody says otherwise."""


@dataclass
class Titled:
    """A source of which nothing but its title matters."""

    title: str
    authored: bool = False


def round_of(
    question: Question, title: str, *, console: Console | None = None, record: Record | None = None
) -> tuple[Round, Ahead]:
    """A quiz of that question alone, on plain lines unless another console is given."""
    sources: dict[str, Source] = {question.family: Titled(title)}  # type: ignore[dict-item]  # it is asked for no more
    course = Course(iter([question]), 1, sources, "practice", "seed")
    held = Round(console or Lines(), course, Journal(record or opened(keep=False)))
    return held, Ahead(iter([question]), 1)


def told(question: Question, title: str, *, console: Console | None = None) -> None:
    """Shows, asks, verifies and judges a question, and sums it up."""
    held, ahead = round_of(question, title, console=console)
    with ahead, suppress(Leave):
        held.hold(ahead)
    if not held.results:
        click.echo("No question was answered.")
    for words in summary(held.results, len(held.skipped), 0) if held.results else ():
        click.echo(words)
