"""How the places of a slot are asked, the same in every form: in one kind each, with one number of options.

A slot without a kind asks choices where its families are usually asked so, else numbers. Authored items are asked with
the number of options that most of them have, so that nobody guesses with better chances than another.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from quizgen.asking.source import Source
from quizgen.blueprint import shortage
from quizgen.blueprint.cells import Cell
from quizgen.blueprint.slots import Slot
from quizgen.counting.counts import there
from quizgen.decks.tasks import FIVE
from quizgen.model import Kind, Level

Strata: TypeAlias = Mapping[tuple[Kind, int], int]
"""How many items an authored level has of each kind with each number of options."""
USUAL: Mapping[Kind, int] = {"choice": 4, "multiple": FIVE}
"""So many options computed items have."""
LASTING = 20
"""A family with fewer items is soon spent: a topic's slot asks it only where no other fits."""


@dataclass(frozen=True, slots=True)
class Way:
    """A family as a slot asks it; ``options`` where not all its items have as many, ``held`` is how many there are."""

    cell: Cell
    options: int | None
    held: int

    @property
    def family(self) -> str:
        """Its id."""
        return self.cell.source.id

    @property
    def lasts(self) -> bool:
        """Whether it has items for many forms."""
        return self.held >= LASTING


@dataclass(frozen=True, slots=True)
class Group:
    """Places of a slot that are asked alike, each by any of these ways; ``places`` are their numbers in the slot."""

    slot: Slot
    kind: Kind
    ways: tuple[Way, ...]
    places: tuple[int, ...]

    @property
    def name(self) -> str:
        """What its families and letters follow from, however often its items were drawn anew."""
        return f"{self.slot.id}/{self._shape}"

    @property
    def path(self) -> str:
        """What its draws follow from, beside seed and blueprint."""
        return f"{self.slot.path}/{self._shape}"

    @property
    def _shape(self) -> str:
        options = {way.options for way in self.ways}
        shape = f"/{options.pop()}" if len(options) == 1 and None not in options else ""
        return f"{self.kind}{shape}"


def groups(slot: Slot) -> tuple[Group, ...]:
    """The slot's places by how they are asked; raises UsageError where nothing of it can be asked."""
    if len(slot.sources) == 1 and slot.sources[0].authored:
        return tuple(_strata(slot, slot.sources[0]))
    return tuple(_in_turn(slot, _pools(slot)))


def _pools(slot: Slot) -> dict[Kind, tuple[Way, ...]]:
    """The ways of each kind that the slot asks, as far as there are any."""
    kinds = slot.kinds or (_default(slot),)
    found = {kind: tuple(_ways(slot, kind)) for kind in kinds}
    able = {kind: ways for kind, ways in found.items() if ways}
    if not able:
        raise slot.entries.error("kind" if slot.kinds else "level", shortage.none(slot.sources, [slot.level], kinds))
    return able


def _default(slot: Slot) -> Kind:
    """A choice where any family is usually asked so, else a number, else what the first one is."""
    computed = [source for source in slot.sources if not source.authored]
    usual = {source.usual(slot.level) for source in computed}
    usual |= {"choice" for source in slot.sources if not computed and source.count(slot.level, "choice")}
    for kind in ("choice", "numerical"):
        if kind in usual:
            return kind
    return slot.sources[0].usual(slot.level)


def _ways(slot: Slot, kind: Kind) -> Iterator[Way]:
    """Each family that is asked in that kind: where none is named, one that is usually asked so."""
    able = [one for one in slot.sources if kind in one.kinds and there(one, slot.level, kind)]
    computed = any(not one.authored for one in able)
    for source in able:
        cell = Cell(source, slot.level, kind)
        if source.authored:
            sizes = {options: held for (_, options), held in strata(source, slot.level, (kind,)).items()}
            options = USUAL.get(kind, 0) if computed else max(sizes, key=lambda one: (sizes[one], one))
            if options in sizes:
                yield Way(cell, options, sizes[options])
        elif slot.kinds or len(slot.sources) == 1 or source.usual(slot.level) == kind:
            yield Way(cell, None, there(source, slot.level, kind))


def _in_turn(slot: Slot, pools: Mapping[Kind, tuple[Way, ...]]) -> Iterator[Group]:
    for turn, (kind, ways) in enumerate(pools.items()):
        places = tuple(range(turn, slot.count, len(pools)))
        if places:
            yield Group(slot, kind, ways, places)


def strata(source: Source, level: Level, kinds: Sequence[Kind]) -> Strata:
    """How many items of authored ones there are of each kind with each number of options."""
    drawn = (question for kind in kinds for question in source.draw(level, kind, ""))
    return Counter((question.kind, len(question.options)) for question in drawn)


def _strata(slot: Slot, source: Source) -> Iterator[Group]:
    """The places of a file of items: those strata that last longest, choices before others."""
    held = strata(source, slot.level, slot.kinds or source.kinds)
    if not held:
        raise slot.entries.error("level", f"{source.id} has no items at level {slot.level}; write another")
    places: dict[tuple[Kind, int], list[int]] = {}
    for place in range(slot.count):
        chosen = max(held, key=lambda one: _lasts(one, held[one], len(places.get(one, ()))))
        places.setdefault(chosen, []).append(place)
    for (kind, options), numbers in places.items():
        way = Way(Cell(source, slot.level, kind), options, held[kind, options])
        yield Group(slot, kind, (way,), tuple(numbers))


def _lasts(stratum: tuple[Kind, int], held: int, taken: int) -> tuple[bool, bool, float, int]:
    """How gladly a stratum is given one more place: if it has an item for it, as a choice, for many forms."""
    kind, options = stratum
    return held > taken, kind == "choice", held / (taken + 1), options
