"""What is said of an answered item, part by part, as texts: whether it is right, and what the very mistake was.

The terminal says the same in lines of its own (``cli/talk/verdicts.py``).
"""

from __future__ import annotations

from collections.abc import Iterator
from string import ascii_lowercase
from typing import assert_never

from msgspec import Struct

from quizgen.answers import Answer, Choice, Grid, Mark, Matching, Multiple, Numerical, Ordering
from quizgen.answers.tables import keys, table
from quizgen.answers.values import written
from quizgen.study.remarks import Remark, carried, ended, remarks
from quizgen.study.session import Result
from quizgen.study.shows import diagnoses
from quizgen.text import Text
from quizgen.text.joining import joined, unended

RIGHT, WRONG, OPEN = "Right.", "Not right.", ""


class Said(Struct, frozen=True):
    """Of the part with a ``letter`` (of several): a word, whether it is right, and sentences after it."""

    letter: str
    right: bool
    word: str
    texts: tuple[Text, ...]


def verdict(result: Result) -> tuple[Said, ...]:
    """What is said of every part."""
    question = result.item.question
    return tuple(_part(question.letter(place), place, mark, result) for place, mark in enumerate(result.marks))


def _part(letter: str, place: int, mark: Mark, result: Result) -> Said:
    answer = result.item.question.parts[place].answer
    own = tuple(carried(answer, mark, result))
    if mark.right:
        return Said(letter, right=True, word=RIGHT, texts=own)
    found = remarks(answer, mark, diagnoses(place, result))
    texts = (*_key(answer), *(text for remark in found for text in _texts(remark)), *own)
    return Said(letter, right=False, word=OPEN if mark.given is None else WRONG, texts=texts)


def _texts(remark: Remark) -> tuple[Text, ...]:
    """A remark in paragraphs: what it begins with goes on with a sentence, but not with lines that were worked."""
    if remark.head is None:
        return remark.said
    if remark.worked:
        return (remark.head, *remark.said)
    return (joined([remark.head, *remark.said], " "),)


def _key(answer: Answer) -> Iterator[Text]:
    """What is right."""
    match answer:
        case Numerical():
            yield joined([Text("The answer is"), ended(written(answer.key), ".")], " ")
        case Grid():
            yield Text("The answer is what stands in this table.")
            yield Text("{grid}", {"grid": table(answer, keys)})
        case Choice() | Multiple():
            right = [_option(place, unended(answer.options[place].text)) for place in sorted(answer.correct)]
            yield joined([Text("The answer is"), ended(joined(right, "; "), ".")], " ")
        case Matching():
            yield Text("The answer is this:")
            yield from (joined([prompt, option.text], " → ") for prompt, option in answer.pairs)
        case Ordering():
            yield Text("The answer is this order:")
            yield from (_option(place, answer.steps[place]) for place in answer.places)
        case _:
            assert_never(answer)


def _option(place: int, text: Text) -> Text:
    return joined([Text("{letter})", {"letter": ascii_lowercase[place]}), text], " ")
