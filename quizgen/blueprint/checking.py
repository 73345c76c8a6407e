"""Whether a blueprint can be filled, and how far it reaches: everything that is wrong with it is told at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain
from pathlib import Path

from msgspec import Struct

from quizgen.blueprint.asked import Group, groups
from quizgen.blueprint.capacity import Capacity, capacity
from quizgen.blueprint.pins import pinned
from quizgen.blueprint.reader import parse, require_all
from quizgen.blueprint.room import held, too_few
from quizgen.blueprint.shortage import items
from quizgen.blueprint.slots import Blueprint, Slot
from quizgen.catalog.networks import Look
from quizgen.errors import Faults, UsageError
from quizgen.reading.records import every


class Checked(Struct, frozen=True):
    """A blueprint that can be filled; how its places are asked, and how many forms share no item."""

    blueprint: Blueprint
    groups: tuple[Group, ...]
    capacity: Capacity


def checked(text: str, where: str, folder: Path = Path(), look: Look | None = None) -> Checked:
    """The blueprint in a TOML text; raises Faults with everything that is wrong, also with what it asks for.

    ``look`` finds networks that slots name.
    """
    try:
        exam = parse(text, where, folder, look=look)
    except UsageError:
        require_all(text, where, folder, look, _filled)
        raise
    found = tuple(chain.from_iterable(every(_filled, exam.slots)))
    reach = capacity(found)
    if not reach.forms:
        raise Faults.of([_crowded(exam, reach)])
    return Checked(exam, found, reach)


def _filled(slot: Slot) -> tuple[Group, ...]:
    """How a slot's places are asked; raises Faults for what cannot be asked, and for items that it cannot have."""
    faults: list[UsageError] = []
    found: tuple[Group, ...] = ()
    for look in (partial(groups, slot), partial(pinned, slot)):
        faults += _faults(look)
    if not faults:
        found = groups(slot)
        faults += [too_few(group, 1) for group in found if held(group.ways) < len(group.places)][:1]
    if faults:
        raise Faults.of(faults)
    return found


def _faults(look: Callable[[], object]) -> Iterator[UsageError]:
    try:
        look()
    except UsageError as error:
        yield error


def _crowded(exam: Blueprint, reach: Capacity) -> UsageError:
    """Several slots want more items of the same families than there are."""
    first, *others = (slot for slot in exam.slots if slot.id in reach.bound)
    wanted = items(sum(slot.count for slot in (first, *others)))
    names = ", ".join(f"'{slot.id}'" for slot in (first, *others))
    return first.entries.error(
        "count", f"the slots {names} want {wanted}, and their families have fewer; ask for fewer"
    )
