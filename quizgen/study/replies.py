"""What is said of a first try that is wrong; nothing that tells what is right."""

from __future__ import annotations

from collections.abc import Mapping
from string import ascii_lowercase

from quizgen.answers import Given, Mark, Matching, Multiple, Number, Ordering
from quizgen.model import Question
from quizgen.text import Text
from quizgen.text.joining import joined
from quizgen.text.nodes import Filling


def of_number(question: Question, place: int, own: Mapping[str, Number], given: Given, cell: int = 0) -> Text:
    """``Not yet: the two sides of a kernel are multiplied, not added.``, about a part or an open cell of it."""
    from quizgen.diagnosis import diagnosed, not_yet

    return not_yet([one for one in diagnosed(question, place, given, own) if one.place == cell])


def of_letters(asked: Multiple | Matching | Ordering, mark: Mark) -> Text:
    """How much is right, or that one of several options does not fit."""
    match asked:
        case Multiple():
            return _chosen(mark)
        case Matching():
            return _in_place(len(asked.prompts), mark, "stand where they belong")
        case Ordering():
            return _in_place(len(asked.steps), mark, "stand in their places")


def _chosen(mark: Mark) -> Text:
    """The first of the options that do not fit, or that something is missing."""
    for met in (met for met in mark.met if met.place not in mark.missed):
        begin = Text("Not yet: {letter}) does not fit.", {"letter": ascii_lowercase[met.place]})
        return joined([begin, met.slip.reason], " ") if met.slip.reason else begin
    return Text("Not yet: what you chose fits, but there is more.")


def _in_place(count: int, mark: Mark, where: str) -> Text:
    values: dict[str, Filling] = {"right": count - len(mark.missed), "count": count, "where": where}
    return Text("Not yet: {right} of {count} {where}.", values)
