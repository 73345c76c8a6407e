"""Who picks a number of the stem finds the key no more often than by chance."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import islice
from typing import assert_never

from quizgen.answers import Choice, Grid, Matching, Multiple, Numerical, Ordering
from quizgen.asking.source import Audited
from quizgen.asking.spaced import Spaced
from quizgen.model import Level, Part, Question
from quizgen.text.speech import SPEECH

MANY = 60
CHANCE = Fraction(1, 4)
ENOUGH = 24
"""Of fewer items chance alone may give more."""
_NUMBER = re.compile(r"\d+")


def not_printed(source: Audited, level: Level) -> Iterator[str]:
    """No part's key stands in more than a quarter of the stems, unless the family says why it must."""
    if not isinstance(source, Spaced) or source.printed_key:
        return
    questions = list(islice(source.draw(level, source.usual(level), "1"), MANY))
    if len(questions) < ENOUGH:
        return
    for place in range(len(questions[0].parts)):
        hits = [question for question in questions if _stands(question, place)]
        if len(hits) > CHANCE * len(questions):
            letter = questions[0].letter(place)
            part = f" of part {letter}" if letter else ""
            way = "give other numbers, or say why it cannot be otherwise: printed_key='...'"
            yield f"the key{part} stands in {len(hits)} of {len(questions)} stems, as at {hits[0].where}; {way}"


def _stands(question: Question, place: int) -> bool:
    if place >= len(question.parts):
        return False
    return str(_key(question.parts[place])) in _NUMBER.findall(SPEECH.text(question.stem))


def _key(part: Part) -> object:
    """The key, where it is one number; words that no stem has for any other."""
    match part.answer:
        case Choice(key=option):
            return option.value
        case Numerical(key=key):
            return key
        case Multiple() | Matching() | Ordering() | Grid():
            return None
        case _:
            assert_never(part.answer)
