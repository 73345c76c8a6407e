"""Which items should be looked at, and why; only what the numbers carry is said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import atanh, sqrt

from quizgen.analysis.found import Chosen, Reason
from quizgen.analysis.intervals import MANY, Estimate

FUNCTIONS = 0.05
"""The share of a class that a distractor should attract (Tarrant, Ware and Mohammed, BMC Medical Education 9, 2009)."""
SURELY_DEAD = 0.10
EXPECTED = 5
"""So many would have chosen each distractor if they attracted evenly; where fewer would, nothing is said."""
TELLS = 0.20
SURELY = 1.645
"""So many standard errors below, one of twenty good items is named by chance."""
EASY, SURELY_EASY, BLANK = 0.95, 0.90, 0.20


def reasons(  # noqa: PLR0913 - all that is known of an item
    difficulty: Estimate,
    discrimination: Estimate,
    answers: Sequence[Chosen],
    *,
    chance: float,
    blank: float,
    usual: float,
) -> Iterator[Reason]:
    """What is wrong with an item, the most telling first.

    ``blank`` is the share that left it blank, ``usual`` the discrimination of the middle item.
    """
    suspects = list(_suspects(answers))
    yield from suspects
    if not suspects:
        yield from _telling(difficulty, discrimination, max(usual, TELLS))
    yield from _hard(difficulty, chance, blank)
    yield from _dead(answers)


def _suspects(answers: Sequence[Chosen]) -> Iterator[Reason]:
    """Answers that are no key, and that those give who do well elsewhere, more often than the key."""
    for one in answers:
        key = _key(answers, one.part)
        if one.correct or key is None or one.discrimination.low is None:
            continue
        if one.discrimination.low > 0 and one.chosen > key.chosen and (key.discrimination.value or 0.0) < TELLS:
            numbers: dict[str, float] = {
                "chosen": one.chosen,
                "right": key.chosen,
                "value": one.discrimination.value or 0.0,
            }
            yield Reason(why="key-suspect", part=one.part, answer=one.answer, numbers=numbers)


def _key(answers: Sequence[Chosen], part: str) -> Chosen | None:
    """The right answer of a part, where there is one."""
    keys = [one for one in answers if one.part == part and one.correct]
    return keys[0] if len(keys) == 1 else None


def _telling(difficulty: Estimate, discrimination: Estimate, usual: float) -> Iterator[Reason]:
    """Items that the good have right no more often than the others; of easy ones nothing else is to be expected.

    With few answers many good items are below any bound by chance, so an item has to be surely below the middle one.
    """
    value, low, high = discrimination.value, discrimination.low, discrimination.high
    if value is None or low is None or high is None or (difficulty.value or 0) > EASY:
        return
    numbers = {"value": value, "low": low, "high": high}
    if high < 0:
        yield Reason(why="negative-discrimination", numbers=numbers)
    elif value < TELLS and low < 0 and atanh(value) + SURELY / sqrt(discrimination.n - 3) < atanh(min(usual, 0.99)):
        yield Reason(why="no-discrimination", numbers=numbers)


def _hard(difficulty: Estimate, chance: float, blank: float) -> Iterator[Reason]:
    if difficulty.value is None or difficulty.low is None or difficulty.high is None or difficulty.n < MANY:
        return
    if difficulty.high < chance:
        yield Reason(why="below-chance", numbers={"share": difficulty.value, "chance": chance})
    if difficulty.value > EASY and difficulty.low > SURELY_EASY:
        yield Reason(why="nearly-all-right", numbers={"share": difficulty.value})
    if blank > BLANK:
        yield Reason(why="left-blank", numbers={"share": blank})


def _dead(answers: Sequence[Chosen]) -> Iterator[Reason]:
    """Distractors that hardly anybody took, where enough took a wrong one."""
    for part in dict.fromkeys(one.part for one in answers):
        wrong = [one for one in distractors(answers) if one.part == part]
        if sum(one.chosen for one in wrong) < EXPECTED * len(wrong):
            continue
        for one in wrong:
            if one.share.value is not None and one.share.value < FUNCTIONS and (one.share.high or 1) < SURELY_DEAD:
                numbers: dict[str, float] = {"chosen": one.chosen, "of": one.share.n}
                yield Reason(why="dead-distractor", part=part, answer=one.answer, numbers=numbers)


def distractors(answers: Sequence[Chosen]) -> list[Chosen]:
    """The wrong options on offer; values that were written are none."""
    return [one for one in answers if not one.correct and len(one.answer) == 1 and one.answer.isalpha()]
