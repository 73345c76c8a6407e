"""What a learner remembers, worked out from reviews when somebody asks for it: most of a long log is never needed."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import TypeVar

from msgspec import Struct

from quizgen.study.plan.strength import Outcome, Review, Strength, kept, strength

K = TypeVar("K", bound=Hashable)


class Memory(Struct, frozen=True):
    """What a learner remembers of a (source, level), or how well he avoids a concept's mistakes.

    ``reviews`` are those that counted, ``wrong`` so many of them; at the end of them are ``row`` right ones without a
    hint, or ``failed`` wrong ones.
    """

    first: date
    last: date
    strength: Strength
    reviews: int
    wrong: int
    row: int
    failed: int

    @property
    def due(self) -> date:
        """The day on which it should come back, whenever the exam is."""
        return self.last + timedelta(days=self.strength.days)

    def kept(self, day: date) -> float:
        """How likely it is known on a day, from 0 to 1."""
        return kept(self.strength, max(0, (day - self.last).days))


def memory(reviews: Sequence[Review]) -> Memory:
    """What the reviews leave, the earliest first; raises ValueError for none."""
    return Memory(
        first=reviews[0][0] if reviews else date.min,
        last=reviews[-1][0] if reviews else date.min,
        strength=strength(reviews),
        reviews=len(reviews),
        wrong=sum(outcome == "wrong" for _, outcome in reviews),
        row=_row(reviews, "right"),
        failed=_row(reviews, "wrong"),
    )


def _row(reviews: Sequence[Review], wanted: Outcome) -> int:
    """So many at the end went in one way."""
    count = 0
    for _, outcome in reversed(reviews):
        if outcome != wanted:
            break
        count += 1
    return count


class Memories(Mapping[K, Memory]):
    """A memory for each sequence of reviews."""

    def __init__(self, reviews: Mapping[K, Sequence[Review]]) -> None:
        self._reviews = reviews
        self._found: dict[K, Memory] = {}

    def __getitem__(self, key: K) -> Memory:
        if key not in self._found:
            self._found[key] = memory(self._reviews[key])
        return self._found[key]

    def latest(self, key: K, number: int) -> Sequence[Review]:
        """So many of the key's reviews at most, those at the end."""
        return self._reviews[key][-number:]

    def __iter__(self) -> Iterator[K]:
        return iter(self._reviews)

    def __len__(self) -> int:
        return len(self._reviews)
