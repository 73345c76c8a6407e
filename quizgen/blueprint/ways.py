"""The families of a slot as it asks them: in one kind, with one number of options, about some points or all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import TypeAlias

from msgspec import Struct, field
from msgspec.structs import replace

from quizgen.asking.source import Source
from quizgen.blueprint.cells import Cell, Opened
from quizgen.blueprint.fives import WIDE
from quizgen.blueprint.narrowed import held, wide
from quizgen.blueprint.slots import Slot
from quizgen.blueprint.wishes import heaviest
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


class Way(Struct, frozen=True):
    """A family as a slot asks it; ``options`` where not all its items have as many, ``held`` is how many there are.

    ``weights`` are those of misconceptions, ``gladly`` the largest of those that it may show.
    """

    cell: Cell
    options: int | None
    held: int
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

    @property
    def sampled(self) -> Sequence[int]:
        """The numbers of some questions from all over a draw; of a file of items of all."""
        if self.options and self.cell.source.authored:
            return range(self.held)
        return sorted({turn * self.held // SAMPLE for turn in range(SAMPLE)})

    def sample(self, seed: str) -> Iterator[Question]:
        """Those questions, each asked when it is needed."""
        opened = Opened(self.cell, seed)
        for number in self.sampled:
            yield from islice(opened.onward(number), 1)


def way(slot: Slot, source: Source, kind: Kind) -> Way | None:
    """A computed family in that kind, if it has what the slot asks."""
    options = slot.offers(kind)
    asked = wide(source, slot.level) if options == WIDE else source
    found = replace(all_of(slot, asked, kind), held=held(asked, slot.level, kind))
    if not found.held:
        return None
    return _of_size(found, options) if options else found


def _of_size(found: Way, options: int) -> Way | None:
    """The same with as many items as have so many options; all are counted only where some have and some have not."""
    sizes = [len(question.options) for question in found.sample("")]
    if all(size == options for size in sizes):
        return replace(found, options=options)
    if options not in sizes:
        return None
    held = sum(len(question.options) == options for question in found.cell.questions(""))
    return replace(found, options=options, held=held)


def strata(slot: Slot, source: Source, kinds: Sequence[Kind]) -> Strata:
    """How many items of authored ones there are of each kind with each number of options."""
    found: Counter[tuple[Kind, int]] = Counter()
    for kind in kinds:
        drawn = all_of(slot, source, kind).cell.questions("")
        found.update((question.kind, len(question.options)) for question in drawn)
    return {one: held for one, held in found.items() if slot.offers(one[0]) in (None, one[1])}


def stratum(slot: Slot, source: Source, kind: Kind, options: int, held: int) -> Way:
    """The items of a source with that kind and number of options, of which there are so many."""
    return replace(all_of(slot, source, kind), options=options, held=held)


def all_of(slot: Slot, source: Source, kind: Kind) -> Way:
    """All items of a source in that kind, not counted."""
    asked = wide(source, slot.level) if source.authored and slot.offers(kind) == WIDE else source
    cell = Cell(asked, slot.level, kind, slot.offers(kind))
    return Way(cell, None, 0, slot.weights, heaviest(source, slot.weights))
