"""Which misconceptions a class holds, by themselves and together with all others of their concept."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from quizgen.analysis.found import Belief
from quizgen.analysis.holding import held
from quizgen.analysis.intervals import unknown
from quizgen.analysis.offered import Chances, Name, Offer, errors, offers
from quizgen.analysis.taken import Answered
from quizgen.marking.records import MisconceptionKept, SlipKept

SURELY = 0.05
"""A misconception is told of where at least such a share of the class holds it, as sure as intervals are."""

ALIKE = "whoever does not know the answer shows it as often as who holds it, wherever it was on offer"


def beliefs(answers: Sequence[Answered], told: Mapping[str, MisconceptionKept], name: Name) -> list[Belief]:
    """All that were on offer, those that are surely held by most first; ``told`` says what they are called."""
    chances = Chances(offers(answers, name), errors(answers))
    parts = _parts(answers, name)
    found = [_belief(one, chances, parts[one], told) for one in chances.names]
    return sorted(found, key=lambda one: (-(one.holding.low or 0.0), -one.shown, one.id))


def _parts(answers: Sequence[Answered], name: Name) -> dict[str, _Parts]:
    found: dict[str, _Parts] = defaultdict(_Parts)
    seen: set[str] = set()
    for one in answers:
        if one.question.item not in seen:
            seen.add(one.question.item)
            for part in one.question.parts:
                for slip in (slip for option in part.foreseen for slip in option.slips):
                    if called := name(slip):
                        found[called].add(one.question.family, slip)
    return found


class _Parts:
    """In which families and as which misconceptions it was on offer."""

    def __init__(self) -> None:
        self.families: set[str] = set()
        self.misconceptions: set[str] = set()

    def add(self, family: str, slip: SlipKept) -> None:
        self.families.add(family)
        self.misconceptions.add(slip.misconception)


def _belief(name: str, chances: Chances, parts: _Parts, told: Mapping[str, MisconceptionKept]) -> Belief:
    here, every = chances.offers(name), chances.of(name)
    offered = {one.taker for one in here}
    holding = held(every) if every else unknown(len(offered), ALIKE)
    none: dict[int, float] = defaultdict(lambda: 1.0)
    for one in every:
        none[one.taker] *= 1 - one.by_chance
    known = next((told[one] for one in sorted(parts.misconceptions) if one in told), None)
    return Belief(
        id=name,
        name=known.name if known else name,
        meaning=known.meaning if known else "",
        misconceptions=sorted(parts.misconceptions),
        families=sorted(parts.families),
        offered=len(offered),
        shown=(shown := len({one.taker for one in here if name in one.shown})),
        by_chance=sum(1 - one for one in none.values()) if every else float(shown),
        holding=holding,
        found=holding.low is not None and holding.low >= SURELY,
        example=_example(here, name),
    )


def _example(here: Sequence[Offer], name: str) -> str:
    """The item where it was shown most often; one with options rather than one without."""
    times: Counter[str] = Counter()
    for one in here:
        times[one.item] += 0
        if name in one.shown:
            times[one.item] += 3 if one.sort == "choice" else 2
    return min(times, key=lambda item: (-times[item], item))
