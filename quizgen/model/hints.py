"""Two hints for an item, from its worked solution: the general formula, then the numbers put into it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import assert_never

from quizgen.answers import Answer, Choice, Grid, Matching, Multiple, Numerical, Ordering
from quizgen.layers import Layer
from quizgen.model import hints_in_words
from quizgen.model.question import Question
from quizgen.text import Filling, Table, Text

PUT_IN = Text("Put the numbers from the question into the general formula.")
GO_ON = Text("Go on from there with what else the question gives.")
COMPARE = Text("Put the numbers of each option into the general formula.")

_HOLE = re.compile(r"\{(\w+)\}")
_NUMBER = re.compile(r"\d+")


def hints(question: Question) -> tuple[Text, ...]:
    """The general formula with the words before it, and the next formula with numbers; neither tells a key.

    Where every later formula would tell the key, the second hint says what to do instead: to put the numbers into the
    general formula, or to go on from one that has them already. An item whose solution has no formula has no hints. One
    in words, whose explanation tells, has those of its own.
    """
    values = [option.value for option in question.options]
    if any(isinstance(value, Text) for value in values):
        return hints_in_words.hints(question)
    steps = (Text(template, text.values) for text in question.solution for template in _steps(text.template))
    keys = tuple(number for part in question.parts for key in _keys(part.answer) for number in _numbers(key))
    given = [text.values for text in (question.stem, *(part.prompt for part in question.parts)) if text.values]
    quiet = (step for step in _with_formulas_alone(steps) if not _tells(step, given, keys))
    first = next(quiet, None)
    if first is None:
        return ()
    if any(isinstance(value, Layer) for value in values):
        return (first, COMPARE)
    later = (step for step in quiet if _alone(step) and step.template not in first.template)
    otherwise = GO_ON if _worked(first) else PUT_IN
    return (first, next((step for step in later if _holes(step.template)), otherwise))


def _keys(answer: Answer) -> Iterable[object]:
    """The values that no hint may tell."""
    match answer:
        case Choice():
            return (answer.key.value,)
        case Multiple():
            return (option.value for option in answer.key)
        case Numerical():
            return (answer.key,)
        case Grid():
            return (cell.key for cell in answer.open)
        case Matching():
            return (option.value for _, option in answer.pairs)
        case Ordering():
            return ()
        case _:
            assert_never(answer)


def _numbers(value: object) -> tuple[object, ...]:
    """The numbers of a shape, or whatever else it is."""
    return value if isinstance(value, tuple) else (value,)


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


def _worked(step: Text) -> bool:
    """Whether the step's formula has the item's numbers instead of being general."""
    return bool(_holes(step.template[step.template.index("$$") :]))


@lru_cache(maxsize=4096)
def _holes(template: str) -> tuple[str, ...]:
    return tuple(_HOLE.findall(template))


def _tells(step: Text, given: Sequence[Mapping[str, Filling]], keys: tuple[object, ...]) -> bool:
    """Whether a number of a key stands in a hole of the step and is none of the numbers that are given.

    The stem gives some, and so do the prompts of parts.
    """
    return any(
        _holds(step.values[name], keys) and all(step.values[name] != some.get(name) for some in given)
        for name in _holes(step.template)
    )


def _holds(value: Filling, key: tuple[object, ...]) -> bool:
    if type(value) is int:  # most are
        return value in key
    words = " ".join(cell for row in value.rows for cell in row) if isinstance(value, Table) else value
    if isinstance(words, str):
        return any(int(number) in key for number in _NUMBER.findall(words))
    return words in key
