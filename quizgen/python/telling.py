"""How a message tells what was given."""

from __future__ import annotations

from quizgen.study.wording import SHOWN


def told(given: object) -> str:
    """A value as Python writes it, on one line and not too long."""
    return short(" ".join(repr(given).split()))


def short(text: str) -> str:
    """The beginning of a text."""
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
