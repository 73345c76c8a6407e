"""The hints of a question, shown one after the other when they are asked for."""

from __future__ import annotations

import click

from quizgen.cli import screen
from quizgen.model import Question
from quizgen.model.hints import hints


class Hints:
    """What a question's hints are, and how many of them were ``seen``."""

    def __init__(self, question: Question) -> None:
        self._texts = hints(question)
        self.seen = 0

    @property
    def exist(self) -> bool:
        """Whether there is any hint."""
        return bool(self._texts)

    def show(self) -> None:
        """Prints the next hint, or that there is none."""
        if self.seen == len(self._texts):
            click.echo("There is no further hint." if self._texts else "There is no hint for this question.")
            return
        text = self._texts[self.seen]
        self.seen += 1
        name = click.style(f"Hint {self.seen} of {len(self._texts)}", bold=True)
        click.echo(f"\n{name}\n{screen.shown(text, '  ')}\n")
