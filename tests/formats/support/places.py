"""Forms in which one text, and nothing else, is made of words that mean something to some markup."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

import handmade
import handmade_parts
from msgspec.structs import replace

from quizgen.answers import Choice, Option
from quizgen.model import Figure, Form, Item, Section
from quizgen.text import Text

MARKUP = "]]> <b>x</b> & &amp; {} {{y}} {% z %} << u >> = ~"
MARKS = "# : \" ' \\ \\n \\} $v$ \\(w\\) `t` *i* _j_ [a](b) |"
LETTERS = "%50% @score 1. // -> 中文 \N{GRINNING FACE} \N{HEBREW LETTER ALEF} \N{ARABIC LETTER BEH} end"
"""Each short enough for Kahoot."""
Place: TypeAlias = Callable[[str], Form]


def text(words: str) -> Text:
    return Text("About {w} and no more.", {"w": words})


def _form(*items: Item, **changes: Any) -> Form:
    return Form("Quiz", "1", items, "A", ordered=True, **changes)


def _question(item: Item, **changes: Any) -> Form:
    return _form(replace(item, question=replace(item.question, **changes)))


def _choice(words: str, **changes: Any) -> Form:
    first, second, *others = (
        Option(Text(one), Text(one), handmade.slip(one, f"It is not {one}.") if one != "Blue" else None)
        for one in ("Red", "Blue", "Green")
    )
    changed = replace(first, **{name: make(words) for name, make in changes.items()})
    answer = Choice((changed, second, *others), 1)
    return _form(handmade.answered(handmade.choice(), answer, Text("It is."), stem=Text("Which?")))


def _matching(words: str, what: str) -> Form:
    answer = handmade.MATCHING
    if what == "prompts":
        answer = replace(answer, prompts=(text(words), *answer.prompts[1:]))
    else:
        first, *others = answer.options
        answer = replace(answer, options=(replace(first, text=text(words), value=text(words)), *others))
    return _form(handmade.answered(handmade.matching(), answer))


def _part(words: str) -> Form:
    item = handmade_parts.several()
    first, *others = item.question.parts
    return _question(item, parts=(replace(first, prompt=text(words)), *others))


def _solved(words: str) -> Form:
    item = handmade.choice()
    return _form(handmade.answered(item, item.question.parts[0].answer, text(words)))


PLACES: Mapping[str, Place] = {
    "title": lambda words: replace(_form(handmade.choice()), title=words),
    "section": lambda words: _form(handmade.choice(), sections=(Section(words, (), 1),)),
    "stem": lambda words: _question(handmade.choice(), stem=text(words)),
    "code": lambda words: _question(handmade.choice(), stem=Text("About `{w}` and no more.", {"w": words})),
    "option": lambda words: _choice(words, text=text, value=text),
    "feedback": lambda words: _choice(words, slip=lambda said: replace(handmade.slip("x", ""), feedback=text(said))),
    "solution": _solved,
    "prompt": lambda words: _matching(words, "prompts"),
    "match": lambda words: _matching(words, "options"),
    "step": lambda words: _form(
        handmade.answered(
            handmade.ordering(), replace(handmade.ORDERING, steps=(text(words), *handmade.ORDERING.steps[1:]))
        )
    ),
    "heading": lambda words: _form(
        handmade.answered(handmade_parts.grid(), replace(handmade_parts.GRID, corner=text(words)))
    ),
    "part": _part,
    "picture": lambda words: _question(
        handmade.choice(), figures=(Figure("kernel", {"kernel_size": 2, "dilation": 1}, text(words)),)
    ),
}
"""A form for each place of words: an item's, or that of an exam."""
