"""What stands in a key beside a question, and what is said about its other answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from quizgen.answers import Answer, Grid, Ordering, Remark
from quizgen.model import Question
from quizgen.text import Text
from quizgen.text.joining import joined

TABLE = Text("see the table")


def key_words(question: Question) -> Text:
    """Letters, a number, or for several parts “(a) B; (b) 729”."""
    return _together(question, [_words(part.answer) for part in question.parts])


def key_in_words(question: Question) -> Text:
    """What stands beside a worked solution: as ``key_words``, but the steps of an order themselves."""
    answers = [part.answer for part in question.parts]
    return _together(question, [one.key_in_words() if isinstance(one, Ordering) else _words(one) for one in answers])


def _together(question: Question, words: list[Text]) -> Text:
    lettered = (joined([Text(f"({question.letter(place)})"), one], " ") for place, one in enumerate(words))
    return words[0] if len(words) == 1 else joined(lettered, "; ")


def _words(answer: Answer) -> Text:
    return TABLE if isinstance(answer, Grid) else answer.key_words()


@dataclass(frozen=True, slots=True)
class PartRemark:
    """A remark and the letter of the part that it belongs to, nothing where there is only one."""

    part: str
    remark: Remark


def remarks(question: Question) -> Iterator[PartRemark]:
    """What is said about the other answers of all parts."""
    for place, part in enumerate(question.parts):
        for remark in part.answer.remarks():
            yield PartRemark(question.letter(place), remark)
