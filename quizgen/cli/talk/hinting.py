"""The hints of a question, shown one after the other when they are asked for."""

from __future__ import annotations

import click

from quizgen.cli import screen
from quizgen.cli.talk.console import Console
from quizgen.model import Question
from quizgen.model.hints import hints
from quizgen.text import Text


class Hints:
    """What a question's hints are, and how many of them were ``seen``."""

    def __init__(self, question: Question, console: Console) -> None:
        self._texts = hints(question)
        self._console = console
        self.seen = 0

    @property
    def exist(self) -> bool:
        """Whether there is any hint."""
        return bool(self._texts)

    def show(self) -> None:
        """Says the next hint, or that there is none."""
        if self.seen == len(self._texts):
            there = "There is no further hint." if self._texts else "There is no hint for this question."
            self._console.say(lambda: there)
            return
        text = self._texts[self.seen]
        self.seen += 1
        self._say(text, f"Hint {self.seen} of {len(self._texts)}")

    def _say(self, text: Text, name: str) -> None:
        self._console.say(lambda: f"\n{click.style(name, bold=True)}\n{screen.shown(text, '  ')}\n")
