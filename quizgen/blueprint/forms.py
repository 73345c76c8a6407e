"""Parallel forms of an exam: the same slots filled from the same families with other items."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from itertools import chain
from string import ascii_uppercase

from quizgen.asking.source import SHARES
from quizgen.asking.verify import unproved, verified
from quizgen.blueprint import shortage
from quizgen.blueprint.cells import Cell, Path
from quizgen.blueprint.drawing import Supply, asked_here
from quizgen.blueprint.reader import Blueprint, Slot
from quizgen.blueprint.seats import Seats
from quizgen.counting.counts import there
from quizgen.errors import UsageError
from quizgen.model import Form, Item, Kind, Level, Question


@dataclass(frozen=True, slots=True)
class Seat:
    """A question in a form, with its number in its cell, and what it is worth there if not what its parts are."""

    cell: Cell
    number: int
    question: Question
    worth: Fraction | None


@dataclass(frozen=True, slots=True)
class Draft:
    """A form that is drawn, and not verified yet."""

    name: str
    seats: tuple[Seat, ...]


def forms(blueprint: Blueprint, number: int, seed: str, *, repeat: bool = False) -> Iterator[Form]:
    """The forms A, B, C ... of an exam, one after the other, each verified when it is drawn; see ``drafts``."""
    head = heading(blueprint, seed)
    return (verified_form(draft, head) for draft in drafts(blueprint, number, seed, repeat=repeat))


def verified_form(draft: Draft, head: Form) -> Form:
    """The form with its items, under the heading; raises Disagreement."""
    return replace(head, name=draft.name, items=tuple(item(seat.question, seat.worth) for seat in draft.seats))


def unproved_form(draft: Draft, head: Form) -> Form:
    """The form as it will be once it is verified."""
    items = tuple(replace(unproved(seat.question), worth=seat.worth) for seat in draft.seats)
    return replace(head, name=draft.name, items=items)


def heading(blueprint: Blueprint, seed: str) -> Form:
    """A form without a name and without items."""
    return Form(
        title=blueprint.title,
        seed=seed,
        items=(),
        course=blueprint.course,
        date=blueprint.date,
        notes=blueprint.instructions,
        sitting=blueprint.sitting,
        ordered=True,
    )


def item(question: Question, worth: Fraction | None) -> Item:
    """The verified item, and what it is worth in a form; raises Disagreement."""
    return replace(verified(question), worth=worth)


def drafts(blueprint: Blueprint, number: int, seed: str, *, repeat: bool = False) -> Iterator[Draft]:
    """So many forms of an exam, one after the other; a single form has no name.

    Every form takes the items that follow those of the form before it. Raises UsageError, before the first form where
    the counts say so, if a slot's families have too few items.
    """
    again = repeat or blueprint.repeat
    filled = _filled(blueprint, number, seed, repeat=again)
    return _drafts(blueprint, number, Supply(asked_here(seed), repeat=again, cells=chain(*filled)), filled)


def _filled(blueprint: Blueprint, number: int, seed: str, *, repeat: bool) -> list[tuple[Cell, ...]]:
    """The cells of every slot; none of which the exam's families, as enemies, leave too few items."""
    spent: set[Path] = set()
    while True:
        filled = Plan(blueprint, number, repeat, seed, frozenset(spent)).cells()
        found = {cell.path for cell in _short(filled, 1 if repeat else number)}
        if found <= spent:
            return filled
        spent |= found


def _short(filled: list[tuple[Cell, ...]], number: int) -> Iterator[Cell]:
    """Cells of authored items of which too few may stand beside the exam's families for so many forms."""
    families = {cell.source.id for cells in filled for cell in cells}
    for cell, places in Counter(chain(*filled)).items():
        if cell.source.authored:
            kinds = [cell.kind] if cell.kind else cell.source.kinds
            drawn = chain.from_iterable(cell.source.draw(cell.level, kind, "") for kind in kinds)
            if sum(families.isdisjoint(question.enemies) for question in drawn) < places * number:
                yield cell


def _drafts(
    blueprint: Blueprint, number: int, supply: Supply[Question], filled: Iterable[tuple[Cell, ...]]
) -> Iterator[Draft]:
    places = [(slot, cell) for slot, cells in zip(blueprint.slots, filled, strict=True) for cell in cells]
    for place in range(number):
        supply.new_form()
        seats = tuple(_seat(slot, cell, supply, number) for slot, cell in places)
        yield Draft(letters(place) if number > 1 else "", seats)


def _seat(slot: Slot, cell: Cell, supply: Supply[Question], number: int) -> Seat:
    taken = supply.take(cell)
    if taken is None:
        spent = f"{cell.source.id} has no more at level {cell.level} that no other slot took{_apart(supply, cell)}"
        raise _too_few(slot, number, spent)
    return Seat(cell, taken.number, taken.content, slot.points)


def _apart(supply: Supply[Question], cell: Cell) -> str:
    """What of the cell is left and may not stand in the form."""
    number = supply.kept_apart(cell)
    return (
        f", and {number:,} that may not stand beside others of the form (enemies, or a key given away)"
        if number
        else ""
    )


def letters(place: int) -> str:
    """A, B ... Z, AA, AB ...: the name of a form."""
    before, last = divmod(place, len(ascii_uppercase))
    return (letters(before - 1) if before else "") + ascii_uppercase[last]


@dataclass
class Plan:
    """Which family fills which place, the same in all forms.

    A topic's families take their places by weight, in all of the exam, as long as they have items for all forms;
    those of ``spent`` take none.
    """

    blueprint: Blueprint
    forms: int
    repeat: bool
    seed: str
    spent: frozenset[Path] = frozenset()
    _taken: Counter[tuple[str, Level, Kind | None]] = field(default_factory=Counter)
    _counts: dict[tuple[str, Level, Kind | None], int] = field(default_factory=dict)

    def cells(self) -> list[tuple[Cell, ...]]:
        """For each slot the cells of its places; those with the fewest families are served first."""
        slots = self.blueprint.slots
        filled: dict[int, tuple[Cell, ...]] = {}
        for number in sorted(range(len(slots)), key=lambda number: len(slots[number].sources)):
            filled[number] = tuple(self._places(slots[number]))
        return [filled[number] for number in range(len(slots))]

    @cached_property
    def _seats(self) -> dict[str, Seats]:
        """The places of each topic."""
        weights: dict[str, dict[str, int]] = {}
        places: Counter[str] = Counter()
        for slot in self.blueprint.slots:
            weights.setdefault(slot.topic, {}).update((one.id, SHARES[one.weight]) for one in slot.sources)
            places[slot.topic] += slot.count
        return {topic: Seats(every, places[topic], "slot", self.seed, topic) for topic, every in weights.items()}

    def _places(self, slot: Slot) -> Iterator[Cell]:
        """The cell of each place, in the kind that the slot has used least of those that the family can be asked in."""
        used: Counter[Kind | None] = Counter()
        for _ in range(slot.count):
            cell = self._place(slot, used)
            used[cell.kind] += 1
            yield cell

    def _place(self, slot: Slot, used: Counter[Kind | None]) -> Cell:
        able: dict[str, Cell] = {}
        for cell in filter(self._left, _cells(slot)):
            if cell.path not in self.spent or len(slot.sources) == 1:
                other = able.setdefault(cell.source.id, cell)
                able[cell.source.id] = min(other, cell, key=lambda one: used[one.kind])
        if not able:
            raise _too_few(slot, self.forms, self._shortage(slot))
        cell = able[self._seats[slot.topic].take(able)]
        self._taken[cell.path] += 1
        return cell

    def _shortage(self, slot: Slot) -> str:
        """What there is; a place takes its items for all forms from one family.

        Raises UsageError where the slot's kinds give nothing at its level.
        """
        every = [*_cells(slot)]
        most = max((there(cell.source, cell.level, cell.kind) for cell in every), default=0)
        if not most:
            kinds = [cell.kind for cell in every if cell.kind]
            key = "kind" if slot.kinds else "level"
            raise slot.entries.error(key, shortage.none(slot.sources, [slot.level], kinds))
        if len(slot.sources) == 1:
            return f"{slot.sources[0].id} has only {most:,} at level {slot.level}"
        return f"no family of the topic {slot.topic} has more than {most:,} at level {slot.level}"

    def _left(self, cell: Cell) -> bool:
        """Whether the cell has an item more for every form."""
        each = (self._taken[cell.path] + 1) * (1 if self.repeat else self.forms)
        if cell.path not in self._counts:
            self._counts[cell.path] = there(cell.source, cell.level, cell.kind)
        return each <= self._counts[cell.path]


def _cells(slot: Slot) -> Iterator[Cell]:
    """Every way in which the slot can be filled."""
    return (Cell(source, slot.level, kind) for source in slot.sources for kind in slot.kinds_for(source))


def _too_few(slot: Slot, number: int, reason: str) -> UsageError:
    asked = shortage.asked_for(slot.count)
    if number > 1:
        asked = f"{shortage.items(slot.count)} in {number:,} forms, {slot.count * number:,} in all, are asked for"
    return slot.entries.error("count", f"{asked}, but {reason}; ask for fewer items or fewer forms")
