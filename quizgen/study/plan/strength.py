"""How well something is remembered, by the scheduler of ``fsrs``: the only importer of it.

All that counts is how many days passed between reviews, whatever the hours were: whoever practises in the evening and
on the next afternoon has slept over it. So each review is put to the library at midnight of its day.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Literal, Self, TypeAlias

from fsrs import Card, Rating, Scheduler, State
from msgspec import Struct

Outcome: TypeAlias = Literal["wrong", "hinted", "right"]
"""Of a first try: wrong or not known, right after a hint, right."""
Review: TypeAlias = tuple[date, Outcome]
"""The day of a review, and how it went."""

_RATINGS = {"wrong": Rating.Again, "hinted": Rating.Hard, "right": Rating.Good}
_SCHEDULER = Scheduler(enable_fuzzing=False, learning_steps=(), relearning_steps=())
"""Without steps of minutes: the soonest that anything comes back is the next day."""
_ANY_DAY = datetime(2001, 1, 1, tzinfo=UTC)


class Strength(Struct, frozen=True):
    """After ``stability`` days nine of ten times it is still known; ``difficulty`` is from 1 to 10.

    It is due so many ``days`` after its last review.
    """

    stability: float
    difficulty: float
    days: int


class _Card(Card):
    """A card that is copied in a fifth of the time, which the library does at each review."""

    def __copy__(self) -> Self:
        """Another card with the same values."""
        other = object.__new__(type(self))
        other.__dict__.update(self.__dict__)
        return other


def strength(reviews: Iterable[Review]) -> Strength:
    """What so many reviews leave, which come in the order of their days; raises ValueError for none."""
    card: Card = _Card(card_id=0, due=_ANY_DAY)
    for day, outcome in reviews:
        midnight = datetime(day.year, day.month, day.day, tzinfo=UTC)
        card, _ = _SCHEDULER.review_card(card, _RATINGS[outcome], midnight)
    if card.stability is None or card.difficulty is None or card.last_review is None:
        raise ValueError("nothing is remembered that was never reviewed")
    return Strength(card.stability, card.difficulty, (card.due - card.last_review).days)


def kept(strength: Strength, elapsed: int) -> float:
    """How likely it is that it is known so many days after its last review, from 0 to 1."""
    card = Card(
        card_id=0,
        state=State.Review,
        stability=strength.stability,
        difficulty=strength.difficulty,
        due=_ANY_DAY,
        last_review=_ANY_DAY,
    )
    return _SCHEDULER.get_card_retrievability(card, _ANY_DAY + timedelta(days=elapsed))
