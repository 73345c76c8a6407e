"""How far a learner has come: found, and written as text, JSON or a page."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias

import click

from quizgen.cli import plugins
from quizgen.cli.exam_day import remembered
from quizgen.cli.folders import spared
from quizgen.cli.output import Target, write_all
from quizgen.cli.places import STDOUT, has_end
from quizgen.cli.record import opened
from quizgen.errors import UsageError

if TYPE_CHECKING:
    from quizgen.study.insight.found import Progress
    from quizgen.study.log.events import Event

As: TypeAlias = Literal["text", "json", "html"]
SUFFIXES: Mapping[As, str] = {"text": ".txt", "json": ".json", "html": ".html"}
PAGE = "progress.html"


def tell(profile: str, exam: str | date | None, how: As | None, output: str | None) -> None:
    """Tells it on standard output, or writes it to a file: a page unless ``-`` is named for it.

    Where nobody says how, the end of the file's name does, else it is text. What is said of the exam is remembered
    first. Raises QuizgenError for a log that is of no use, and for a file that cannot be written.
    """
    as_named: As | None = next((one for one, suffix in SUFFIXES.items() if output and has_end(output, suffix)), None)
    if how and as_named and how != as_named:
        raise UsageError(
            f"'{output}' ends as {as_named} does, and --{how} is wished: call it otherwise, or drop --{how}"
        )
    how = how or as_named or "text"
    place = output or (PAGE if how == "html" else STDOUT)
    if place != STDOUT:
        spared(Path(place))
    with opened(profile) as record:
        remembered(record, exam)
        progress, kept = found([*record.events()]), record.place
    plugins.left_out()
    text = _text(progress, how, place, kept)
    if place == STDOUT:
        click.echo(text, nl=False)
        return
    for path in write_all([Target(Path(place), [click.unstyle(text).encode()])]):
        click.echo(path)


def found(events: list[Event]) -> Progress:
    """What is told of a learner now."""
    from importlib.metadata import version

    from quizgen import catalog
    from quizgen.cli import clock, zones
    from quizgen.misconceptions.concepts import concepts
    from quizgen.study.insight.progress import progress

    return progress(events, clock.now(), catalog.listed(), concepts(), version("quizgen"), zones.ZONE)


def _text(progress: Progress, how: As, place: str, kept: str) -> str:
    if how == "json":
        from quizgen.study.insight.writing import json

        return json(progress)
    if how == "html":
        from quizgen.study.insight.page import page

        return b"".join(page(progress)).decode()
    from quizgen.cli.progress_text import lines

    drawn = place != STDOUT or _knows_boxes()
    return "\n".join([*lines(progress, drawn=drawn), "", f"Kept in {kept}"]) + "\n"


def _knows_boxes() -> bool:
    """Whether standard output has the letters that bars are drawn with."""
    from quizgen.cli.progress_text import DRAWN

    try:
        DRAWN.encode(sys.stdout.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True
