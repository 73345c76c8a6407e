"""What an item's answers are called in PrairieLearn, and how heavy each of them is."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import gcd, lcm

from quizgen.answers import Grid
from quizgen.model import Question

ANSWER = "answer"


def name(question: Question, place: int) -> str:
    """``answer``, or ``answer_b`` of several parts."""
    letter = question.letter(place)
    return f"{ANSWER}_{letter}" if letter else ANSWER


def cell(part: str, number: int) -> str:
    """``answer_3``: an open cell of a table, in reading order from 1."""
    return f"{part}_{number}"


def names(question: Question, place: int) -> tuple[str, ...]:
    """What a part writes to: one name, or one for each open cell of a table."""
    part, answer = name(question, place), question.parts[place].answer
    if isinstance(answer, Grid):
        return tuple(cell(part, number) for number in range(1, len(answer.open) + 1))
    return (part,)


def weights(question: Question) -> Mapping[str, int]:
    """Whole numbers that are to each other as points are; the cells of a table share those of their part."""
    shares: dict[str, Fraction] = {}
    for place, part in enumerate(question.parts):
        own = names(question, place)
        shares |= dict.fromkeys(own, part.points / len(own))
    whole = lcm(*(share.denominator for share in shares.values()))
    scaled = {one: int(share * whole) for one, share in shares.items()}
    common = gcd(*scaled.values())
    return {one: weight // common for one, weight in scaled.items()} if common else dict.fromkeys(scaled, 1)
