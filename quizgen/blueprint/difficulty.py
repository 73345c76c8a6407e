"""How hard a question will be, foretold before anybody has answered it."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import perm
from typing import assert_never

from quizgen.answers import Answer, Choice, Grid, Matching, Multiple, Numerical, Ordering
from quizgen.model import Level, Part, Question

KNOWN: Mapping[Level, Fraction] = {"easy": Fraction(85, 100), "medium": Fraction(65, 100), "hard": Fraction(45, 100)}
"""The share of a class that knows how to do it, where one step is enough."""
STEP, MOST_STEPS = Fraction(3, 100), 5
"""So many fewer get through each further step of the worked solution; more steps than that count as so many."""
WITHOUT_OPTIONS = Fraction(5, 100)
"""So many fewer know it where no option tells them that they erred."""
ALL_RIGHT = Fraction(10, 100)
"""So many fewer know it where several things have to be right together."""


def predicted(question: Question) -> Fraction:
    """The share of its points that a class is expected to get, from 0 to 1; the smaller, the harder.

    A prediction before any data, and a rule of thumb: nobody was measured. Who knows how to do it has it right: a share
    that follows from the level, and is smaller for each further step of the worked solution, for a number that is to be
    written and for several things that have to be right together. All others guess, and a blind guess finds one of four
    options in a quarter of the cases, a number never. Several parts count by their points. Forms can be compared by
    it, since their questions are alike; what students will really get only their answers tell.
    """
    shares = (part.points * _share(part, question.level) for part in question.parts)
    return sum(shares, Fraction(0)) / question.points if question.points else Fraction(0)


def _share(part: Part, level: Level) -> Fraction:
    steps = min(max(len(part.solution), 1), MOST_STEPS) - 1
    known = KNOWN[level] - steps * STEP - _harder(part.answer)
    return known + (1 - known) * blind(part.answer)


def _harder(answer: Answer) -> Fraction:
    match answer:
        case Choice():
            return Fraction(0)
        case Numerical():
            return WITHOUT_OPTIONS
        case Multiple() | Matching() | Ordering() | Grid():
            return ALL_RIGHT
        case _:
            assert_never(answer)


def blind(answer: Answer) -> Fraction:
    """How often somebody has it all right who chooses at random among all answers that can be given."""
    match answer:
        case Choice(options):
            return Fraction(1, len(options))
        case Multiple(options):
            return Fraction(1, 2 ** len(options) - 1)
        case Matching(prompts):
            return Fraction(1, perm(len(answer.options), len(prompts)))
        case Ordering(steps):
            return Fraction(1, perm(len(steps), len(steps)))
        case Numerical() | Grid():
            return Fraction(0)
        case _:
            assert_never(answer)
