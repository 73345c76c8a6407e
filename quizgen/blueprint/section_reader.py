"""Reads the slots of a blueprint, which stand by themselves or in sections."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import partial
from typing import TypeAlias

from msgspec.structs import replace

from quizgen.blueprint.slots import Slot, told_apart
from quizgen.blueprint.tables import MOST, MOST_ITEMS, SectionTable
from quizgen.model import Section
from quizgen.reading.records import every, filled, together
from quizgen.reading.toml import TomlTable
from quizgen.text.counted import are, many

ReadSlot: TypeAlias = Callable[[TomlTable], Slot]
"""Reads a table [[slots]]; raises what is wrong with it."""
NEEDED = "a blueprint needs one table [[slots]] for each group of items"
NEEDED_THERE = "a section needs one table [[sections.slots]] for each group of items"
BOTH = "slots stand either by themselves or in sections; write [[sections.slots]], or leave out [[sections]]"
FINEST = 1000
"""Points are whole thousandths."""


def read(entries: TomlTable, read_slot: ReadSlot) -> tuple[tuple[Section, ...], tuple[Slot, ...]]:
    """All sections, if there are any, and all slots in order; raises Faults with everything that is wrong."""
    if "sections" not in entries:
        return (), _told_apart(entries, _slots(entries, read_slot, NEEDED))
    if "slots" in entries:
        raise entries.error("slots", BOTH)
    tables = entries.tables("sections", "write tables [[sections]], each with a title and [[sections.slots]]")
    found = every(partial(_section, read_slot=read_slot), tables)
    slots = [replace(one, section=number) for number, (_, own) in enumerate(found) for one in own]
    return tuple(section for section, _ in found), _told_apart(entries, slots)


def _told_apart(entries: TomlTable, slots: Sequence[Slot]) -> tuple[Slot, ...]:
    where = "sections" if "sections" in entries else "slots"
    if len(slots) > MOST:
        raise entries.error(where, f"there are {len(slots):,} slots, and a form has at most {MOST:,}; write fewer")
    if (total := sum(one.count for one in slots)) > MOST_ITEMS:
        raise entries.error(where, f"they hold {total:,} items, and a form has at most {MOST_ITEMS:,}; ask for fewer")
    return tuple(told_apart(slots, ["id" in one.entries for one in slots]))


def _slots(entries: TomlTable, read_slot: ReadSlot, needed: str) -> list[Slot]:
    tables = entries.tables("slots", needed)
    if len(tables) > MOST:
        raise entries.error("slots", f"there are {len(tables):,} of them, and a form has at most {MOST:,}; write fewer")
    return every(read_slot, tables)


def _section(entries: TomlTable, read_slot: ReadSlot) -> tuple[Section, list[Slot]]:
    given, slots = together(lambda: filled(SectionTable, entries), lambda: _slots(entries, read_slot, NEEDED_THERE))
    section = Section(given.title, given.instructions, sum(one.count for one in slots))
    if given.total is None:
        return section, [replace(one, points=one.points or given.points) for one in slots]
    if given.points is not None:
        raise entries.error("total", "a section has points for each item or a total for all; leave out one of them")
    share = _share(given.total, slots, entries)
    return section, [replace(one, points=one.points or share) for one in slots]


def _share(total: Fraction, slots: Sequence[Slot], entries: TomlTable) -> Fraction | None:
    """What each item is worth of which no slot says it, so that all together are worth the total."""
    told = sum((one.points * one.count for one in slots if one.points), Fraction(0))
    others = sum(one.count for one in slots if not one.points)
    if not others:
        if told != total:
            raise entries.error("total", f"its slots are worth {float(told):g} points; write that, or leave it out")
        return None
    share = (total - told) / others
    if share <= 0:
        left = are(others, "item")
        raise entries.error("total", f"its slots with points take {float(told):g} of it, and {left} left")
    if FINEST % share.denominator:
        left = f"{many(others, 'item')} cannot share {float(total - told):g} points alike"
        raise entries.error("total", f"{left}; write points")
    return share
