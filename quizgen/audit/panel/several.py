"""Strategies for several right options: learned from some items, tried on others by the options alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import partial
from math import sqrt
from typing import TypeAlias

from msgspec import Struct

from quizgen.audit.panel.seen import Look
from quizgen.audit.panel.verdict import LIMIT

HALF = Fraction(1, 2)
Ticks: TypeAlias = frozenset[int]
Rule: TypeAlias = Callable[[Look], Ticks]
Cues: TypeAlias = Callable[[Look, int], Iterator[object]]
Chances: TypeAlias = Callable[[Look], list[Fraction]]


class Several(Struct, frozen=True):
    """An item as a guesser sees it, each option as its numbers, and the places of the right ones."""

    options: Look
    right: Ticks


class Ticked(Struct, frozen=True):
    """A strategy, what share of the items it solves whole, and how many were tried: of few chance may give more."""

    strategy: str
    share: Fraction
    tried: int

    @property
    def passed(self) -> bool:
        """Whether so many may be solved whole, which alone give points; two standard errors are allowed."""
        return self.share <= float(LIMIT) + 2 * sqrt(LIMIT * (1 - LIMIT) / self.tried)


def ticked(learn: Sequence[Several], test: Sequence[Several]) -> list[Ticked]:
    """What every strategy, learned from some items, does to the others."""
    return [_tried(name, rule, test) for name, rule in _rules(learn)]


def _tried(name: str, rule: Rule, test: Sequence[Several]) -> Ticked:
    return Ticked(name, Fraction(sum(rule(item.options) == item.right for item in test), len(test)), len(test))


def _rules(learn: Sequence[Several]) -> Iterator[tuple[str, Rule]]:
    for name, cues in _cues(max(len(look) for item in learn for look in item.options)).items():
        chances = _chances(learn, cues)
        yield name, partial(_likely, chances)
        yield f"{name}, two ticks", partial(_most, chances, 2)
    yield "right in the item most alike", partial(_remembered, learn, right=True)
    yield "wrong in the item most alike", partial(_remembered, learn, right=False)


def _cues(parts: int) -> Mapping[str, Cues]:
    """What is seen of an option: itself, who stands beside it, and its rank by each of its numbers."""
    ranks = {f"rank by part {part + 1}": _rank(part) for part in range(parts)}
    return {"each option by itself": _itself, "each option beside others": _beside, **ranks}


def _itself(look: Look, place: int) -> Iterator[object]:
    yield look[place]


def _beside(look: Look, place: int) -> Iterator[object]:
    yield from ((look[place], other) for number, other in enumerate(look) if number != place)


def _rank(part: int) -> Cues:
    def cues(look: Look, place: int) -> Iterator[object]:
        values = [option[part] if part < len(option) else 0 for option in look]
        below = sum(value < values[place] for value in values)
        yield below, values.count(values[place])

    return cues


def _chances(learn: Sequence[Several], cues: Cues) -> Chances:
    """How likely each option is right, by how often its cues were; what was never seen is as likely as any."""
    met: dict[object, list[int]] = defaultdict(lambda: [0, 0])
    for item in learn:
        for place in range(len(item.options)):
            for cue in cues(item.options, place):
                met[cue][0] += place in item.right
                met[cue][1] += 1
    usual = Fraction(sum(len(item.right) for item in learn), sum(len(item.options) for item in learn))

    def chance(look: Look, place: int) -> Fraction:
        found = [met.get(cue, [0, 0]) for cue in cues(look, place)]
        return sum(((right + usual) / (shown + 1) for right, shown in found), Fraction(0)) / len(found)

    return lambda look: [chance(look, place) for place in range(len(look))]


def _likely(chances: Chances, look: Look) -> Ticks:
    """What is rather right than wrong, or else what is likeliest."""
    found = chances(look)
    return frozenset(place for place, chance in enumerate(found) if chance > HALF or chance == max(found))


def _most(chances: Chances, count: int, look: Look) -> Ticks:
    """So many of the likeliest."""
    found = chances(look)
    return frozenset(sorted(range(len(found)), key=lambda place: -found[place])[:count])


def _remembered(learn: Sequence[Several], look: Look, *, right: bool) -> Ticks:
    """What was right, or wrong, in most of the items that share most options with this one."""
    shared = [len({*item.options} & {*look}) for item in learn]
    alike = [item for item, count in zip(learn, shared, strict=True) if count == max(shared)]
    votes = [0] * len(look)
    for item in alike:
        for place, option in enumerate(item.options):
            if option in look:
                votes[look.index(option)] += 1 if (place in item.right) == right else -1
    return frozenset(place for place, vote in enumerate(votes) if vote > 0 or vote == max(votes))
