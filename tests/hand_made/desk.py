"""Somebody who sits an exam by a script, and a clock that the script moves."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import UTC, datetime, timedelta

from quizgen.cli.talk.console import LEAVE, Leave, Words

START = datetime(2026, 12, 1, 9, tzinfo=UTC)


class Desk:
    """A console: each line is typed after so many minutes more; at the end of the script somebody leaves."""

    keys = False

    def __init__(self, *script: str | tuple[float, str], attended: bool = False) -> None:
        self.attended = attended
        self.time = START
        self.said: list[str] = []
        self._script: Iterator[str | tuple[float, str]] = iter(script)

    def now(self) -> datetime:
        """The time by its clock."""
        return self.time

    @property
    def words(self) -> str:
        """All that was said."""
        return "\n".join(self.said)

    def turn(self) -> None:
        """A new page."""

    def say(self, words: Words, *, first: bool = False) -> None:
        """Remembers it."""
        del first
        self.said.append(words())

    def wish(self, words: Words) -> None:
        """Remembers it, too."""
        self.said.append(words())

    def ready(self) -> None:
        """Nothing is needed."""

    def keep(self, words: Words) -> None:
        """It was seen when it was typed."""

    def line(self, prompt: Words) -> str:
        """The next line of the script."""
        self.said.append(prompt())
        step = next(self._script, LEAVE)
        minutes, text = step if isinstance(step, tuple) else (0.0, step)
        self.time += timedelta(minutes=minutes)
        if text == LEAVE:
            raise Leave
        return text

    def key(self, known: str) -> str:
        """A line."""
        del known
        return self.line(str)

    def marks(self, letters: str, marked: Collection[str], known: str) -> tuple[str, frozenset[str]]:
        """Nobody marks letters one by one here."""
        raise NotImplementedError
