"""Where each misconception was on offer, to whom, who showed it, and how often somebody comes to it by chance."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

import numpy as np
from msgspec import Struct

from quizgen.analysis.holding import Chance
from quizgen.analysis.taken import Answered
from quizgen.marking.marks import PartMark, Shown
from quizgen.marking.records import OptionKept, PartKept, SlipKept

Sort: TypeAlias = str
SORTS: Mapping[str, Sort] = {"choice": "choice", "multiple": "multiple", "matching": "placed", "ordering": "placed"}
"""Sorts of answers with chances of their own; numbers that are written are another."""
PLACED = frozenset({"matching", "ordering"})
WRITTEN = "written"
UNNAMED = SlipKept(misconception="", concept="")
COMMON = 20
"""So many answers to a whole exam weigh as much as those to one misconception where others are few."""
OFTEN = 0.5
"""Where others come to it so often, they and its holders look alike: these show it more often than not."""


class Offer(Struct, frozen=True):
    """What one part offers a student: misconceptions with their weights among its mistakes, and which were shown."""

    taker: int
    item: str
    sort: Sort
    names: Mapping[str, float]
    shown: frozenset[str]
    alone: str = ""


Name: TypeAlias = Callable[[SlipKept | Shown], str | None]


def by_concept(one: SlipKept | Shown) -> str | None:
    """All misconceptions of a concept are one."""
    return one.concept


def by_misconception(one: SlipKept | Shown) -> str | None:
    """Each by itself."""
    return one.misconception


def offers(answers: Sequence[Answered], name: Name) -> list[Offer]:
    """Every part that was answered, with what it offers by the ``name`` of options."""
    return [offer for answer in answers for offer in _offers(answer, name)]


def _offers(answer: Answered, name: Name) -> Iterator[Offer]:
    for part, mark in zip(answer.question.parts, answer.mark.parts, strict=True):
        if mark.state not in {"blank", "doubtful"} and (names := _names(part, name)):
            sort = SORTS.get(part.kind, WRITTEN)
            yield Offer(answer.taker, answer.question.item, sort, names, _shown(mark, name), _alone(part, name))


def _names(part: PartKept, name: Name) -> dict[str, float]:
    """How many of the part's mistakes are each; of a choice as a share of all."""
    found = Counter(called for slip in _mistakes(part) if (called := name(slip)))
    every = found.total() if part.kind == "choice" else 1
    return {called: many / every for called, many in found.items()}


def _mistakes(part: PartKept) -> Iterable[SlipKept]:
    """What can be shown."""
    return (slip for option in _telling(part) for slip in option.slips)


def _telling(part: PartKept) -> Iterable[OptionKept]:
    """Of what is put beside prompts or in order what has a place at all."""
    return [part.options[place] for place in part.key] if part.kind in PLACED else part.foreseen


def _alone(part: PartKept, name: Name) -> str:
    """The one that whoever answers wrongly shows, whatever the answer; nothing where there are several."""
    if part.kind not in {"choice", *PLACED}:
        return ""
    wrong = (option for option in _telling(part) if part.kind in PLACED or not option.correct)
    found = {name(slip) or "" for option in wrong for slip in [*option.slips] or [UNNAMED]}
    return found.pop() if len(found) == 1 else ""


def _shown(mark: PartMark, name: Name) -> frozenset[str]:
    return frozenset(called for one in mark.shown if (called := name(one)))


class Chances:
    """How often each student comes to each misconception by chance, over all that was answered."""

    def __init__(self, every: Sequence[Offer], errors: Mapping[int, float]) -> None:
        """``errors`` says of each student how often he errs, beside how often all do."""
        self._errors = errors
        self._by_name: dict[str, list[Offer]] = defaultdict(list)
        for offer in every:
            for name in offer.names:
                self._by_name[name].append(offer)
        telling = [offer for offer in every if not offer.alone]
        self._common = {sort: _rate(group, "") for sort, group in _sorted(telling).items()}

    @property
    def names(self) -> list[str]:
        """All that was on offer."""
        return sorted(self._by_name)

    def offers(self, name: str) -> list[Offer]:
        """Where it was on offer beside others; if nowhere, wherever it was."""
        return self._telling(name) or self._by_name[name]

    def of(self, name: str) -> list[Chance]:
        """Each place where a student could show it or something else, and does not likely come to it by chance."""
        every = self._telling(name)
        rates = {sort: self._rate(sort, group, name) for sort, group in _sorted(every).items()}
        by_chance = [rates[offer.sort] * offer.names[name] for offer in every]
        return [
            Chance(offer.taker, name in offer.shown, float(np.clip(rate * self._errors[offer.taker], 0.002, 0.9)))
            for offer, rate in zip(every, by_chance, strict=True)
            if rate < OFTEN
        ]

    def _telling(self, name: str) -> list[Offer]:
        return [offer for offer in self._by_name[name] if not offer.alone]

    def _rate(self, sort: Sort, group: Sequence[Offer], name: str) -> float:
        """That of other mistakes in the same questions, of whoever does not act on this one."""
        shown = sum(name in offer.shown for offer in group) / len(group)
        near = _rate(group, name) / max(1 - shown, 0.2) if sort == "choice" else _rate(group, name)
        weight = len(group) / (len(group) + COMMON)
        return weight * near + (1 - weight) * self._common[sort]


def _sorted(every: Sequence[Offer]) -> dict[Sort, list[Offer]]:
    found: dict[Sort, list[Offer]] = defaultdict(list)
    for offer in every:
        found[offer.sort].append(offer)
    return found


def _rate(group: Sequence[Offer], without: str) -> float:
    """How often a mistake of weight 1 is shown: the median over all others, weighed by how often they were on offer."""
    weights: Counter[str] = Counter()
    shown: Counter[str] = Counter()
    for offer in group:
        weights.update({name: weight for name, weight in offer.names.items() if name != without})
        shown.update(name for name in offer.shown if name != without)
    rates = sorted(((shown[name] + 0.25) / (weight + 0.5), weight) for name, weight in weights.items())
    if not rates:
        return 0.1
    middle = np.cumsum([weight for _, weight in rates])
    return rates[int(np.searchsorted(middle, middle[-1] / 2))][0]


def errors(answers: Sequence[Answered]) -> dict[int, float]:
    """How often each student errs beside the mean of all, with a little of the mean mixed in."""
    lost: dict[int, list[float]] = defaultdict(list)
    for answer in answers:
        if answer.score is not None:
            lost[answer.taker].append(1 - answer.score)
    mean = float(np.mean([one for every in lost.values() for one in every])) if lost else 1.0
    return {answer.taker: _beside(lost[answer.taker], mean) for answer in answers}


def _beside(lost: Sequence[float], mean: float) -> float:
    return (sum(lost) + 2 * mean) / (len(lost) + 2) / max(mean, 0.01)
