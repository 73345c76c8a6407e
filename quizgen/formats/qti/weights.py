"""What the steps of an item are worth: units in whole numbers, so that all of them together are its points exactly."""

from __future__ import annotations

from fractions import Fraction
from math import gcd, lcm
from typing import assert_never

from quizgen.answers import Answer, Choice, Grid, Matching, Multiple, Numerical, Ordering
from quizgen.model import Item


def steps(answer: Answer, wrong: Fraction) -> int:
    """In how many equal parts the points of an answer are given: one for each prompt, step or cell.

    Of several options each right one wins, and each wrong one loses, as much as all of its sort together share.
    ``wrong`` is what a wrong option costs where one is right.
    """
    match answer:
        case Choice():
            return wrong.denominator
        case Multiple(options, right):
            return lcm(len(right), len(options) - len(right) or 1)
        case Numerical():
            return 1
        case Matching(prompts):
            return len(prompts)
        case Ordering(shown):
            return len(shown)
        case Grid():
            return len(answer.open)
        case _:
            assert_never(answer)


def units(item: Item, wrong: Fraction) -> tuple[tuple[int, ...], int]:
    """What one step of each part is worth, and what all steps of all parts are; points where these are whole."""
    parts = item.question.parts
    counts = [steps(part.answer, wrong) for part in parts]
    shares = [item.points_of(place) / count for place, count in enumerate(counts)]
    scale = lcm(*(share.denominator for share in shares))
    whole = [int(share * scale) for share in shares]
    least = gcd(*whole) if scale > 1 else 1
    worth = tuple(one // least for one in whole)
    return worth, sum(one * count for one, count in zip(worth, counts, strict=True))
