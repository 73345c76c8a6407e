"""The items that a slot names itself."""

from __future__ import annotations

from quizgen.asking.source import Source
from quizgen.blueprint.cells import Cell
from quizgen.blueprint.drawn import Drawn
from quizgen.blueprint.slots import Slot
from quizgen.errors import UsageError


def pinned(slot: Slot) -> tuple[Drawn, ...]:
    """The questions of a slot's ``pin``; raises UsageError for an item that the slot cannot ask."""
    return tuple(_found(slot, name) for name in slot.pin)


def _found(slot: Slot, name: str) -> Drawn:
    for source in slot.sources:
        if name.startswith(f"{source.id}-") and (address := source.find(name)):
            if address.level != slot.level:
                raise slot.entries.error("pin", f"'{name}' is {address.level}, and the slot asks {slot.level} items")
            return _asked(slot, source, name, address.point)
    raise slot.entries.error("pin", f"no family of the slot has an item '{name}'; write an id as 'show' or JSON has it")


def _asked(slot: Slot, source: Source, name: str, point: int) -> Drawn:
    """The item in the first kind that it can be asked in."""
    for kind in slot.kinds or (source.usual(slot.level), *source.kinds):
        if kind in source.kinds:
            try:
                cell = Cell(source, slot.level, kind, slot.offers(kind))
                return Drawn(cell.at(point, name), cell, name, point, at_point=True)
            except UsageError:
                continue
    raise slot.entries.error("pin", f"'{name}' cannot be asked as {' or '.join(slot.kinds)}; pin another")
