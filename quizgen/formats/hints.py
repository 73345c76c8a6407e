"""Two hints for an item, taken from its worked solution: the general formula, then the numbers put into it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from quizgen.layers import Layer
from quizgen.model import Item
from quizgen.text import Filling, Table, Text

PUT_IN = Text("Put the numbers from the question into the general formula.")
COMPARE = Text("Put the numbers of each option into the general formula.")

_HOLE = re.compile(r"\{(\w+)\}")
_NUMBER = re.compile(r"\d+")


def hints(item: Item) -> tuple[Text, ...]:
    """The general formula with the words before it, and the next formula with numbers; neither tells the key.

    Where every later formula would tell the key, the second hint says what to do instead. An item whose solution has
    no formula has no hints; nor has one with options in words, whose explanation tells.
    """
    if any(isinstance(option.value, Text) for option in item.options):
        return ()
    steps = [Text(template, text.values) for text in item.solution for template in _steps(text.template)]
    quiet = (step for step in _with_formulas_alone(steps) if not _tells(step, item))
    first = next(quiet, None)
    if first is None:
        return ()
    if any(isinstance(option.value, Layer) for option in item.options):
        return (first, COMPARE)
    later = (step for step in quiet if _alone(step) and step.template not in first.template)
    return (first, next((step for step in later if _holes(step.template)), PUT_IN))


@lru_cache(maxsize=1024)
def _steps(template: str) -> tuple[str, ...]:
    """The template cut after each display formula; what follows the last one is left out."""
    steps: list[str] = []
    waiting: list[str] = []
    for chunk in re.split(r"\n\s*\n", template.strip()):
        waiting.append(chunk.strip())
        if waiting[-1].startswith("$$"):
            steps.append("\n\n".join(waiting))
            waiting = []
    return tuple(steps)


def _with_formulas_alone(steps: Iterable[Text]) -> Iterator[Text]:
    """Each step, and after a step with words its formula alone."""
    for step in steps:
        yield step
        if not _alone(step):
            yield Text(step.template[step.template.index("$$") :], step.values)


def _alone(step: Text) -> bool:
    return step.template.startswith("$$")


@lru_cache(maxsize=4096)
def _holes(template: str) -> tuple[str, ...]:
    return tuple(_HOLE.findall(template))


def _tells(step: Text, item: Item) -> bool:
    """Whether a number of the key stands in a hole of the step and is none of the numbers that the stem gives."""
    key = item.key if isinstance(item.key, tuple) else (item.key,)
    given = item.stem.values
    return any(_holds(value, key) for name in _holes(step.template) if (value := step.values[name]) != given.get(name))


def _holds(value: Filling, key: tuple[object, ...]) -> bool:
    words = " ".join(cell for row in value.rows for cell in row) if isinstance(value, Table) else value
    if isinstance(words, str):
        return any(int(number) in key for number in _NUMBER.findall(words))
    return words in key
