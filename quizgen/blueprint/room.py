"""Whether there are enough items for all forms, as far as counts say it."""

from __future__ import annotations

from collections.abc import Sequence

from quizgen.blueprint import shortage
from quizgen.blueprint.asked import Group
from quizgen.blueprint.naming import form_name
from quizgen.blueprint.narrowed import Narrowed
from quizgen.blueprint.ways import Way
from quizgen.errors import UsageError

FEWER, SHARE = "ask for fewer items", "or forms, or let forms share items (repeat = true)"

APART = "that may not stand beside others of the form (enemies, or a key given away)"


def help_for(number: int) -> str:
    """What helps a slot that has too few items for so many forms."""
    return FEWER if number == 1 else f"{FEWER} {SHARE}"


def require(groups: Sequence[Group], number: int) -> None:
    """Raises UsageError for the first slot whose families have too few items for so many forms."""
    for group in groups:
        if len(group.places) * number > held(group.ways):
            raise too_few(group, number)


def held(ways: Sequence[Way]) -> int:
    """How many items they hold."""
    return sum(way.held for way in ways)


def too_few(group: Group, number: int) -> UsageError:
    """So many items are wanted, and there are fewer."""
    slot = group.slot
    asked = shortage.items(slot.count)
    if number > 1:
        asked += f" in {number:,} forms, {slot.count * number:,} in all,"
    if len(group.ways) == 1:
        options = f" with {group.ways[0].options} options" if group.ways[0].options else ""
        left = " that the slot asks" if isinstance(group.ways[0].cell.source, Narrowed) else ""
        have = f"{group.ways[0].family} has only {held(group.ways):,}{left} at level {slot.level}{options}"
    else:
        topic = f" of the topic {slot.sources[0].topic}" if "topic" in slot.entries else " of the slot"
        have = f"the {len(group.ways)} families{topic} have only {held(group.ways):,}"
    verb = "are" if slot.count * number > 1 else "is"
    return slot.entries.error("count", f"{asked} {verb} asked for, but {have} as {group.kind}; {help_for(number)}")


def spent(group: Group, number: int, apart: int) -> UsageError:
    """Nothing is left for a form; ``apart`` are so many items that it does not bear."""
    names = " and ".join(way.family for way in group.ways[:2])
    if len(group.ways) > 2:
        names = f"{group.ways[0].family} and {len(group.ways) - 1} more"
    have = f"{names} {'has' if len(group.ways) == 1 else 'have'} no more at level {group.slot.level}"
    asked = f"form {form_name(number)} asks for {shortage.items(group.slot.count)}, but {have}"
    others = f", and {apart:,} {APART}" if apart else ""
    told = f"{asked} as {group.kind} that no other place took{others}; {help_for(number + 1)}"
    return group.slot.entries.error("count", told)
