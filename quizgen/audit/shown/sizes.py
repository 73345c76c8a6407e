"""Sizes among the words of a stem, such as ``112 × 112``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from quizgen.audit.shown.layers import Given, flat
from quizgen.model import Question
from quizgen.text.markdown import MARKDOWN

_FENCED = re.compile(r"```.*?```", re.DOTALL)
_SIZE = re.compile(r"(?:\b(with an input of|is given) )?\b(\d[\d,]*(?: × \d[\d,]*)+)\b")
"""A size, and what is said of a whole network, of which the item asks about a part."""


def contradictions(question: Question, given: Given) -> Iterator[str]:
    """Every size that no value of the JSON holds."""
    held = [_numbers(value) for holder in given.holders for value in holder.values()]
    found = _SIZE.findall(_FENCED.sub("\n", MARKDOWN.text(question.stem)))
    for written in dict.fromkeys(size for whole, size in found if not (whole and "names" in given.params)):
        size = [int(side.replace(",", "")) for side in written.split(" × ")]
        if not any(_within(size, numbers) for numbers in held):
            yield f"the stem says {written}, a size that params do not hold"


def _numbers(value: object) -> Sequence[object]:
    return flat(value) if isinstance(value, list) else [value]


def _within(size: Sequence[int], numbers: Sequence[object]) -> bool:
    """Whether the size stands there in a row; a square may be told by its side alone."""
    rows = [numbers[start : start + len(size)] for start in range(len(numbers))]
    return any(list(row) == size for row in (*rows, *([side] * 2 for side in numbers)))
