"""Parallel forms of an exam: the same slots filled from the same families with other items."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from string import ascii_uppercase

from quizgen.asking.source import Source
from quizgen.blueprint.drawing import Cell, Supply
from quizgen.blueprint.reader import Blueprint, Slot
from quizgen.counting.counts import there
from quizgen.errors import UsageError
from quizgen.model import Form, Item, Kind, Level
from quizgen.space import Dice

LARGEST = 200


def forms(blueprint: Blueprint, number: int, seed: str, *, repeat: bool = False) -> Iterator[Form]:
    """The forms A, B, C ... of an exam, one after the other; a single form has no name.

    Every form takes the items that follow those of the form before it. Raises UsageError, before the first form where
    the counts say so, if a slot's families have too few items.
    """
    again = repeat or blueprint.repeat
    plan = Plan(blueprint, number, again, seed)
    filled = plan.cells()
    return _forms(blueprint, number, Supply(seed, repeat=again), seed, filled)


def _forms(
    blueprint: Blueprint, number: int, supply: Supply, seed: str, filled: list[tuple[Cell, ...]]
) -> Iterator[Form]:
    for place in range(number):
        supply.new_form()
        items = tuple(
            _item(slot, cell, supply, number)
            for slot, cells in zip(blueprint.slots, filled, strict=True)
            for cell in cells
        )
        yield Form(
            title=blueprint.title,
            seed=seed,
            items=items,
            name=letters(place) if number > 1 else "",
            course=blueprint.course,
            date=blueprint.date,
            notes=blueprint.instructions,
        )


def _item(slot: Slot, cell: Cell, supply: Supply, number: int) -> Item:
    item = supply.take(cell)
    if item is None:
        spent = f"{cell.source.id} has no more at level {cell.level} that no other slot took"
        raise _too_few(slot, number, spent)
    return replace(item, worth=slot.points)


def letters(place: int) -> str:
    """A, B ... Z, AA, AB ...: the name of a form."""
    before, last = divmod(place, len(ascii_uppercase))
    return (letters(before - 1) if before else "") + ascii_uppercase[last]


@dataclass
class Plan:
    """Which family fills which place, the same in all forms.

    A topic's places go to the family that the exam has used least, as long as it has items for all forms.
    """

    blueprint: Blueprint
    forms: int
    repeat: bool
    seed: str
    _places: Counter[str] = field(default_factory=Counter)
    _taken: Counter[tuple[str, Level, Kind | None]] = field(default_factory=Counter)
    _counts: dict[tuple[str, Level, Kind | None], int] = field(default_factory=dict)

    def cells(self) -> list[tuple[Cell, ...]]:
        """For each slot the cells of its places; slots with one family are served first."""
        slots = self.blueprint.slots
        filled: dict[int, tuple[Cell, ...]] = {}
        for number in sorted(range(len(slots)), key=lambda number: (len(slots[number].sources) > 1, number)):
            filled[number] = self._slot(slots[number], number)
        return [filled[number] for number in range(len(slots))]

    def _slot(self, slot: Slot, number: int) -> tuple[Cell, ...]:
        order = Dice("slot", self.seed, number).sample(slot.sources, len(slot.sources))
        return tuple(self._place(slot, order) for _ in range(slot.count))

    def _place(self, slot: Slot, order: list[Source]) -> Cell:
        able = [cell for source in order if self._left(cell := Cell(source, slot.level, slot.kind_for(source)))]
        if not able:
            raise _too_few(slot, self.forms, self._shortage(slot))
        cell = min(able, key=lambda cell: self._places[cell.source.id])
        self._places[cell.source.id] += 1
        self._taken[cell.path] += 1
        return cell

    def _shortage(self, slot: Slot) -> str:
        """What there is; a place takes its items for all forms from one family."""
        most = max(there(source, slot.level, slot.kind_for(source)) for source in slot.sources)
        if len(slot.sources) == 1:
            return f"{slot.sources[0].id} has only {most:,} at level {slot.level}"
        return f"no family of the topic {slot.sources[0].topic} has more than {most:,} at level {slot.level}"

    def _left(self, cell: Cell) -> bool:
        """Whether the cell has an item more for every form."""
        each = (self._taken[cell.path] + 1) * (1 if self.repeat else self.forms)
        if cell.path not in self._counts:
            self._counts[cell.path] = there(cell.source, cell.level, cell.kind)
        return each <= self._counts[cell.path]


def _too_few(slot: Slot, number: int, reason: str) -> UsageError:
    asked = f"{slot.count:,} items"
    if number > 1:
        asked += f" in {number} forms, {slot.count * number:,} in all,"
    return slot.entries.error("count", f"{asked} are asked for, but {reason}; ask for fewer items or fewer forms")
