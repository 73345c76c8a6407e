"""Where a quiz is held: what it says, and what is answered there."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Collection
from typing import Protocol, TypeAlias

LEAVE, UNKNOWN, HINT, SKIP, AGAIN, ENTER = "q", "?", "h", "s", "r", "\n"
PROMPT = "> "
DUMB = {"", "dumb", "unknown"}
"""Terminals on which the cursor stays where it is."""
Words: TypeAlias = Callable[[], str]
"""What is said, worded for as many columns as there are now."""


class Leave(Exception):  # noqa: N818 - the reader's wish, not an error
    """The reader wants to stop."""


class Console(Protocol):
    """A screen, plain lines, or a pipe. Whatever asks raises Leave for ``q`` and at the end of the input."""

    @property
    def attended(self) -> bool:
        """Whether somebody sits there, who can try again and takes time to read; a pipe answers once."""

    @property
    def keys(self) -> bool:
        """Whether a single key answers, without Enter."""

    def turn(self) -> None:
        """A new question begins: what was typed before is forgotten, which was not meant for it."""

    def say(self, words: Words, *, first: bool = False) -> None:
        """Says something; the ``first`` of what is to be read now stays in sight."""

    def wish(self, words: Words) -> None:
        """Says how to answer from now on."""

    def ready(self) -> None:
        """What was said is to be seen now; whatever else answering needs may be fetched."""

    def keep(self, words: Words) -> None:
        """What was answered, to be seen as it was typed."""

    def line(self, prompt: Words) -> str:
        """A line, stripped."""

    def key(self, known: str) -> str:
        """The first of the known keys that is pressed; without ``keys`` a line."""

    def marks(self, letters: str, marked: Collection[str], known: str) -> tuple[str, frozenset[str]]:
        """Has letters marked and unmarked until one of the known keys is pressed; that key, and what is marked.

        Only where there are ``keys``.
        """


def console(*, plain: bool) -> Console:
    """The screen, where there is a terminal that can be one and nobody wants plain lines."""
    if plain or not (sys.stdin.isatty() and sys.stdout.isatty()) or _is_dumb():
        from quizgen.cli.talk.lines import Lines

        return Lines()
    from quizgen.cli.talk.screenful import Screenful

    return Screenful()


def _is_dumb() -> bool:
    return os.name != "nt" and os.environ.get("TERM", "") in DUMB
