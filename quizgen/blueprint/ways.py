"""The families of a slot as it asks them: in one kind, with one number of options, about some points or all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TypeAlias

from quizgen.asking.source import Source
from quizgen.blueprint import narrow
from quizgen.blueprint.cells import Cell, Opened
from quizgen.blueprint.slots import Slot
from quizgen.blueprint.wishes import heaviest
from quizgen.counting.counts import there
from quizgen.decks.tasks import FIVE
from quizgen.model import Kind, Question

Strata: TypeAlias = Mapping[tuple[Kind, int], int]
"""How many items an authored level has of each kind with each number of options."""
USUAL: Mapping[Kind, int] = {"choice": 4, "multiple": FIVE}
"""So many options computed items have."""
LASTING = 20
"""A family with fewer items is soon spent: a topic's slot asks it only where no other fits."""
SAMPLE = 21
"""Of so many questions, from all over a draw, most have as many options and solution steps as all that are asked."""


@dataclass(frozen=True, slots=True)
class Way:
    """A family as a slot asks it; ``options`` where not all its items have as many, ``held`` is how many there are.

    ``points`` are those that are asked, where not all are; ``weights`` are those of misconceptions, ``gladly`` that of
    the one which is seen most gladly of those that it may show.
    """

    cell: Cell
    options: int | None
    held: int
    points: tuple[int, ...] | None = None
    weights: Mapping[str, int] = field(default_factory=dict)
    gladly: int = 1

    @property
    def family(self) -> str:
        """Its id."""
        return self.cell.source.id

    @property
    def lasts(self) -> bool:
        """Whether it has items for many forms."""
        return self.held >= LASTING

    def questions(self, seed: str) -> Iterator[tuple[int, Question]]:
        """Its questions for a seed with their numbers: those of the cell's draw, or of points."""
        if self.points is None:
            return enumerate(self.cell.questions(seed))
        order = narrow.order(self.cell.source, self.cell.level, self.points, seed, *self.cell.path)
        return ((point, self.cell.at(point, seed)) for point in order)

    def sample(self, seed: str) -> Iterator[Question]:
        """Some from all over its draw; of a file of items all."""
        if self.points is not None:
            yield from (question for _, question in islice(self.questions(seed), SAMPLE))
            return
        opened = Opened(self.cell, seed)
        whole = self.options and self.cell.source.authored
        spaced = sorted({turn * self.held // SAMPLE for turn in range(SAMPLE)})
        for number in range(self.held) if whole else spaced:
            yield from islice(opened.onward(number), 1)


def way(slot: Slot, source: Source, kind: Kind) -> Way | None:
    """A computed family in that kind, if it has what the slot asks."""
    found = all_of(slot, source, kind)
    held = there(source, slot.level, kind) if found.points is None else len(found.points)
    counted = replace(found, held=held)
    return _of_size(counted, found.cell.options) if found.cell.options and held else counted if held else None


def _of_size(found: Way, options: int) -> Way | None:
    """The same with as many items as have so many options; all are counted only where some have and some have not."""
    sizes = [len(question.options) for question in found.sample("")]
    if all(size == options for size in sizes):
        return replace(found, options=options)
    if options not in sizes:
        return None
    held = sum(len(question.options) == options for _, question in found.questions(""))
    return replace(found, options=options, held=held)


def strata(slot: Slot, source: Source, kinds: Sequence[Kind]) -> Strata:
    """How many items of authored ones there are of each kind with each number of options."""
    found: Counter[tuple[Kind, int]] = Counter()
    for kind in kinds:
        drawn = all_of(slot, source, kind)
        found.update((question.kind, len(question.options)) for _, question in drawn.questions(""))
    return {one: held for one, held in found.items() if slot.offers(one[0]) in (None, one[1])}


def stratum(slot: Slot, source: Source, kind: Kind, options: int, held: int) -> Way:
    """The items of a source with that kind and number of options, of which there are so many."""
    return replace(all_of(slot, source, kind), options=options, held=held)


def all_of(slot: Slot, source: Source, kind: Kind) -> Way:
    """All items of a source in that kind, not counted."""
    only = slot.only.get(source.id)
    points = None if only is None else narrow.asked(source, slot.level, kind, only)
    gladly = heaviest(source, slot.weights)
    return Way(Cell(source, slot.level, kind, slot.offers(kind)), None, 0, points, slot.weights, gladly)
