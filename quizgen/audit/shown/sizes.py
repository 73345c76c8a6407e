"""Sizes among the words of a stem, such as ``112 × 112``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from quizgen.audit.shown.layers import Given, flat
from quizgen.model import Question
from quizgen.text.markdown import MARKDOWN

_FENCED = re.compile(r"```.*?```", re.DOTALL)
_SIZE = re.compile(r"\b\d+(?: × \d+)+\b")


def contradictions(question: Question, given: Given) -> Iterator[str]:
    """Every size that no value of the JSON holds."""
    held = [_numbers(value) for holder in given.holders for value in holder.values()]
    for written in dict.fromkeys(_SIZE.findall(_FENCED.sub("\n", MARKDOWN.text(question.stem)))):
        size = [int(side) for side in written.split(" × ")]
        if not any(_within(size, numbers) for numbers in held):
            yield f"the stem says {written}, a size that params do not hold"


def _numbers(value: object) -> Sequence[object]:
    return flat(value) if isinstance(value, list) else [value]


def _within(size: Sequence[int], numbers: Sequence[object]) -> bool:
    """Whether the size stands there in a row; a square may be told by its side alone."""
    rows = [numbers[start : start + len(size)] for start in range(len(numbers))]
    return any(list(row) == size for row in (*rows, *([side] * 2 for side in numbers)))
