"""Answers as a program gives them, and as quizgen marks them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from string import ascii_lowercase
from typing import Any, assert_never

from quizgen.answers import (
    Answer,
    Choice,
    Chosen,
    Filled,
    Given,
    Grid,
    Matching,
    Multiple,
    Number,
    Numerical,
    Ordering,
    Placed,
    Written,
)
from quizgen.answers.marks import NOBODY
from quizgen.answers.values import components
from quizgen.errors import UsageError
from quizgen.math.whole import whole_if_so
from quizgen.model import Question
from quizgen.python.telling import short, told
from quizgen.study.lettered import letters
from quizgen.study.understanding import understood
from quizgen.study.wording import wording
from quizgen.study.written import numbers


def every(question: Question, answer: Any) -> list[Given]:
    """An answer for each part; raises UsageError, in one sentence, for what is none.

    Of several parts, and of a table, a list holds what is given to each, None where nothing is.
    """
    if answer is None:
        return [None] * len(question.parts)
    if len(question.parts) == 1:
        return [of(question.parts[0].answer, answer)]
    if not _is_list(answer) or len(answer) != len(question.parts):
        raise UsageError(f"{told(answer)} is no answer to {len(question.parts)} parts: give a list with one for each")
    own: dict[str, Number] = {}
    found: list[Given] = []
    for part, one in zip(question.parts, answer, strict=True):
        found.append(of(part.answer, one, own))
        own |= numbers(part.answer, found[-1])
    return found


def of(answer: Answer, given: Any, own: Mapping[str, Number] = NOBODY) -> Given:  # noqa: PLR0911 - a kind a line
    """An answer to a part; raises UsageError for what is none. ``own`` are earlier numbers by their names."""
    match answer:
        case _ if given is None:
            return None
        case Choice():
            return Chosen(frozenset([_place(answer, given)]))
        case Multiple():
            return Chosen(_places(answer, given))
        case Matching():
            return Placed(_row(given, len(answer.options), len(answer.prompts)))
        case Ordering():
            return Placed(_order(given, len(answer.steps)))
        case Numerical():
            return _written(answer, given, own)
        case Grid():
            return _filled(answer, given, own)
        case _:
            assert_never(answer)


def _place(answer: Choice, given: Any) -> int:
    """The place of an option: by its letter, or by its value where one alone has it."""
    if isinstance(given, str) and len(given.strip()) == 1 and given.strip().isalpha():
        (place,) = _letters(given, len(answer.options))
        return place
    wanted = tuple(given) if _is_list(given) else given
    found = [place for place, option in enumerate(answer.options) if option.value == wanted]
    if len(found) != 1:
        last = ascii_lowercase[len(answer.options) - 1]
        raise UsageError(f"{told(given)} is none of the options: give the letter of one, a to {last}, or its value")
    return found[0]


def _places(answer: Multiple, given: Any) -> frozenset[int]:
    places = frozenset(_letters(given, len(answer.options)))
    if not places:
        raise UsageError("no letter is given: give those of all options that are right, such as 'ac'")
    return places


def _letters(given: Any, count: int) -> list[int]:
    """The places that letters stand for; spaces and commas between them are passed over."""
    text = given if isinstance(given, str) else "".join(map(str, given)) if isinstance(given, Iterable) else repr(given)
    found = letters(text)
    if wrong := [one for one in found if one not in ascii_lowercase[:count]]:
        raise UsageError(f"'{wrong[0]}' is no letter of an option: they go from a to {ascii_lowercase[count - 1]}")
    return [ascii_lowercase.index(one) for one in found]


def _row(given: Any, options: int, length: int) -> tuple[int, ...]:
    row = tuple(_letters(given, options))
    if len(row) != length:
        called = "letter" if len(row) == 1 else "letters"
        raise UsageError(f"{told(given)} has {len(row)} {called}: give {length} in a row, such as 'ba...'")
    return row


def _order(given: Any, length: int) -> tuple[int, ...]:
    row = _row(given, length, length)
    if len(set(row)) < length:
        raise UsageError(f"{told(given)} names a step twice: give each letter once, in the right order")
    return row


def _written(answer: Numerical, given: Any, own: Mapping[str, Number]) -> Written:
    """A number or a shape, as such or as somebody types it."""
    count = len(components(answer.key))
    if isinstance(given, str):
        if reading := understood(given, answer, own):
            return Written(reading.values)
    else:
        values = tuple(given) if _is_list(given) else (given,)
        if len(values) == count and all(map(_is_number, values)):
            return Written(tuple(Fraction(str(value)) for value in values))
    text = given if isinstance(given, str) else repr(given)
    raise UsageError(wording(answer).refused(text, count, short(text)))


def _filled(grid: Grid, given: Any, own: Mapping[str, Number]) -> Filled:
    cells = list(_flat(given)) if _is_list(given) else []
    if len(cells) != len(grid.open):
        raise UsageError(f"a table with {len(grid.open)} open cells is asked for: give a list with so many, row by row")
    known, found = dict(own), []
    for cell, one in zip(grid.open, cells, strict=True):
        wrote = None if one is None else _written(cell, one, known)
        known |= numbers(cell, wrote)
        found.append(wrote)
    return Filled(tuple(found))


def _flat(rows: Iterable[Any]) -> Iterable[Any]:
    """The cells of rows, or cells alone; a tuple is a shape."""
    for one in rows:
        if isinstance(one, list):
            yield from one
        else:
            yield one


def _is_list(given: Any) -> bool:
    return isinstance(given, Sequence) and not isinstance(given, str | bytes)


def _is_number(value: object) -> bool:
    try:
        Fraction(str(value))
    except (ValueError, ZeroDivisionError):
        return False
    return not isinstance(value, bool)


def right(answer: Answer) -> Any:
    """The right answer, as ``of`` takes it."""
    match answer:
        case Choice():
            return ascii_lowercase[answer.right]
        case Multiple():
            return "".join(ascii_lowercase[place] for place in sorted(answer.right))
        case Matching() | Ordering():
            return "".join(ascii_lowercase[place] for place in answer.places)
        case Numerical():
            key = tuple(map(whole_if_so, components(answer.key)))
            return key if isinstance(answer.key, tuple) else key[0]
        case Grid():
            return [right(cell) for cell in answer.open]
        case _:
            assert_never(answer)
