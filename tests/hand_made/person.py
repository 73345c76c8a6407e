"""A person at the quiz who answers what was thought out before."""

from __future__ import annotations

from collections.abc import Iterable

import click

from quizgen.cli.talk.console import LEAVE, Leave, Words
from quizgen.cli.talk.lines import Lines


class Person(Lines):
    """Sits at a simple terminal, types these lines, and leaves, or does what is ``last``."""

    attended = True

    def __init__(self, lines: Iterable[str], last: BaseException | None = None) -> None:
        self._lines = iter(lines)
        self._last = last or Leave()

    def line(self, prompt: Words) -> str:
        """The next line."""
        text = next(self._lines, None)
        if text is None:
            raise self._last
        click.echo(f"{prompt()}{text}")
        if text == LEAVE:
            raise Leave
        return text
