"""What the trees found in a level, and how much of it is too much."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from msgspec import Struct

from quizgen.asking.source import Source
from quizgen.audit.learned.forest import hits
from quizgen.audit.learned.items import lots
from quizgen.model import Level

MUCH, MOST, MEAN = Fraction(45, 100), Fraction(55, 100), Fraction(31, 100)
"""What no level asked as a choice by default may exceed, and only one in ten at all; what none may; the mean of all."""
OF_THREE = Fraction(10, 100)
"""So much more may be found where there are three options."""
TOGETHER = 10
"""Of so many levels one may exceed ``MUCH``; fewer are not judged together."""
WAY = "use misconceptions that keep what tells, or two at once (with_pairs), or"
NUMBER = "ask for the number: as_numbers=('{level}',)"
ALONE = "ask for the number alone: options={{'{level}': 0, ...}}, or numerical_only='why'"


class Finding(Struct, frozen=True):
    """The share of a level's keys that the trees found, among so many items with so many different keys.

    ``more`` is added to every limit, for items with three options. ``usual`` says whether the level is asked as a
    choice by default.
    """

    family: str
    level: Level
    items: int
    keys: int
    share: Fraction
    more: Fraction
    usual: bool = True

    @property
    def limit(self) -> Fraction:
        """The largest share that the level may have: more where it is asked for a number by default."""
        return (MUCH if self.usual else MOST) + self.more

    def over(self, limit: Fraction) -> bool:
        """Whether more is found than that and what is added."""
        return self.share > limit + self.more


def tried(source: Source, level: Level) -> Finding | None:
    """What the trees find in a level; None where it cannot be asked as a choice."""
    every = lots(source, level)
    items = sum(map(len, every))
    if not items:
        return None
    found = sum(map(hits, every))
    three = sum(len(lot) for lot in every if lot.options == 3)
    keys = sum(int(lot.keys.max()) + 1 for lot in every)
    more = OF_THREE * Fraction(three, items)
    return Finding(source.id, level, items, keys, Fraction(found, items), more, source.usual(level) == "choice")


def faults(findings: Sequence[Finding]) -> Iterator[str]:
    """A sentence for each limit that is exceeded; several levels are also judged together, from ten on."""
    for one in findings:
        if one.share > one.limit:
            way = f"{WAY} {(NUMBER if one.usual else ALONE).format(level=one.level)}"
            yield f"{one.family} ({one.level}): {_too_much(one.share, one.limit)}; {way}"
    if len(findings) >= TOGETHER:
        yield from _together(findings)


def _together(findings: Sequence[Finding]) -> Iterator[str]:
    much = [one for one in findings if one.over(MUCH)]
    if TOGETHER * len(much) > len(findings):
        found = f"in {len(much)} of {len(findings)} levels trees find more than {_percent(MUCH)} of the keys"
        names = ", ".join(f"{one.family} ({one.level})" for one in much)
        yield f"{found}, in one of {TOGETHER} they may: {names}"
    more = sum((one.more for one in findings), Fraction(0)) / len(findings)
    if average(findings) > MEAN + more:
        yield f"in the mean of {len(findings)} levels {_too_much(average(findings), MEAN + more)}"


def _too_much(share: Fraction, limit: Fraction) -> str:
    return f"trees find {_percent(share)} of the keys, at most {_percent(limit)} may be found"


def average(findings: Sequence[Finding]) -> Fraction:
    """The mean share."""
    return sum((one.share for one in findings), Fraction(0)) / len(findings)


def _percent(share: Fraction) -> str:
    return f"{float(share):.1%}"
