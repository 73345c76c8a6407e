"""What the back of a card has to say the key is."""

from __future__ import annotations

from collections.abc import Iterator
from string import ascii_uppercase
from typing import Any

from plain import said

from quizgen.answers import Choice, Grid, Matching, Multiple, Numerical, Ordering
from quizgen.model import Item


def keys(item: Item) -> list[list[str]]:
    """The bare lines of each part."""
    return [list(_lines(part.answer)) for part in item.question.parts]


def _lines(answer: Any) -> Iterator[str]:
    match answer:
        case Choice(options) | Multiple(options):
            yield from (f"{ascii_uppercase[n]}){said(options[n].text)}" for n in sorted(answer.correct))
        case Numerical():
            yield said(answer.key_words())
        case Matching(prompts, options, places):
            yield from (_labelled(said(one), said(options[n].text)) for one, n in zip(prompts, places, strict=True))
        case Ordering(steps, places):
            yield from (f"{number}){said(steps[n])}" for number, n in enumerate(places, start=1))
        case Grid():
            for place, cell in enumerate(answer.open):
                yield f"{said(answer.heading(place))}:{said(cell.key_words())}"


def _labelled(prompt: str, words: str) -> str:
    """A colon is no second mark behind a sentence's own."""
    return f"{prompt}{words}" if prompt.endswith(("?", "!")) else f"{prompt.removesuffix('.')}:{words}"
