"""What a wrong answer shows: the mistake, the way to what was written, and the layer for which it would be right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from quizgen.answers import (
    Answer,
    Choice,
    Chosen,
    Filled,
    Given,
    Grid,
    Mark,
    Number,
    Numerical,
    Slip,
    Written,
)
from quizgen.answers.marks import NOBODY
from quizgen.answers.values import components
from quizgen.diagnosis.found import Diagnosis
from quizgen.diagnosis.numbers import Asked, of_number, of_option
from quizgen.diagnosis.saying import of_slip
from quizgen.model import Question

KEPT = 8
"""So many numbers that were asked for last are kept: those of a table, for whoever tries it again."""


def diagnosed(
    question: Question, place: int, given: Given, own: Mapping[str, Number] = NOBODY
) -> tuple[Diagnosis, ...]:
    """What a wrong answer to the part at ``place`` shows, for each wrong number in it; nothing for a right one.

    ``own`` are the learner's numbers by the names of earlier answers. Raises TypeError for an answer that is none to
    the part.
    """
    answer = question.parts[place].answer
    mark = answer.mark(given, own)
    if mark.right or given is None:
        return ()
    return tuple(_found(question, place, answer, mark, own))


def _found(
    question: Question, place: int, answer: Answer, mark: Mark, own: Mapping[str, Number]
) -> Iterator[Diagnosis]:
    slips = {met.place: met.slip for met in mark.met}
    match answer, mark.given:
        case Numerical(), Written(values):
            yield of_number(_asked(question, place, 0, own), values, slips.get(0))
        case Grid(), Filled(cells):
            known = dict(own)
            for number, (cell, wrote) in enumerate(zip(answer.open, cells, strict=True)):
                if wrote and number in mark.missed:
                    asked = _asked(question, place, number, known)
                    yield of_number(asked, wrote.values, slips.get(number))
                known |= zip(cell.names, wrote.values if wrote else components(cell.key), strict=False)
        case Choice(), Chosen(places):
            yield from (of_option(question, place, answer, one) for one in sorted(places))
        case _:
            yield from (in_words(question, number, slip) for number, slip in slips.items())


def _asked(question: Question, part: int, cell: int, own: Mapping[str, Number]) -> Asked:
    return _known(question, question.reasoning, part, cell, tuple(own.items()))


@lru_cache(maxsize=KEPT)
def _known(question: Question, reasoning: object, part: int, cell: int, own: tuple[tuple[str, Number], ...]) -> Asked:
    """A number that is asked for, with the ways to wrong ones, which are found once for all tries of a learner.

    Questions are equal whatever their ``reasoning`` is, from which the ways follow.
    """
    del reasoning
    match question.parts[part].answer:
        case Grid(open=cells):
            return Asked(question, part, cell, cells[cell], dict(own))
        case Numerical() as number:
            return Asked(question, part, cell, number, dict(own))
        case other:
            raise TypeError(f"no number is asked for: {other}")


def in_words(question: Question, place: int, slip: Slip) -> Diagnosis:
    """A mistake about what is no number."""
    first = of_slip(question, slip)
    return Diagnosis(place, "mistake", (slip,), (slip.concept,), first=first, after=slip.reason)
