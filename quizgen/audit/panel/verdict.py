"""Whether the panel finds the keys."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from msgspec import Struct

from quizgen.audit.panel.options import guesses
from quizgen.audit.panel.seen import Seen, batches
from quizgen.audit.panel.stems import BY_STEM

LIMIT, OF_THREE = Fraction(35, 100), Fraction(45, 100)
"""What share of keys may be found among four options, and among three."""
OF_STEM = Fraction(10, 100)
"""So much more may be found by a rule that needs the stem: who halves a size by its stride knows something already."""
UNEVEN = Fraction(5, 100)
"""How far a rank's share may lie from an even one."""


class Verdict(Struct, frozen=True):
    """The best blind strategy, its share of hits, the share of each rank, and of items with three options.

    The best is the one that finds most beyond what it may; ``more`` is what it may find beyond others.
    """

    strategy: str
    share: Fraction
    ranks: tuple[Fraction, ...]
    three: Fraction = Fraction(0)
    more: Fraction = Fraction(0)

    @property
    def limit(self) -> Fraction:
        """What share may be found."""
        return LIMIT + self.three * (OF_THREE - LIMIT) + self.more

    @property
    def even(self) -> tuple[Fraction, ...]:
        """Each rank's share if all were equally frequent."""
        four = (1 - self.three) / 4
        return (*[self.three / 3 + four] * 3, four)

    @property
    def passed(self) -> bool:
        """Whether nobody guesses the key from the options."""
        uneven = (abs(rank - even) for rank, even in zip(self.ranks, self.even, strict=True))
        return self.share <= self.limit and max(uneven) <= UNEVEN


def judge(items: Sequence[Seen]) -> Verdict:
    """The verdict on items with three or four options; a strategy's share is that over both."""
    shares = _shares(items)
    best = max(shares, key=lambda name: shares[name] - _more(name))
    ranks = tuple(Fraction(sum(item.right == rank for item in items), len(items)) for rank in range(4))
    three = Fraction(sum(len(item.options) == 3 for item in items), len(items))
    return Verdict(best, shares[best], ranks, three, _more(best))


def _shares(items: Sequence[Seen]) -> dict[str, Fraction]:
    """What share of all keys each strategy finds; where it has nothing to say, it takes any option."""
    split = [
        (batch, {name: found / number for name, found, number in guesses(batch) if number}) for batch in batches(items)
    ]
    names = {name for _, found in split for name in found}
    return {
        name: sum(
            (found.get(name, Fraction(1, batch.options)) * len(batch.items) for batch, found in split), Fraction(0)
        )
        / len(items)
        for name in sorted(names)
    }


def _more(strategy: str) -> Fraction:
    return OF_STEM if strategy.rpartition(": ")[2] in BY_STEM else Fraction(0)
