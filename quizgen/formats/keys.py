"""What stands in a key beside a question, and what is said about its other answers."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from quizgen.answers import Answer, Grid, Ordering, Remark
from quizgen.formats.frames import Frame, frame
from quizgen.model import Question
from quizgen.text import Text
from quizgen.text.joining import joined


def key_words(question: Question, words: Frame | None = None) -> Text:
    """Letters, a number, or for several parts “(a) B; (b) 729”; where to look for a table, in the frame's words."""
    return _together(question, [_words(part.answer, words) for part in question.parts])


def key_in_words(question: Question, words: Frame | None = None) -> Text:
    """What stands beside a worked solution: as ``key_words``, but the steps of an order themselves."""
    answers = (part.answer for part in question.parts)
    shown = [one.key_in_words() if isinstance(one, Ordering) else _words(one, words) for one in answers]
    return _together(question, shown)


def _together(question: Question, words: list[Text]) -> Text:
    lettered = (joined([Text(f"({question.letter(place)})"), one], " ") for place, one in enumerate(words))
    return words[0] if len(words) == 1 else joined(lettered, "; ")


def _words(answer: Answer, words: Frame | None) -> Text:
    return Text((words or frame()).see_table) if isinstance(answer, Grid) else answer.key_words()


class PartRemark(Struct, frozen=True):
    """A remark and the letter of the part that it belongs to, nothing where there is only one."""

    part: str
    remark: Remark


def remarks(question: Question) -> Iterator[PartRemark]:
    """What is said about the other answers of all parts."""
    for place, part in enumerate(question.parts):
        for remark in remarks_on(part.answer):
            yield PartRemark(question.letter(place), remark)


def remarks_on(answer: Answer) -> Iterator[Remark]:
    """What is said about the other answers of one part; of some nobody said anything."""
    return (remark for remark in answer.remarks() if remark.slip.reason)
