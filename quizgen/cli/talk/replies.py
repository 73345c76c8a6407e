"""What is said of a first try that is wrong, on the lines of a terminal."""

from __future__ import annotations

import click

from quizgen.cli import screen
from quizgen.text import Text
from quizgen.text.terminal import TERMINAL

NOT_YET = "Not yet"


def reply(said: Text) -> str:
    """The sentence on lines of its own, apart from what stands above and below."""
    text = screen.wrapped(TERMINAL.line(said))
    return f"\n{text.replace(NOT_YET, click.style(NOT_YET, bold=True), 1)}\n"
