"""How well something is remembered, by the scheduler of ``fsrs``: the only importer of it.

All that counts is how many days passed between reviews, whatever the hours were: whoever practises in the evening and
on the next afternoon has slept over it. So each review is put to the library at midnight of a day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Literal, TypeAlias

from fsrs import Card, Rating, Scheduler, State

Outcome: TypeAlias = Literal["wrong", "hinted", "right"]
"""Of a first try: wrong or not known, right after a hint, right."""

_RATINGS = {"wrong": Rating.Again, "hinted": Rating.Hard, "right": Rating.Good}
_SCHEDULER = Scheduler(enable_fuzzing=False, learning_steps=(), relearning_steps=())
_ANY_DAY = datetime(2001, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Strength:
    """After ``stability`` days nine of ten times it is still known; ``difficulty`` is from 1 to 10.

    It is due so many ``days`` after its last review.
    """

    stability: float
    difficulty: float
    days: int


@lru_cache(maxsize=2**14)
def reviewed(before: Strength | None, outcome: Outcome, elapsed: int) -> Strength:
    """What a review leaves that comes so many days after the one that left ``before``; 0 on the same day."""
    card = _card(before) if before else Card(card_id=0, due=_ANY_DAY)
    now = _ANY_DAY + timedelta(days=elapsed)
    after, _ = _SCHEDULER.review_card(card, _RATINGS[outcome], now)
    if after.stability is None or after.difficulty is None:
        raise RuntimeError("a card that was reviewed has both")
    return Strength(after.stability, after.difficulty, (after.due - now).days)


def kept(strength: Strength, elapsed: int) -> float:
    """How likely it is that it is known so many days after its last review, from 0 to 1."""
    return _SCHEDULER.get_card_retrievability(_card(strength), _ANY_DAY + timedelta(days=elapsed))


def _card(strength: Strength) -> Card:
    return Card(
        card_id=0,
        state=State.Review,
        stability=strength.stability,
        difficulty=strength.difficulty,
        due=_ANY_DAY + timedelta(days=strength.days),
        last_review=_ANY_DAY,
    )
