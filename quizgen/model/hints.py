"""Two hints for an item, from its worked solution: the general formula, then the numbers put into it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class _Step:
    """A part of a worked solution that ends with its formula; ``alone`` says that it has no words before it.

    ``worked`` says that the formula has the item's numbers instead of being general.
    """

    template: str
    holes: tuple[str, ...]
    alone: bool
    worked: bool


def hints(question: Question) -> tuple[Text, ...]:
    """The general formula with the words before it, and the next formula with numbers; neither tells a key.

    Where every later formula would tell the key, the second hint says what to do instead: to put the numbers into the
    general formula, or to go on from one that has them already. An item whose solution has no formula has no hints. One
    in words, whose explanation tells, has those of its own.
    """
    types = {type(option.value) for option in question.options}
    if Text in types:
        return hints_in_words.hints(question)
    quiet = _quiet(question)
    first, values = next(quiet, (None, {}))
    if first is None:
        return ()
    begin = Text(first.template, values)
    if any(issubclass(kind, Layer) for kind in types):
        return (begin, COMPARE)
    for step, numbers in quiet:
        if step.alone and step.holes and step.template not in first.template:
            return (begin, Text(step.template, numbers))
    return (begin, GO_ON if first.worked else PUT_IN)


def _quiet(question: Question) -> Iterator[tuple[_Step, Mapping[str, Filling]]]:
    """The steps of the solution that tell no key, and the values of their holes."""
    keys = tuple([number for part in question.parts for key in _keys(part.answer) for number in _numbers(key)])
    given = [text.values for text in (question.stem, *(part.prompt for part in question.parts)) if text.values]
    for part in question.parts:
        for text in part.solution:
            for step in _steps(text.template):
                if not _tells(step, text.values, given, keys):
                    yield step, text.values


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
def _steps(template: str) -> tuple[_Step, ...]:
    """The template cut after each display formula, and after a step with words its formula alone.

    What follows the last formula is left out.
    """
    steps: list[_Step] = []
    waiting: list[str] = []
    for chunk in re.split(r"\n\s*\n", template.strip()):
        waiting.append(chunk.strip())
        if waiting[-1].startswith("$$"):
            words = "\n\n".join(waiting)
            steps += map(_step, dict.fromkeys((words, _formula(words))))
            waiting = []
    return tuple(steps)


def _formula(template: str) -> str:
    return template[template.index("$$") :]


def _step(template: str) -> _Step:
    formula = _formula(template)
    return _Step(template, tuple(_HOLE.findall(template)), formula == template, bool(_HOLE.search(formula)))


def _tells(
    step: _Step, values: Mapping[str, Filling], given: Sequence[Mapping[str, Filling]], keys: tuple[object, ...]
) -> bool:
    """Whether a number of a key stands in a hole of the step and is none of the numbers that are given.

    The stem gives some, and so do the prompts of parts.
    """
    for name in step.holes:
        value = values[name]
        if _holds(value, keys) and all(value != some.get(name) for some in given):
            return True
    return False


def _holds(value: Filling, key: tuple[object, ...]) -> bool:
    if type(value) is int:  # most are
        return value in key
    words = " ".join(cell for row in value.rows for cell in row) if isinstance(value, Table) else value
    if isinstance(words, str):
        return any(int(number) in key for number in _NUMBER.findall(words))
    return words in key
